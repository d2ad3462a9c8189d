"""What the tests of the pages share: the tools from npm, the pages, Chromium.

The tools are installed below the build folder from package-lock.json, once;
pages are rendered into a folder of the test's own.
"""
import fcntl
import functools
import glob
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import spec  # noqa: E402
import tap  # noqa: E402

TODAY = "2026-05-30"
TOOLS = os.path.join(tap.BUILD, "pages")
EXAMPLES = os.path.join(tap.ROOT, "examples")
LARGE = 4096  # bytes: the specification's examples of limits are larger


@functools.lru_cache  # npm tries for minutes: each test need not
def install():
    """Install the tools, unless they are there as the lock file has them.
    Returns what npm says, where it cannot."""
    os.makedirs(TOOLS, exist_ok=True)
    lock = os.path.join(HERE, "package-lock.json")
    done = os.path.join(TOOLS, "installed.json")
    with open(os.path.join(TOOLS, "busy"), "w", encoding="utf-8") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # tests run side by side
        if same(lock, done):
            return None
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(os.path.join(HERE, name), TOOLS)
        result = subprocess.run(
            ["npm", "ci", "--ignore-scripts"], cwd=TOOLS, check=False,
            capture_output=True, timeout=600)
        if result.returncode:
            return "npm ci: " + result.stderr.decode()
        shutil.copy(lock, done)
        return None


def same(one, other):
    if not os.path.exists(other):
        return False
    with open(one, "rb") as a, open(other, "rb") as b:
        return a.read() == b.read()


def node(script, *arguments, data):
    """Run a script of this folder on JSON; the JSON that it prints."""
    result = subprocess.run(
        ["node", os.path.join(HERE, script), TOOLS, *arguments],
        input=json.dumps(data).encode(), capture_output=True, timeout=300,
        check=False)
    if result.returncode:
        raise RuntimeError(f"{script}: {result.stderr.decode()}")
    return json.loads(result.stdout)


def chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    raise RuntimeError("there is no Chromium: tools/need.sh check")


def measure(jobs):
    """What the browser finds for each of the jobs (browser.cjs says which)."""
    return node("browser.cjs", chromium(), data=jobs)


def render(source, page, *options):
    """Render the bytes of a source into the file 'page'. Its errors are the
    source's, and no matter here."""
    result = tap.run("render", "--today", TODAY, *options, "-o", page, "-",
                     stdin=source)
    if result.returncode not in (0, 1) or not os.path.exists(page):
        raise AssertionError(result.stderr.decode())
    return page


# The lists that are pages: what they are called, and what asks for them.
LISTS = {
    "sheets": ("-f", "html", "--by", "owner"),
    "sheets-each": ("-f", "html", "--by", "owner", "--each-owner"),
    "by-due": ("-f", "html", "--by", "due"),
    "by-point": ("-f", "html", "--by", "point"),
    "ledger": ("-f", "ledger-html"),
    "ledger-each": ("-f", "ledger-html", "--each-owner"),
}


def render_lists(folder):
    """Each list of all talks below 'folder', and of none; their pages."""
    made = {}
    for name, options in LISTS.items():
        for which, chosen in (("", ()), ("-empty", ("--owner", "Nobody"))):
            page = os.path.join(folder, f"list-{name}{which}.html")
            result = tap.run("tasks", "--today", TODAY, *options, *chosen,
                             "-o", page, folder)
            if result.returncode not in (0, 1) or not os.path.exists(page):
                raise AssertionError(result.stderr.decode())
            made[name + which] = page
    return made


def read(path):
    with open(path, "rb") as file:
        return file.read()


def examples():
    """The examples' names and sources, and the page of rare things."""
    found = {os.path.basename(path)[:-len(".md")]: read(path)
             for path in sorted(glob.glob(os.path.join(EXAMPLES, "*.md")))}
    for name in ("rare", "hostile"):
        found[name] = read(os.path.join(HERE, f"{name}.md"))
    return found


def specimens():
    """The sources of the specification's examples that can be read at all,
    without the large ones, which would take the checkers minutes."""
    with open(os.path.join(tap.ROOT, "spec/talkmark.md"),
              encoding="utf-8", newline="") as file:
        lines = file.readlines()
    sources = {f"spec-{example.number}":
               spec.decode(spec.part(lines, example, 0))
               for example in spec.read_examples(lines)}
    return {name: source for name, source in sources.items()
            if len(source) <= LARGE and is_text(source)}


def is_text(source):
    try:
        return "\0" not in source.decode()
    except UnicodeDecodeError:
        return False


class Case(tap.Case):
    """A test with its tools, and pages in its folder."""

    def setUp(self):
        super().setUp()
        self.assertIsNone(install())

    def pages(self, sources, *options):
        return {name: render(source, self.path(f"{name}.html"), *options)
                for name, source in sources.items()}

    def lists(self):
        """The lists of some talks: what is rare, hostile, and tells news."""
        for name, source in examples().items():
            if name in ("rare", "hostile") or "stand-down" in name:
                self.write(f"talks/{name}.md", source)
        return render_lists(self.path("talks"))

    def look(self, measure_name, pages, *settings, **more):
        """Measure each page in each setting; (name, setting, finding)."""
        wanted = [(name, setting) for name in pages
                  for setting in (settings or ({},))]
        found = measure([{"measure": measure_name, "page": pages[name],
                          **setting, **more} for name, setting in wanted])
        return [(name, setting, finding) for (name, setting), finding
                in zip(wanted, found, strict=True)]
