#!/usr/bin/env python3
"""Write what fuzzing begins with into a folder for each target, a file each,
and the dictionary beside them.

Seeds are made of the sources of the specification's examples, of the talks of
examples/ and of tests/, and of the kept cases and corpus of each target, which
are inputs already. What a target makes of a talk is its row in TARGETS.

talk.dict is written in UTF-8, for people; libFuzzer reads ASCII and escapes, so
it gets FOLDER.dict, with the words of the .def tables.

usage: seeds.py FOLDER
"""
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "fuzz"
sys.path.insert(0, str(ROOT / "tests"))
import spec  # noqa: E402

# What a talk is read and written with: fuzz_talk.c. All outputs as usual.
SETTINGS = b"~~~~~~"
# How many outputs there are, at least: seeds are spread over them.
OUTPUTS = 24


def spec_sources():
    """The sources of the examples of every specification in spec/."""
    for path in sorted((ROOT / "spec").glob("*.md")):
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.readlines()
        for example in spec.read_examples(lines):
            yield spec.decode(spec.part(lines, example, 0))


def talks():
    """The talks that there are."""
    yield from spec_sources()
    for folder in ("examples", "tests"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield path.read_bytes()


# ---- What each target makes of a talk ----


def whole(talk):
    """The talk, to be written in all outputs."""
    yield SETTINGS + talk


def titles(talk):
    """What stands in quotes on one line, as a tag's attributes."""
    for found in re.finditer(rb'"([^"\n]+)"|\'([^\'\n]+)\'', talk):
        yield found[1] or found[2]


def front_matter(talk):
    """All up to the fence that ends front matter, and a little more."""
    if talk.startswith((b"---", b"\xef\xbb\xbf---")):
        end = re.search(rb"\n(---|\.\.\.)[ \t]*\r?\n", talk)
        yield b"\0" + (talk[:end.end() + 20] if end else talk[:500])


def dates(talk):
    """The words of attributes, seen from no day and from one."""
    for title in titles(talk):
        for word in title.split():
            word = word.rsplit(b":", 1)[-1].strip(b",;")
            if len(word) < 40:
                yield b"\0\0" + word
                yield b"\x34\x8c" + word


def settings(talk):
    """Front matter without its fences, as a talkmark.yaml."""
    for found in front_matter(talk):
        yield b"~~~~" + b"\n".join(found[1:].splitlines()[1:-1]) + b"\n"


def judged(talk):
    """The talk, to be judged and mended with all the memory it takes."""
    yield b"~" + talk


TARGETS = {
    "talk": whole,
    "check": judged,
    "attributes": titles,
    "front_matter": front_matter,
    "date": dates,
    "config": settings,
}


def targets():
    """The names of the targets that there are."""
    return [path.stem.removeprefix("fuzz_")
            for path in sorted(HERE.glob("fuzz_*.c"))]


def kept(target):
    """The kept cases and corpus of a target: files of a folder of its name."""
    for folder in ("corpus", "cases"):
        for path in sorted((HERE / folder / target).glob("*")):
            yield path.read_bytes()


def inputs(target):
    """Everything, as inputs of a target."""
    make = TARGETS.get(target, whole)
    for talk in talks():
        yield from make(talk)
    yield from kept(target)


def write(folder, target):
    """Write all inputs to 'folder'; their names are their digests. Returns
    the paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = set()
    for data in inputs(target):
        path = folder / hashlib.sha1(data).hexdigest()
        path.write_bytes(data)
        paths.add(str(path))
    return sorted(paths)


def spread(folder, paths):
    """Let each seed of the target talk be written in one format, another one
    each: to write all of them takes many times as long. What is kept is short
    and there for a reason: it is written in each, a seed for each."""
    cases = set(kept("talk"))
    for number, path in enumerate(map(pathlib.Path, paths)):
        data = path.read_bytes()
        path.unlink()
        every = range(OUTPUTS) if data in cases else [number % OUTPUTS]
        for output in every:
            seed = bytes([output]) + data[1:]
            (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


# ---- The dictionary ----


def table_words():
    """Every word in quotes of the tables of the dialect, and what is written
    around it: kinds, statuses; and the keys of attributes and front matter."""
    kinds = (ROOT / "talk" / "kinds.def").read_text(encoding="utf-8")
    for row in re.findall(r"^KIND\w*\((.*)\)", kinds, re.M):
        for word in re.findall(r'"([^"]+)"', row)[:2]:
            yield f"]({word}:"
    statuses = (ROOT / "talk" / "statuses.def").read_text(encoding="utf-8")
    for row in re.findall(r"^STATUS\((.*)\)", statuses, re.M):
        yield from re.findall(r'"([^"]+)"', row)
    keys = (ROOT / "parser" / "attributes.c").read_text(encoding="utf-8")
    for word in re.findall(r'^    \{ "([^"]+)", ATTRIBUTE_', keys, re.M):
        yield f"{word}:"
    keys = (ROOT / "parser" / "front_matter_keys.c").read_text(encoding="utf-8")
    for row in re.findall(r"^ +KEY\((.*)\)", keys, re.M):
        for word in re.findall(r'"([^"]+)"', row):
            yield f"{word}: "


def write_dictionary(path):
    """talk.dict and the tables' words, with each byte outside of ASCII
    escaped."""
    text = (HERE / "talk.dict").read_text(encoding="utf-8")
    words = dict.fromkeys(f'"{word}"' for word in table_words())
    text += "\n# from the tables\n" + "\n".join(
        word for word in words if word not in text) + "\n"
    with open(path, "w", encoding="ascii") as file:
        file.write("".join(
            chr(byte) if byte < 0x80 else f"\\x{byte:02X}"
            for byte in text.encode()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_dictionary(sys.argv[1] + ".dict")
    for name in targets():
        place = pathlib.Path(sys.argv[1]) / name
        written = write(place, name)
        if name == "talk":
            spread(place, written)
        print(name, len(written), "seeds")
