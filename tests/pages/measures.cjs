/* What browser.cjs can measure: functions of a loaded page and its job. */
const fs = require("node:fs");

/* Before the page is loaded. Violations of its Content-Security-Policy are
 * counted from outside: a script of ours that the policy does not reach. */
exports.prepare = async (page, job, seen) => {
  if (job.measure !== "loading")
    return;
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("requestfailed", (request) => {
    if (request.failure().errorText === "csp") /* it was never sent */
      seen.requests.splice(seen.requests.indexOf(request.url()), 1);
  });
  await page.exposeFunction("tellViolation",
    (directive) => seen.violations.push(directive));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation",
      (event) => window.tellViolation(event.effectiveDirective));
  });
};

/* Accessibility: axe-core's findings, WCAG 2.2 A and AA and best practices. */
exports.axe = async (page, job, seen, modules) => {
  if (!await page.evaluate(() => window.axe !== undefined))
    await page.evaluate(
      fs.readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    const result = await window.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice"],
    });
    return result.violations.flatMap((rule) => rule.nodes.map(
      (node) => `${rule.id}: ${node.target.join(" ")}: ${node.html}`));
  });
};

/* How wide the document is, beside the window; and what reaches out of it. */
exports.overflow = (page) => page.evaluate(() => {
  const room = document.documentElement.clientWidth;
  const inScroll = (element) => element.closest(".tm-scroll > *, .tm-skip");
  return {
    wide: document.documentElement.scrollWidth - room,
    out: [...document.querySelectorAll("body *")]
      .filter((e) => !inScroll(e) && e.getBoundingClientRect().right > room + 1)
      .map((e) => e.outerHTML.slice(0, 80)),
  };
});

/* Where the notes stand: boxes of notes and of the lines of text. */
exports.notes = (page) => page.evaluate(() => {
  const box = (r) => ({ left: r.left, right: r.right, top: r.top + scrollY,
    bottom: r.bottom + scrollY });
  const text = document.querySelector(".tm-text");
  const lines = [];
  const walk = document.createTreeWalker(document.querySelector("main"),
    NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest(".tm-side") || !node.data.trim())
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    lines.push(...[...range.getClientRects()].map(box));
  }
  return {
    text: box(text.getBoundingClientRect()),
    room: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
    notes: [...text.querySelectorAll(".tm-side")].map((e) => ({
      ...box(e.getBoundingClientRect()), words: e.textContent })),
    anchors: [...text.querySelectorAll(".tm-side")].map(
      (e) => box(e.previousElementSibling?.getBoundingClientRect() ??
        e.parentElement.getBoundingClientRect())),
    lines,
  };
});

/* The characters of job.characters, and the reference numbers, that a line
 * begins with: each with what stands before it. */
exports.lineStarts = (page, job) => page.evaluate((characters) => {
  const BLOCK = ".tm-side, p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, a.tm-skip";
  const found = [];
  let seen = 0, last = null;
  const place = (node, offset, size) => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + size);
    return range.getBoundingClientRect();
  };
  const visit = (node, before) => {
    const block = node.parentElement.closest(BLOCK);
    const ref = node.parentElement.matches(".tm-ref");
    let offset = 0;
    for (const character of node.data) {
      const size = character.length;
      const previous = before.get(block);
      if (character.trim()) {
        if (previous && (characters.includes(character) ||
                         (ref && offset === 0))) {
          const here = place(node, offset, size);
          const there = place(previous.node, previous.offset, previous.size);
          seen++;
          if (here.top >= there.bottom - 1)
            found.push(previous.node.data.slice(-12) + " | " +
              node.data.slice(offset, offset + 12));
        }
        before.set(block, { node, offset, size });
      }
      offset += size;
    }
  };
  const before = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    visit(node, before);
  return { seen, found };
}, job.characters);

/* The sizes of the links of outline and tables. */
exports.targets = (page) => page.evaluate(() =>
  [...document.querySelectorAll("nav a, td a")].map((a) => {
    const { width, height } = a.getBoundingClientRect();
    return { words: a.textContent, width, height };
  }));

/* The keyboard: where the focus goes from the top of the page, and whether it
 * is in sight. */
exports.skip = async (page) => {
  const focus = () => page.evaluate(() => {
    const e = document.activeElement, r = e.getBoundingClientRect();
    return {
      name: e.className, hash: location.hash, inMain: !!e.closest("main"),
      outline: getComputedStyle(e).outlineStyle,
      seen: r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.width > 0,
    };
  });
  await page.keyboard.press("Tab");
  const first = await focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  return { first, next: await focus() };
};

/* To a row by its number and back by its words: what is marked, where. */
exports.ways = async (page) => {
  const target = () => page.evaluate(() => {
    const e = document.querySelector(":target"), r = e?.getBoundingClientRect();
    return e && {
      name: e.localName, id: e.id,
      colour: getComputedStyle(e).backgroundColor,
      seen: r.top >= -1 && r.top < innerHeight,
    };
  });
  const number = page.locator("main .tm-text .tm-ref").first();
  const label = await number.getAttribute("aria-label");
  await number.click();
  const row = await target();
  await page.locator("tr:target .tm-what a").first().click();
  return { label, row, back: await target() };
};

/* Where the outline is after the reader has gone down the page. */
exports.outline = async (page) => {
  await page.evaluate(() => window.scrollTo(0, 2500));
  return page.evaluate(() => {
    const r = document.querySelector(".tm-outline").getBoundingClientRect();
    return { scrolled: scrollY, top: r.top, bottom: r.bottom };
  });
};

/* Ink and paper of some elements. */
exports.colours = (page) => page.evaluate(() => {
  const found = {};
  for (const selector of ["body", ".tm-kind", ".tm-late", "td a"]) {
    const style = getComputedStyle(document.querySelector(selector));
    found[selector] = [style.color, style.backgroundColor];
  }
  return found;
});

/* Printed to the file job.pdf. */
exports.print = async (page, job) => {
  await page.pdf({ path: job.pdf, preferCSSPageSize: true });
  return {};
};

/* What a page asked for and what its policy refused, after everything on it
 * that could be pressed or loaded had its chance. */
exports.loading = async (page, job, seen) => {
  await page.waitForLoadState("load");
  if (job.press)
    await page.evaluate((selector) => {
      for (const e of document.querySelectorAll(selector))
        e.dispatchEvent(new MouseEvent("click", { bubbles: true,
          cancelable: true }));
    }, job.press);
  await page.waitForTimeout(150);
  return {
    ran: await page.evaluate(() => window.ran ?? null),
    title: await page.title(), url: page.url(), ...seen,
  };
};
