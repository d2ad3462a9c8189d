#!/usr/bin/env python3
"""Write what fuzzing begins with into a folder, a file each, and the dictionary
beside it.

Seeds are the sources of the specification's examples, the talks of examples/
and of tests/, and the kept cases and corpus, which are inputs already. A talk
becomes an input by four bytes before it: the settings it is read with, "~~~~"
for all outputs (tests/fuzz/fuzz_talk.c).

talk.dict is written in UTF-8, for people; libFuzzer reads ASCII and escapes, so
it gets FOLDER.dict.

usage: seeds.py FOLDER
"""
import hashlib
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import spec  # noqa: E402

SETTINGS = b"~~~~"


def spec_sources():
    """The sources of the examples of every specification in spec/."""
    for path in sorted((ROOT / "spec").glob("*.md")):
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.readlines()
        for example in spec.read_examples(lines):
            yield spec.decode(spec.part(lines, example, 0))


def talks():
    """The talks that stand in files."""
    for folder in ("examples", "tests"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield path.read_bytes()


def inputs():
    """Everything, as inputs."""
    for source in spec_sources():
        yield SETTINGS + source
    for source in talks():
        yield SETTINGS + source
    for folder in ("corpus", "cases"):
        for path in sorted((ROOT / "tests" / "fuzz" / folder).iterdir()):
            if path.is_file() and path.name != "README":
                yield path.read_bytes()


def write(folder):
    """Write all inputs to 'folder'; their names are their digests. Returns
    the paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = set()
    for data in inputs():
        path = folder / hashlib.sha1(data).hexdigest()
        path.write_bytes(data)
        paths.add(str(path))
    return sorted(paths)


def write_dictionary(path):
    """talk.dict with each byte outside of ASCII escaped."""
    data = (ROOT / "tests" / "fuzz" / "talk.dict").read_bytes()
    with open(path, "w", encoding="ascii") as file:
        file.write("".join(
            chr(byte) if byte < 0x80 else f"\\x{byte:02X}" for byte in data))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_dictionary(sys.argv[1] + ".dict")
    print(len(write(sys.argv[1])), "seeds")
