"""Talks for the tests of the ledger, and what is to be read back."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap  # noqa: E402

TODAY = "2026-04-10"

FIRST = """---
标题: 大厅的事
日期: 2026年3月6日
---
[屏停了十九天](问题:叫号屏 "@汤立 @方晓 2026-03-13 来源:现场查看 !高")

[修屏](要求:修屏 "@汤立 2026-03-12 针对:叫号屏") [挂报修单](承诺:挂单 "@汤立 针对:叫号屏")

[=1+1](问题:公式 "@韩雪 2026-04-01 佐证:@a")

[回访](任务:回访 "@韩雪 2026-05-01")
"""

# A talk with news alone: none of its items is a task.
SECOND = """---
日期: 2026年4月3日
承接: first
---
[屏修好了](进展:叫号屏 "已销号 验收:方晓 完成:2026-04-01 佐证:运行日志")
"""

TITLES = ["序号", "编号", "来源", "存在问题", "整改措施", "责任人", "配合",
          "提出日期", "原定时限", "整改时限", "进展情况", "状态", "完成日期",
          "验收人", "佐证材料", "逾期天数", "备注"]


def english(count):
    """A talk of so many issues, enough for several pages."""
    return "# Many\n\n" + "\n\n".join(
        f"[problem {i} of many words that take a line or two]"
        f"(issue:p{i} '@wang 2026-04-{i % 28 + 1:02}')"
        for i in range(count)) + "\n"
