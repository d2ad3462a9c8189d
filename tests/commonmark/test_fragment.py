#!/usr/bin/env python3
"""`render --fragment` without tags is what cmark prints in safe mode.

What differs on purpose, and so is evened out before the two are compared:

  - ids on headings: taken out of both (without_heading_ids);
  - soft breaks between two Chinese or Japanese characters, raw HTML, and links
    and images of schemes that are not known to be good: made in libcmark's
    tree by tests/helpers/fragments.c.

What is not tried here: front matter, checkbox items (they print a box and an
id), and comments in running text that hold "--" or do not end, which CommonMark
takes for words (is_comparable).
"""
import os
import re
import subprocess
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")]
import documents  # noqa: E402
import tap        # noqa: E402

HELPER = os.path.join(tap.BUILD, "tests/helpers/fragments")
SEEDS = range(5) if tap.SANITIZED else range(30)
KINDS = "do|issue|cite|要求|问题|承诺|依据|要点|表态"
CHECKBOX = re.compile(r"^[ \t>]*([-+*]|[0-9]+[.)])[ \t>0-9.)+*-]*\[[ xX]\][ \t]",
                      re.M)


def without_heading_ids(html):
    return re.sub(r'(<h[1-6]) id="[^"]*">', r"\1>", html)


def is_comparable(text):
    notes = re.sub(r"<!-- [a-z]+ -->", "", text)
    return not (documents.has_front_matter(text) or CHECKBOX.search(text)
                or "<!--" in notes)


def without_tags(text, scheme):
    """'text' with its tags made links of 'scheme'."""
    return re.sub(f"\\b({KINDS}):", f"{scheme}:", text)


def made_by(command, texts):
    """What the helper makes of 'texts'."""
    stream = b"".join(f"{len(data)}\t0\tx\n".encode() + data
                      for data in (t.encode() for t in texts))
    out = subprocess.run(command, input=stream, stdout=subprocess.PIPE,
                         check=True).stdout
    found, at = [], 0
    while at < len(out):
        size, at = int(out[at:out.index(b"\n", at)]), out.index(b"\n", at) + 1
        found.append(out[at:at + size].decode())
        at += size
    return found


def comparable(texts):
    return sorted({text for text in texts if is_comparable(text)})


class Fragment(tap.Case):

    def compare(self, texts, got):
        self.assertGreater(len(texts), 100)
        wanted = made_by([HELPER], texts)
        self.assertEqual((len(wanted), len(got)), (len(texts), len(texts)))
        wrong = [i for i in range(len(texts))
                 if without_heading_ids(got[i]) != wanted[i]]
        if wrong:
            shown = min(wrong, key=lambda i: len(texts[i]))
            self.fail(f"{len(wrong)} of {len(texts)} differ: {texts[shown]!r}\n"
                      f"talkmark: {got[shown]!r}\ncmark:    "
                      f"{wanted[shown]!r}")
        print(f"# {len(texts)} documents", flush=True)

    def compare_in_process(self, texts):
        texts = comparable(texts)
        self.compare(texts, made_by([HELPER, "--ours"], texts))

    def test_the_program_writes_snippets_as_cmark_does(self):
        texts = comparable(without_tags(text, scheme)
                           for text in documents.snippets()
                           for scheme in ("mailto", "u", "https"))
        for number, text in enumerate(texts):
            self.write(f"in/{number:06}.md", text)
        result = self.talkmark("render", "--fragment", "-o", "out/", "in")
        self.assertIn(result.returncode, (0, 1), result.stderr[-2000:])
        self.compare(texts, [self.read(f"out/{number:06}.html").decode()
                             for number in range(len(texts))])

    def test_snippets_in_quotes_and_lists_are_as_cmark_has_them(self):
        for scheme in ("mailto", "javascript"):
            with self.subTest(scheme=scheme):
                self.compare_in_process(
                    without_tags(documents.prefixed(text, *prefixes), scheme)
                    for text in documents.snippets()
                    for prefixes in documents.PREFIXES.values())

    def test_other_line_ends_are_as_cmark_has_them(self):
        self.compare_in_process(
            without_tags(text, "tel").replace("\n", end)
            for text in documents.snippets() for end in ("\r\n", "\r"))

    def test_random_documents_are_as_cmark_has_them(self):
        for seed in SEEDS:
            scheme = ("https:", "/", "tel:", "javascript:", "u:")[seed % 5]
            with self.subTest(seed=seed):
                self.compare_in_process(
                    documents.random_texts(1000 + seed, 1000, scheme))


class Comparison(unittest.TestCase):
    """The comparison itself."""

    def test_ids_are_taken_from_headings_and_from_nothing_else(self):
        self.assertEqual(
            without_heading_ids('<h2 id="~point-1">a</h2>\n<p id="b">'
                                '&lt;h2 id=&quot;c&quot;></p><h7 id="d">'),
            '<h2>a</h2>\n<p id="b">&lt;h2 id=&quot;c&quot;></p><h7 id="d">')

    def test_what_cannot_be_compared_is_known(self):
        for text in ("---\na: b\n---\n", "- [ ] a", "> 1. [x] a",
                     "a <!-- b -- c -->", "<!--", "- - [X] a"):
            self.assertFalse(is_comparable(text), text)
        for text in ("- [a] b", "[ ] a", "a <!-- note --> b", "--- a",
                     "- a [x] b", "- [x](y)"):
            self.assertTrue(is_comparable(text), text)

    def test_the_differences_are_made_and_no_others(self):
        for text, html in (
                ("a <b>c</b> d", "<p>a c d</p>\n"),
                ("a\n<b>\nc", "<p>a\n\nc</p>\n"),
                ("<div>\n\na\n", "<p>a</p>\n"),
                ("- a\n  <!-- b -->\n  c", "<ul>\n<li>a\nc</li>\n</ul>\n"),
                ("a <!-- b --> c", "<p>a  c</p>\n"),
                ("![a <b> c](d)", '<p><img src="d" alt="a &lt;b&gt; c" />'
                                  "</p>\n"),
                ("中\n文\nabc\n中，\nabc\n“中\n”", "<p>中文\nabc\n中，abc\n"
                                                 "“中”</p>\n"),
                ("**中**\n*[文](a)*", '<p><strong>中</strong><em><a href="a">文'
                                     "</a></em></p>\n"),
                ("中\n`文`\n中\n![文](a)", "<p>中\n<code>文</code>\n中\n"
                                         '<img src="a" alt="文" /></p>\n'),
                ("中  \n文\\\n中", "<p>中<br />\n文<br />\n中</p>\n"),
                ("[a *b*](u:c) ![d *e*](u:f)", "<p>a <em>b</em> d e</p>\n"),
                ("[a](/u:c) [b](#u:c) [c](?u:c) [d](TEL:1)",
                 '<p><a href="/u:c">a</a> <a href="#u:c">b</a> '
                 '<a href="?u:c">c</a> <a href="TEL:1">d</a></p>\n')):
            self.assertEqual(made_by([HELPER], [text]), [html], text)

    def test_the_helper_makes_of_a_document_what_cmark_makes(self):
        texts = [t for t in documents.snippets()][::4]
        wanted = [subprocess.run(["cmark"], input=t.encode(), check=True,
                                 stdout=subprocess.PIPE).stdout.decode()
                  for t in texts]
        self.assertEqual(made_by([HELPER, "--plain"], texts), wanted)


if __name__ == "__main__":
    tap.main()
