/* Measure pages in Chromium. What it finds is judged elsewhere: this program
 * knows nothing of what a page should be like.
 *
 * usage: node browser.cjs MODULES CHROMIUM < JOBS
 *
 * JOBS is a list of jobs in JSON, {"measure": NAME, "page": PATH, …}; the
 * answer is the list of what each measure found. "width", "height",
 * "scheme" (light or dark) and "media" (screen or print) set the window. */
const { createRequire } = require("node:module");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const modules = createRequire(process.argv[2] + "/");
const { chromium } = modules("playwright-core");
const measures = require("./measures.cjs");

/* The machines that tests run on have no display, and may have no network and
 * no user but root. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const FRESH = ["skip", "ways", "outline", "loading"]; /* they change the page */
let open = null; /* the page that was looked at last, and its path */

async function load(browser, job, seen) {
  const size = { width: job.width ?? 1280, height: job.height ?? 900 };
  const colorScheme = job.scheme ?? "light";
  if (open?.path !== job.page || FRESH.includes(job.measure)) {
    await open?.page.context().close();
    const page = await browser.newPage({ viewport: size, colorScheme });
    open = { path: FRESH.includes(job.measure) ? null : job.page, page };
    await measures.prepare(page, job, seen);
    await page.goto(pathToFileURL(job.page).href);
  }
  await open.page.setViewportSize(size);
  await open.page.emulateMedia({ colorScheme, media: job.media ?? null });
  return open.page;
}

async function look(browser, job) {
  const seen = { requests: [], violations: [] };
  const page = await load(browser, job, seen);
  return measures[job.measure](page, job, seen, modules);
}

async function main() {
  const jobs = JSON.parse(fs.readFileSync(0, "utf8"));
  const browser = await chromium.launch({
    executablePath: process.argv[3], headless: true, args: FLAGS });
  const found = [];
  try {
    for (const job of jobs)
      found.push(await look(browser, job));
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(found));
}

main();
