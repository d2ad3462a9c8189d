#!/usr/bin/env python3
"""What a page loads and runs: nothing. In Chromium, with every request seen."""
import os
import pathlib
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages  # noqa: E402
from pages import tap  # noqa: E402

RUN = b"window.ran = 'yes'"

# What somebody might smuggle into a page, past a renderer that failed, and
# the directive that refuses it.
SMUGGLED = {
    b"<script>" + RUN + b"</script>": "script-src-elem",
    b'<script src="evil.js"></script>': "script-src-elem",
    b'<script src="data:text/javascript,' + RUN + b'"></script>':
        "script-src-elem",
    b'<script type="module">' + RUN + b"</script>": "script-src-elem",
    b'<p class="press" onclick="' + RUN + b'">x</p>': "script-src-attr",
    b'<img src="data:," onerror="' + RUN + b'">': "script-src-attr",
    b'<svg onload="' + RUN + b'"></svg>': "script-src-attr",
    b'<details open ontoggle="' + RUN + b'">x</details>': "script-src-attr",
    b'<a class="press" href="javascript:' + RUN + b'">x</a>':
        "script-src-elem",
    b'<iframe src="evil.html"></iframe>': "frame-src",
    b'<object data="evil.html"></object>': "object-src",
    b'<embed src="evil.html">': "object-src",
    b'<link rel="stylesheet" href="evil.css">': "style-src-elem",
    b"<style>@import 'evil.css';</style>": "style-src-elem",
    b"<style>@font-face { font-family: e; src: url(evil.woff) } "
    b"main { font-family: e }</style>": "font-src",
    b'<audio src="evil.wav"></audio>': "media-src",
}


class Loading(pages.Case):
    def load(self, made, **more):
        for name, _, found in self.look("loading", made, {}, **more):
            yield name, found, pathlib.Path(made[name]).as_uri()

    def test_examples_ask_for_nothing_but_themselves(self):
        made = self.pages(pages.examples())
        del made["rare"], made["hostile"]  # they have pictures
        self.assertGreater(len(made), 5)
        for name, found, address in self.load(made):
            with self.subTest(page=name):
                self.assertEqual(found["requests"], [address])
                self.assertEqual(found["violations"], [])

    def test_what_a_talk_smuggles_in_stays_words(self):
        css = self.write("a.css", "</style><script>window.ran = 1</script>"
                         "<!--<script>window.ran = 2</script>")
        made = self.pages({"hostile": pages.examples()["hostile"]},
                          "--css", css)
        for name, found, address in self.load(made, press="a, p, li, span"):
            with self.subTest(page=name):
                self.assertIsNone(found["ran"])
                self.assertEqual(found["violations"], [])
                self.assertEqual(found["requests"], [address])
                self.assertIn("<script>", found["title"])

    def test_a_script_that_got_into_a_page_does_not_run(self):
        page = pages.read(self.pages({"x": b"# T\n\n[a](do:b)\n"})["x"])
        made = {}
        for i, smuggled in enumerate(SMUGGLED):
            made[smuggled] = self.write(
                f"{i}.html", page.replace(b"<article", smuggled + b"<article"))
        for smuggled, found, address in self.load(made, press=".press"):
            with self.subTest(smuggled=smuggled):
                self.assertIsNone(found["ran"])
                self.assertIn(SMUGGLED[smuggled], found["violations"])
                self.assertEqual([r for r in found["requests"]
                                  if not r.startswith("data:")], [address])

    def test_without_the_policy_it_would_run(self):
        page = pages.read(self.pages({"x": b"# T\n\n[a](do:b)\n"})["x"])
        page = page.replace(b"Content-Security-Policy", b"x-none").replace(
            b"<article", b"<script>" + RUN + b"</script><article")
        made = {"x": self.write("bare.html", page)}
        for _, found, _ in self.load(made):
            self.assertEqual(found["ran"], "yes")


if __name__ == "__main__":
    tap.main()
