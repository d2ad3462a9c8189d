"""The results of make bench as Markdown tables and as an SVG picture."""
import html

MISSED, MET = "missed", "met"


class Row:
    """A line of the table of targets: 'to_reach' is the most that 'value' is
    to be; None: there is none, the figure is printed."""

    def __init__(self, work, against, figure, value, spread="", to_reach=None,
                 text="{:.2f}"):
        self.work, self.against, self.figure = work, against, figure
        self.value, self.spread = value, spread
        self.to_reach, self.text = to_reach, text

    def verdict(self):
        if self.to_reach is None or self.value is None:
            return ""
        return MET if self.value <= self.to_reach else MISSED

    def cells(self):
        measured = ("not installed" if self.value is None
                    else self.text.format(self.value))
        to_reach = ("" if self.to_reach is None
                    else "≤ " + self.text.format(self.to_reach))
        return (self.work, self.against, self.figure, to_reach, measured,
                self.spread, self.verdict())


def table(head, rows):
    """A table; cells that begin with a digit or a sign stand at the right."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |"
              for row in rows]
    return "\n".join(lines) + "\n"


def targets(rows):
    return table(("work", "against", "figure", "to reach", "median", "spread",
                  ""), [row.cells() for row in rows])


def programs(title, found, size=0):
    """What each program took, the medians."""
    head = [title, "wall ms", "CPU ms", "peak MB"] + ["MB/s"] * bool(size)
    rows = []
    for program in found:
        wall = program.median("wall")
        rows.append([program.name, f"{wall * 1e3:.1f}",
                     f"{program.median('processor') * 1e3:.1f}",
                     f"{program.median('memory') / 1e6:.1f}"] +
                    [f"{size / 1e6 / wall:.0f}"] * bool(size))
    return table(head, rows)


# ---- The picture ----

WIDTH, LABEL, BARS, LINE, MARGIN = 760, 190, 430, 26, 20
STYLE = """
  .card { fill: #ffffff; stroke: #d0d7de; }
  text { font: 14px system-ui, sans-serif; fill: #1f2328; }
  .head { font-weight: 600; }
  .bar { fill: #8c959f; }
  .ours { fill: #1a7f64; }
  @media (prefers-color-scheme: dark) {
    .card { fill: #0d1117; stroke: #30363d; }
    text { fill: #e6edf3; }
    .bar { fill: #6e7681; }
    .ours { fill: #2ea583; }
  }
"""


class Chart:
    """Bars of one quantity: (name, value) each, the longest as long as there
    is room; what 'is_ours' says is ours has a colour of its own."""

    def __init__(self, title, bars, text):
        self.title, self.bars, self.text = title, bars, text

    def height(self):
        return LINE * (len(self.bars) + 2)

    def draw(self, top):
        most = max(value for _, value in self.bars)
        lines = [f'<text class="head" x="{MARGIN}" y="{top + 18}">'
                 f'{html.escape(self.title)}</text>']
        for name, value in self.bars:
            top += LINE
            lines.append(self.bar(name, value, BARS * value / most, top))
        return "\n".join(lines)

    def bar(self, name, value, width, top):
        kind = "bar ours" if name.startswith("talkmark") else "bar"
        left = MARGIN + LABEL
        return (f'<text x="{MARGIN}" y="{top + 18}">{html.escape(name)}</text>'
                f'<rect class="{kind}" x="{left}" y="{top + 5}" '
                f'width="{max(width, 1):.1f}" height="{LINE - 9}" rx="2"/>'
                f'<text x="{left + width + 8:.1f}" y="{top + 18}">'
                f'{self.text.format(value)}</text>')

    def describe(self):
        bars = ", ".join(f"{name} {self.text.format(value)}"
                         for name, value in self.bars)
        return f"{self.title}: {bars}."


def picture(title, charts):
    height = sum(chart.height() for chart in charts) + MARGIN
    parts, top = [], MARGIN // 2
    for chart in charts:
        parts.append(chart.draw(top))
        top += chart.height()
    description = html.escape(" ".join(chart.describe() for chart in charts))
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" aria-labelledby="title desc">\n'
            f'<title id="title">{html.escape(title)}</title>\n'
            f'<desc id="desc">{description}</desc>\n'
            f'<style>{STYLE}</style>\n'
            f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" '
            f'height="{height - 1}" rx="6"/>\n{body}\n</svg>\n')
