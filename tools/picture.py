#!/usr/bin/env python3
"""Make the READMEs' pictures: a talk's source beside its page and task list.

The talk is the README's own, its fence "file=NAME.md". The page is what
talkmark writes for it. Both stand in one HTML document, which a headless
Chromium takes a picture of. docs/picture.sum holds the SHA-256 of each
document and of each picture, so that a test can tell when a picture is old
without having to make it anew.

usage: tools/picture.py BUILD
"""
import hashlib
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SUMS = os.path.join(ROOT, "docs/picture.sum")
PICTURES = {"README.md": "docs/picture.png",
            "README.zh.md": "docs/picture.zh.png"}
# Chinese characters stand in columns where both scripts have one face.
FACES = {"README.md": ("12px", '"DejaVu Sans Mono", monospace'),
         "README.zh.md": ("13.5px", '"Noto Sans Mono CJK SC", monospace')}
TALK = re.compile(r"^```markdown file=(\S+\.md)\n(.*?)^```$", re.M | re.S)
TODAY = "2026-03-16"
WIDTH, HEIGHT, SCALE = 1340, 820, 1.5
# The page is shown as in a window of this width, in what the source leaves.
SOURCE_WIDTH, WINDOW_WIDTH = 612, 864
COLOURS = "128"

DOCUMENT = """\
<!DOCTYPE html>
<html lang="{lang}">
<meta charset="utf-8">
<title>{name}</title>
<style>
* {{ box-sizing: border-box; }}
body {{ margin: 0; height: {height}px; display: flex; gap: 20px; padding: 20px;
  background: #e9e6df; color: #1d2329; overflow: hidden; }}
section {{ display: flex; flex-direction: column; background: #fdfcfa;
  border: 1px solid #c9c4b8; border-radius: 6px; overflow: hidden; }}
section.source {{ flex: 0 0 {source_width}px; }}
section.page {{ flex: 0 0 {shown}px; }}
h2 {{ margin: 0; padding: 7px 14px; background: #f3f1ec;
  border-bottom: 1px solid #d8d4cb;
  font: 600 13px/1.5 {face}; }}
pre {{ margin: 0; padding: 12px 14px; white-space: pre-wrap;
  font: {face_size}/1.5 {face}; }}
pre.list {{ border-top: 1px solid #d8d4cb; background: #f3f1ec; flex: 1;
  white-space: pre; }}
iframe {{ flex: none; border: 0; width: {window}px; height: {window_height}px;
  transform: scale({zoom}); transform-origin: 0 0; }}
b {{ color: #1a4f8b; font-weight: 600; }}
</style>
<body>
<section class="source"><h2>{name}</h2><pre>{source}</pre>
<pre class="list">$ <b>talkmark tasks {name}</b>
{tasks}</pre></section>
<section class="page"><h2>$ <b>talkmark render {name} -o {page_name}</b></h2>
<iframe srcdoc="{page}"></iframe></section>
</body>
</html>
"""


def readme_talk(readme):
    """Name and source of the talk that a README shows."""
    with open(os.path.join(ROOT, readme), encoding="utf-8") as file:
        found = TALK.search(file.read())
    if not found:
        sys.exit(f"{readme}: no fence with file=NAME.md")
    return found[1], found[2]


def shown_source(source):
    """The source as HTML, its tags set off."""
    tag = r"(\[[^\]\n]*\](?:\([^)]*\)|\[[^\]\n]*\]))"
    return re.sub(tag, r"<b>\1</b>", html.escape(source, quote=False))


def document(readme, program):
    """The picture's HTML: the same bytes for the same source and page."""
    name, source = readme_talk(readme)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(source)

        def talkmark(command):
            return subprocess.run(
                [program, command, "--today", TODAY, name], cwd=folder,
                check=True, stdout=subprocess.PIPE).stdout.decode()

        page, tasks = talkmark("render"), talkmark("tasks")
    # The version is not seen, so a new one makes no picture old.
    page = re.sub(r'<meta name="generator"[^>]*>\n', "", page)
    face_size, face = FACES[readme]
    shown = WIDTH - 3 * 20 - SOURCE_WIDTH
    return DOCUMENT.format(
        name=html.escape(name), page_name=html.escape(name[:-2] + "html"),
        lang="zh" if ".zh." in readme else "en", face_size=face_size,
        face=face, height=HEIGHT, source_width=SOURCE_WIDTH, shown=shown,
        window=WINDOW_WIDTH, window_height=2 * HEIGHT, zoom=round(shown / WINDOW_WIDTH, 4),
        source=shown_source(source),
        tasks=html.escape(tasks, quote=False), page=html.escape(page))


def take(page, picture):
    """Have Chromium take a picture of an HTML file, in few colours."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("tools/picture.py: no chromium")
    large = page[:-len("html")] + "png"
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [chromium, "--headless", "--disable-gpu", "--hide-scrollbars",
             *(["--no-sandbox"] if os.geteuid() == 0 else []),
             f"--user-data-dir={profile}", f"--window-size={WIDTH},{HEIGHT}",
             f"--force-device-scale-factor={SCALE}",
             f"--screenshot={large}", "file://" + page],
            check=True, timeout=120, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
    subprocess.run(["pngquant", "--force", "--strip", "--nofs",
                    "--output", picture, COLOURS, large], check=True)


def digest(data):
    return hashlib.sha256(data).hexdigest()


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: tools/picture.py BUILD")
    build = os.path.abspath(sys.argv[1])
    folder = os.path.join(build, "picture")
    os.makedirs(folder, exist_ok=True)
    os.makedirs(os.path.dirname(SUMS), exist_ok=True)
    sums = []
    for readme, picture in PICTURES.items():
        text = document(readme, os.path.join(build, "talkmark")).encode()
        page = os.path.join(folder, readme[:-2] + "html")
        with open(page, "wb") as file:
            file.write(text)
        target = os.path.join(ROOT, picture)
        take(page, target)
        with open(target, "rb") as file:
            sums += [f"{digest(text)}  {readme}",
                     f"{digest(file.read())}  {picture}"]
    with open(SUMS, "w", encoding="utf-8") as file:
        file.write("\n".join(sums) + "\n")


if __name__ == "__main__":
    main()
