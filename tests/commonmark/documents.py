#!/usr/bin/env python3
"""Documents to try CommonMark on, the same ones each time.

The snippets of snippets.txt, wrapped in quotes and lists, behind definitions,
with tags put into every line, with other line ends; and documents put together
at random from the pieces that CommonMark is made of.

usage: documents.py [SPEC]   write them all, as tests/helpers/documents.h reads

With SPEC (CommonMark's own spec.txt) its examples take the place of the
snippets.
"""
import os
import random
import re
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
BOM = b"\xef\xbb\xbf"
FRONT_MATTER = b"---\ntitle: A talk\ndate: 2026-03-12\n---\n"

# ---- Snippets ----


def snippets():
    """The snippets' texts. In the file "→" is a tab, "·" a space that ends a
    line."""
    with open(os.path.join(FOLDER, "snippets.txt"), encoding="utf-8") as file:
        text = file.read().replace("→", "\t").replace("·", " ")
    parts = re.split(r"^====\n|^=== .*\n", text, flags=re.M)
    return [part for part in parts if part]


def spec_examples(path):
    """The sources of the examples of CommonMark's spec.txt."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = re.findall(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", text,
                       flags=re.M | re.S)
    return [example.replace("→", "\t") for example in found]


# ---- Tags in every line ----

# Quotes, list markers, the marks of a heading, and white space.
PREFIX = re.compile(r"[ \t]*(?:(?:>|[-+*]|[0-9]{1,9}[.)]|#{1,6})(?:[ \t]+|$))*"
                    r"(?:>[ \t]*)*")


def tagged_before(text):
    """'text' with a tag before the text of every line."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        end = PREFIX.match(line).end()
        if line[end:].strip():
            lines[i] = f"{line[:end]}[b{i}](do:b{i}) {line[end:]}"
    return "\n".join(lines)


