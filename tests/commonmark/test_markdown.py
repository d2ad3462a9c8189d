#!/usr/bin/env python3
"""A talk's CommonMark without tags, read again, is the talk without tags.

Every document is rendered twice: as it stands, and after `talkmark text
--format markdown`. The two fragments must agree, but for what the second one
cannot have: the marks and ids of tags, and line ends within a heading.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import documents  # noqa: E402
import spec  # noqa: E402
import tap  # noqa: E402

# A checkbox item is known by its list item; the others by their tag.
OPENING = re.compile(r'<span class="tm-tag [^>]*>|</span>')
ITEM = re.compile(r'(<(?:li|h[1-6]))(?: class="tm-item [^"]*")?'
                  r'(?: id="[^"]*")?>')
BOX = re.compile(r'<span class="tm-box" role="img" aria-label="[^"]*">')
HEADING = re.compile(r"(<h[1-6]>)(.*?)(</h[1-6]>)", re.S)


def plain(html):
    """A fragment without tags."""
    html = BOX.sub("", html)
    html = OPENING.sub("", html)
    html = ITEM.sub(r"\1>", html)
    # A line end after which no words come is not written.
    html = re.sub(r"\n(</(?:p|li)>)", r"\1", html)
    return HEADING.sub(
        lambda m: m[1] + re.sub(r"(<br />|\s)+", " ", m[2]) + m[3], html)


def without_raw_html(html):
    """The same for a document that held raw HTML, which is gone: it may have
    left a line end, an empty paragraph, or the space of a loose list."""
    html = re.sub(r"</?p>", "", html)
    return re.sub(r"\s*(</?(?:li|ul|ol|blockquote|h[1-6]|pre|hr)\b[^>]*>)\s*",
                  r"\1", html).replace("\n", "")


def examples():
    """The sources of the specification's examples."""
    path = os.path.join(tap.ROOT, "spec/talkmark.md")
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.readlines()
    for example in spec.read_examples(lines):
        yield spec.decode(spec.part(lines, example, 0))


def talks():
    folder = os.path.join(tap.ROOT, "examples")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".md"):
            with open(os.path.join(folder, name), "rb") as file:
                yield file.read()


class Markdown(tap.Case):
    def fragments(self, folder, texts):
        """The fragments of 'texts', from one process."""
        for number, text in enumerate(texts):
            self.write(f"{folder}/{number:06}.md", text)
        result = self.talkmark("render", "--fragment", folder, "-o",
                               f"{folder}.out/")
        self.assertIn(result.returncode, (0, 1, 2))
        found = []
        for number in range(len(texts)):
            name = f"{folder}.out/{number:06}.html"
            found.append(self.read(name).decode()
                         if os.path.exists(self.path(name)) else None)
        return found

    def check(self, texts):
        texts = list(texts)
        before = self.fragments("before", texts)
        markdown = [self.talkmark("text", "--format", "markdown",
                                  f"before/{number:06}.md").stdout
                    for number in range(len(texts))]
        after = self.fragments("after", markdown)
        wrong = []
        for text, first, words, second in zip(texts, before, markdown, after):
            # A title that front matter alone gives comes first.
            if first is not None and second is not None:
                want, got = plain(first), plain(second)
                if b"<" in text or b"[](" in text:
                    want, got = map(without_raw_html, (want, got))
                if want != got and not got.endswith("</h1>\n" + want):
                    wrong.append((text, words, want, got))
        if wrong:
            wrong.sort(key=lambda entry: len(entry[0]))
            self.fail(f"{len(wrong)} of {len(texts)} differ\n" + "\n".join(
                f"{t!r}\n{m!r}\n{w!r}\n{g!r}" for t, m, w, g in wrong[:5]))

    def test_examples_read_again_are_the_talks_without_tags(self):
        self.check(talks())

    def test_the_specification_reads_again(self):
        self.check(examples())

    def test_snippets_read_again_plain_and_wrapped(self):
        texts = list(documents.wrapped(documents.snippets()))
        self.check(text.encode() for _, text in texts[::len(texts) // 800])

    def test_random_documents_read_again(self):
        self.check(text.encode()
                   for text in documents.random_texts(7, 800, "do"))


if __name__ == "__main__":
    tap.main()
