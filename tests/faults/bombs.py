"""Inputs made to take long, a megabyte each, and what the program may take for
one: tests/faults/test_bombs.py holds it to that, make bench prints it."""

SIZE = 1_000_000
# Processor time, for one command on one input.
SECONDS = 1
# How often as much check may take: it reads again what it mends.
CHECKED = 2


def memory_bound(size):
    """The most memory that is to be held for an input of 'size' bytes."""
    return 64 * 2 ** 20 + 40 * size


def output_bound(size):
    """The most that may be written for an input of 'size' bytes: a page has
    its style sheet, whatever the input."""
    return 100 * size + 2 ** 16


def of(text):
    """'text' over and over, a megabyte of it."""
    return text * (SIZE // len(text.encode()))


def definitions():
    """10,000 definitions, each used several times."""
    return ("".join(f"[d{i}]: do:d{i}\n" for i in range(10_000)) + "\n" +
            "".join(f"[d{i % 10_000}] " for i in range(60_000)))


def one_definition():
    """1,000 tags, far apart, that have their faults from one definition."""
    apart = "words that go on and on " * 25
    return ('[d]: do:d "@a due：2026-02-30 status:dne k:v k:v"\n\n' +
            "".join(f"{apart}[tag {i}][d]\n\n" for i in range(1_000)))


BOMBS = {
    "list items in one line": of("- "),
    "images that never close": of("![[]()"),
    "images in images": "![" * 50_000 + "a" + "](b)" * 50_000,
    "quotes, then emphasis": ">" * 50_000 + "a*" * 300_000,
    "emphasis that never closes": of("a*"),
    "emphasis of two kinds": of("*a_ "),
    "emphasis in emphasis": "*a " * 100_000 + "b*" * 100_000,
    "definitions and uses": definitions(),
    "one definition used often": "[a]: do:\n\n" + "[a][] " * 90_000,
    "a line for each use": "[a]: do:\n\n" + "[a]\n" * 90_000,
    "brackets that never close": of("["),
    "100,000 brackets in each other": "[" * 100_000 + "a" + "]" * 100_000,
    "links that never close": of("[a]("),
    "backticks of every length":
        "".join("e" + "`" * i for i in range(1, 1_400)),
    "notes that never close": of("<!--"),
    "notes that are masked": of("a <!-- -- --> "),
    "raw HTML that never closes": of("<a"),
    "90,000 tags in one sentence": "[a](do:) " * 90_000,
    "a line of a megabyte": of("word "),
    "one title of many owners": '[a](do: "' + of("@a ") + '")',
    "one title of many keys": '[a](do: "' + of("k:v ") + '")',
    "one title of many topics":
        '[a](do: "' + "".join(f"+t{i} " for i in range(120_000)) + '")',
    "1,000 owners for each of many tags":
        ('[a](do: "' + " ".join(f"@o{i}" for i in range(1_000)) +
         '")\n\n') * 160,
    "one title that answers much": '[a](do: "for:' + of("b,") + '")',
    "many owners for many tasks":
        '# [a](reply: "' + " ".join(f"@o{i}" for i in range(20_000)) +
        '")\n\n' + "[a](do:)\n\n" * 60_000,
    "lists in lists": "".join("  " * i + "- [a](do:)\n" for i in range(900)),
    "words that masks hide": of("*月**日 "),
    "80,000 masks in one line": "*月*" * 80_000,
    "40,000 kinds misspelt": "[a](isue:x)\n\n" * 40_000,
    "20,000 slips":
        "".join(f"This is line {i}, and somebody [does it](do: x{i}).\n\n"
                for i in range(20_000)),
    "tags typed with full-width marks":
        "".join(f"[做]（任务:x{i} “@王 3月2日”）\n\n" for i in range(20_000)),
    "one definition with many faults": one_definition(),
}


def most(text):
    """'text' over and over, as much of it as a talkmark.yaml may hold."""
    return text * ((64 * 1024 - 100) // len(text.encode()))


def aliases():
    """Each is three of the one before: 3^30 in all, if they were followed."""
    return "a0: &a0 [x]\n" + "".join(
        f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"
        for i in range(1, 31))


# Of a talkmark.yaml, each with what is said of it: nothing, or a part of it.
CONFIG_BOMBS = {
    "aliases of aliases": (aliases(), "has an anchor or alias"),
    "brackets": (of("["), "is over 64 KiB"),
    "brackets within the limit": (most("["), "is nested over 32 levels"),
    "lists in lists in one line": (most("- "), "is nested over 32 levels"),
    "keys in keys": ("".join(" " * i + "a:\n" for i in range(350)),
                     "is nested over 32 levels"),
    "a line for each byte": (of("\n"), "is over 64 KiB"),
    "one key for a megabyte": (of("k"), "is over 64 KiB"),
    "many keys": ("".join(f"k{i}: v\n" for i in range(100_000)),
                  "is over 64 KiB"),
    "many keys within the limit":
        ("".join(f"k{i}: v\n" for i in range(6_400)), "has no such key"),
    "one key often": (most("a:\n"), "key given twice"),
    "one key often in one line": ("{" + most("a: ,") + "}", "key given twice"),
    "many people": ("people:\n" + "".join(
        f" p{i}: n\n" for i in range(6_000)), ""),
    "many owners":
        ("defaults: '" + " ".join(f"@o{i}" for i in range(8_000)) + "'",
         "over 1,000 attributes in one tag"),
    "many columns": ("columns: [" + most("a,") + "]",
                     "no list has such a column"),
    "long columns": ("columns: [" + most("abcdefghijklmnopqrstuvwxyzabcd,") +
                     "]", "no list has such a column"),
    "a huge value": ("lang: " + of("a"), "is over 64 KiB"),
    "a huge value within the limit": ("lang: " + most("a"), ""),
    "a huge value of escapes": ('lang: "' + most("\\N") + '"', ""),
    "a quote that never closes": ('a: "' + most("a"), "is never closed"),
    "comments that are lost": (most("lang: a #b\n"), "begins a comment"),
}
