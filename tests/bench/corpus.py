#!/usr/bin/env python3
"""A corpus of talks to measure with: the same bytes on every machine.

The talks are English and Chinese by turns, from 1 KB to 280 KB long, most of
them short: headings, paragraphs, lists, a quote now and then, and a tag in one
sentence of ten. The words are drawn from small lists by a generator with a
fixed seed; they mean nothing.

usage: corpus.py FOLDER [DOCUMENTS [BYTES]]
"""
import pathlib
import random
import sys

DOCUMENTS, BYTES = 335, 24_000_000
LEAST, MOST = 1_000, 280_000

ENGLISH = {
    "subject": "the night crew,every team,the front desk,our depot,the harbour "
    "office,each foreman,the audit group,a new colleague".split(","),
    "verb": "checks,keeps,reports,repairs,counts,explains,prepares,hands over"
    .split(","),
    "object": "the open list,every guard rail,the spare keys,the morning "
    "figures,all loading bays,the visitor book,two of the pumps,its own plan"
    .split(","),
    "more": "before the shift,without being asked,in plain words,by the end of "
    "the week,as the rules say,even when it rains,at 9:30 sharp,one by one"
    .split(","),
    "person": "@mara,@tomas,@ines,@Yard-B,@all".split(","),
    "space": " ", "end": ".", "comma": ", ",
    "kinds": "do,directive,issue,pledge,decision,cite,point".split(","),
}
CHINESE = {
    "subject": "值班小组,各科室,前台同志,仓储部门,港务办公室,每位班长,检查组,新来的同事"
    .split(","),
    "verb": "认真核对,及时上报,逐项整理,按时检修,如实登记,耐心说明,提前准备,当面交接"
    .split(","),
    "object": "未办结事项,护栏和照明,备用钥匙,早间数据,装卸通道,来访登记簿,两台水泵,本月计划"
    .split(","),
    "more": "不等不靠,说清楚道理,在本周内,按照规定,雨天也不例外,九点半之前,一件一件地,全程留痕"
    .split(","),
    "person": "@张宁,@李青,@全体,@二组,@王海".split(","),
    "space": "", "end": "。", "comma": "，",
    "kinds": "要求,任务,问题,承诺,决定,依据,要点".split(","),
}
ENGLISH_PEOPLE = ("  mara: Mara Quill\n  tomas: Tomas Ferry\n"
                  "  ines: {name: Ines Holt, unit: Yard-B}\n")
CHINESE_PEOPLE = ("  张宁: 张宁\n  李青: 李青\n"
                  "  王海: {name: 王海, unit: 二组}\n")
DATES = ["2026-04-01", "2026/5/9", "ongoing", "fri", "+10d", "月底", "6月30日"]


class Writer:
    """Writes one talk of about 'size' bytes."""

    def __init__(self, number, size):
        self.random = random.Random(number)
        self.words = CHINESE if number % 2 else ENGLISH
        self.size = size
        self.number = number
        self.ids = 0

    def pick(self, name):
        return self.random.choice(self.words[name])

    def clause(self):
        words = [self.pick(name)
                 for name in ("subject", "verb", "object", "more")]
        return self.words["space"].join(words)

    def tag(self):
        """A clause as a tag, with an id in one of two and some attributes."""
        kind = self.pick("kinds")
        self.ids += 1
        name = f"{kind}-{self.ids}" if self.random.random() < 0.5 else ""
        parts = []
        if self.random.random() < 0.6:
            parts.append(self.pick("person"))
        if self.random.random() < 0.5:
            parts.append(self.random.choice(DATES))
        if self.random.random() < 0.1:
            parts.append("!high")
        title = f' "{" ".join(parts)}"' if parts else ""
        return f"[{self.clause()}]({kind}:{name}{title})"

    def sentence(self):
        first = self.tag() if self.random.random() < 0.1 else self.clause()
        rest = [self.clause() for _ in range(self.random.randint(0, 2))]
        if rest and self.random.random() < 0.1:
            rest[0] = f"*{rest[0]}*"
        text = self.words["comma"].join([first, *rest])
        return text[0].upper() + text[1:] + self.words["end"]

    def paragraph(self):
        """Sentences, broken into lines as an editor would."""
        sentences = [self.sentence()
                     for _ in range(self.random.randint(2, 7))]
        return "".join(
            text + ("\n" if self.random.random() < 0.4 else
                    self.words["space"]) for text in sentences).rstrip() + "\n"

    def items(self):
        marker = self.random.choice(["-", "-", "1."])
        box = self.random.choice(["", "", "[ ] "]) if marker == "-" else ""
        return "".join(f"{marker} {box}{self.sentence()}\n"
                       for _ in range(self.random.randint(3, 8)))

    def block(self):
        kind = self.random.random()
        if kind < 0.12:
            return f"{'#' * self.random.randint(2, 3)} {self.clause()}\n"
        if kind < 0.27:
            return self.items()
        if kind < 0.30:
            return "> " + self.paragraph().replace("\n", "\n> ").rstrip("> ")
        return self.paragraph()

    def front(self):
        chinese = self.words is CHINESE
        return (f"---\ntitle: {self.clause()}\ndate: 2026-03-12\n"
                f"speaker: {'陈予' if chinese else 'Mara Quill'}\n"
                f"people:\n{CHINESE_PEOPLE if chinese else ENGLISH_PEOPLE}"
                f"---\n\n# {self.clause()}\n")

    def talk(self):
        blocks, size = [self.front()], 0
        while size < self.size:
            blocks.append(self.block())
            size += len(blocks[-1].encode()) + 1
        return "\n".join(blocks)


def sizes(documents, total):
    """The sizes of the talks: least + (most - least) * u ** k, where k is such
    that they come to 'total'; the large among the small."""
    mean = min(max(total / documents, LEAST * 1.5), MOST * 0.9)
    power = (MOST - LEAST) / (mean - LEAST) - 1
    result = [round(LEAST + (MOST - LEAST) * ((i + 0.5) / documents) ** power)
              for i in range(documents)]
    random.Random(documents).shuffle(result)
    return result


def write(folder, documents=DOCUMENTS, total=BYTES, times=1):
    """Write the corpus to 'folder'; returns the paths and how many bytes.
    'times' as many talks have the same sizes over again, and other words."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths, written = [], 0
    for number, size in enumerate(sizes(documents, total) * times):
        path = folder / f"talk-{number:04}.md"
        data = Writer(number, size).talk().encode()
        path.write_bytes(data)
        paths.append(str(path))
        written += len(data)
    return paths, written


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(write(sys.argv[1], *map(int, sys.argv[2:]))[1], "bytes")