def tagged_after(text):
    """'text' with a tag after the text of every line."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        kept = line.rstrip(" \t\\")
        if kept[PREFIX.match(kept).end():]:
            lines[i] = f"{kept} [a{i}](do:a{i} '@w'){line[len(kept):]}"
    return "\n".join(lines)


TAGGED = {
    "": lambda text: text,
    ", a tag before each line": tagged_before,
    ", a tag after each line": tagged_after,
}

# ---- Wrappers ----

# What is put before the first line, before the others, and before those after
# an empty line.
PREFIXES = {
    "plain": ("", "", ""),
    "indented": ("   ", "  ", " "),
    "quote": ("> ", "> ", "> "),
    "tight quote": (">", ">", ">"),
    "indented quote": ("   > ", " >", "  >  "),
    "quote, lazy lines": ("> ", "", "> "),
    "quote, indented lazy lines": ("> ", "     ", "> "),
    "quote with tabs": (">\t", ">\t", "> \t"),
    "two quotes": ("> > ", "> > ", "> > "),
    "two quotes, uneven": (">> ", "> >", " >  > "),
    "two quotes, half lazy": ("> > ", "> ", "> > "),
    "three quotes, lazy lines": ("> > >", "", ">>> "),
    "list": ("- ", "  ", "  "),
    "wide list": (" *    ", "      ", "      "),
    "list, lazy lines": ("- ", "", "  "),
    "list, indented lazy lines": ("-   ", " ", "    "),
    "list with tabs": ("-\t", "\t", "    "),
    "list, overly indented": ("- ", "      ", "  "),
    "numbered list": ("1. ", "   ", "   "),
    "long number": ("123456789) ", " " * 11, " " * 11),
    "numbered list, lazy lines": ("7. ", " ", "   "),
    "list in list": ("- - ", "    ", "    "),
    "list in list, half lazy": ("- 1. ", "  ", "     "),
    "list with tabs in list": ("-\t-\t", "\t\t", "        "),
    "list in quote": ("> - ", ">   ", ">   "),
    "list in quote, half lazy": ("> - ", "> ", ">   "),
    "list in quote, lazy lines": ("> 1. ", "", ">    "),
    "list in quote with tabs": ("> -\t", ">\t", ">\t"),
    "quote in list": ("- > ", "  > ", "  > "),
    "quote in list, half lazy": ("- > ", "  ", "  > "),
    "quote in list, lazy lines": ("1. > ", "", "   > "),
    "quote in list with tabs": ("- >\t", "\t>\t", "\t>\t"),
    "list in quote in list": ("- > - ", "  >   ", "  >   "),
    "quote in list in quote": ("> 1. > ", ">    > ", ">    > "),
    "checkbox": ("- [ ] ", "  ", "  "),
    "empty item": ("-\n  ", "  ", "  "),
    "second paragraph of an item": ("- one\n\n  ", "  ", "  "),
}


def prefixed(text, first, other, after_empty):
    lines = text.rstrip("\n").split("\n")
    empty, out = False, []
    for i, line in enumerate(lines):
        prefix = after_empty if empty else other if i else first
        empty = not line.strip()
        out.append((prefix + line).rstrip(" \t") if empty else prefix + line)
    return "\n".join(out) + "\n"


# What stands before the text, in one paragraph with it.
BEGINNINGS = {
    "behind a definition": "[d]: e\n",
    "behind definitions over lines": "[d]:\n do:e 'f\n g'\n[h]: <i>\n",
    "behind a tag with a title over lines": "[two](do:two '@wang\n3') ",
    "behind a line with such a tag": "a [two](do:two\n'@wang\n3\n4'\n) b\n",
    "behind a hard break": "one\\\n",
    "behind code over lines": "`a\nb` ",
    "behind raw HTML over lines": "a <b\nc='\nd'> ",
    "behind an image over lines": "![a\nb](c\n'd') e\n",
    "behind an autolink": "<https://example.org/> ",
    "behind stray marks": "a ` b [ c ![ d * e _ f < g\n",
}
ENDINGS = {
    "over a line of =": "\n===\n",
    "over a line of -": "\n  ---  \n",
    "before a quote": "\n> one\n",
    "with no last line end": "",
}
INSIDE = ("plain", "quote", "list", "list in quote", "quote, lazy lines")


def wrapped(texts):
    """(family, text) of every text in every wrapper."""
    for name, prefixes in PREFIXES.items():
        for how, tag in TAGGED.items():
            for text in texts:
                yield name + how, prefixed(tag(text), *prefixes)
    for name, beginning in BEGINNINGS.items():
        for inside in INSIDE:
            for text in texts:
                yield f"{inside}, {name}", prefixed(
                    beginning + tagged_after(text), *PREFIXES[inside])
    for name, ending in ENDINGS.items():
        for inside in INSIDE:
            for text in texts:
                whole = prefixed(tagged_before(text).rstrip("\n") + ending,
                                 *PREFIXES[inside])
                yield f"{inside}, {name}", whole.rstrip("\n") + (
                    "\n" if ending else "")


def encoded(texts):
    """(family, body, bytes): line ends, byte order marks, front matter."""
    for inside in ("plain", "list in quote", "quote, lazy lines"):
        for text in texts:
            data = prefixed(tagged_after(text), *PREFIXES[inside]).encode()
            crlf, cr = data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r")
            yield f"{inside}, CRLF", 0, crlf
            yield f"{inside}, CR", 0, cr
            yield f"{inside}, mixed line ends", 0, re.sub(
                rb"\n(.*)\n(.*)\n", rb"\r\n\1\r\2\n", data)
            yield f"{inside}, byte order mark", len(BOM), BOM + data
            yield f"{inside}, front matter", len(FRONT_MATTER), (
                FRONT_MATTER + data)
            front = (BOM + FRONT_MATTER).replace(b"\n", b"\r\n")
            yield f"{inside}, both, CRLF", len(front), front + crlf


# ---- At random ----

BLOCKS = ["", "", "", "", "", "> ", ">", "- ", "  ", "    ", "   ", "1. ",
          "* ", "+   ", "2) ", "# ", "### ", "\t", ">\t", "> > ", "- - ",
          " ", "     "]
LINES = ["", "", "---", "===", "***", "```", "~~~", "[a]: {}c 't'",
         "[字]: <{}d>", "[b c]:", "[a]: {}e 'x", "<div>", "</div>", "<pre>",
         "```do x", "    code", "\tcode", "[a]: {}f \"t\" x"]
INLINES = ["a", "b", "word", " ", " ", " ", "中", "文字", "，", "。", "“", "”",
           "😀", "한", "*", "*", "**", "***", "_", "__", "`", "``", "[", "[",
           "![", "]", "](", ")", "][", "[a]", "[字]", "[b c]", "[]",
           "]({}g)", "]({}h 't')", "](<{}i>)", "[x]({}j)", "[文]({}k '题')",
           "![p]({}l \"q\")", "'", "\"", "(", "\\", "\\\\", "\\[", "\\*", "&",
           "&amp;", "&#20013;", "&quot;", "<", ">", "<b>", "</b>", "<i a='",
           "<br/>", "<https://example.org/>", "<mailto:a@b.c>", "<?x?>", "!",
           "#", "##", "  ", "\t", "-", "=", "+", "1.", ":", ".", "…", "—",
           "\u200b", "\u00a0", "\u3000", "𠮷", "é"]


def random_line(choose, scheme):
    if choose.random() < 0.15:
        return choose.choice(LINES).replace("{}", scheme)
    count = choose.choice([1, 2, 3, 3, 5, 8])
    line = "".join(choose.choice(INLINES) for _ in range(count))
    return line.replace("{}", scheme) + choose.choice(["", "", "", "  ", "\\"])


def random_text(choose, scheme):
    lines = []
    for _ in range(choose.randrange(1, 8)):
        depth = choose.choice([1, 1, 1, 2, 3])
        prefix = "".join(choose.choice(BLOCKS) for _ in range(depth))
        lines.append(prefix + random_line(choose, scheme))
    return "\n".join(lines) + "\n"


def random_texts(seed, count, scheme):
    """'count' texts whose links have destinations that begin with 'scheme'."""
    choose = random.Random(seed)
    return [random_text(choose, scheme) for _ in range(count)]


# ---- The stream ----


def has_front_matter(text):
    """Whether talkmark may take its beginning for front matter."""
    return text.split("\n")[0].rstrip(" \t") == "---"


def stream(documents, out):
    for family, body, data in documents:
        out.write(f"{len(data)}\t{body}\t{family}\n".encode() + data)


def tagged_documents(texts):
    for family, text in wrapped(texts):
        if not has_front_matter(text):
            yield family, 0, text.encode()
    by_family = sorted(encoded(texts), key=lambda document: document[0])
    yield from (d for d in by_family
                if not has_front_matter(d[2].decode().split("\r")[0])
                or d[1])
    for number in range(10):
        for text in random_texts(number, 1000, "do:"):
            if not has_front_matter(text):
                yield f"at random, {number + 1}", 0, text.encode()


def main():
    texts = spec_examples(sys.argv[1]) if sys.argv[1:] else snippets()
    stream(tagged_documents(texts), sys.stdout.buffer)


if __name__ == "__main__":
    main()
