"""What HTML of talkmark's may hold: an allow-list of elements, attributes and
addresses.

Written without a look at how the program escapes. It knows but one spelling of
everything: a "<" begins a tag of the one form below, or is a fault. So no two
parsers can read it differently, as the tricks of mutation XSS need.
"""
import html
import re

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<]*\")*)( /)?>")
ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"<]*)\"")
REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#x27);)")
WORD = re.compile(r"tm-[a-z-]+")

VOID = {"br", "col", "hr", "img", "meta", "wbr"}
PLAIN = """article blockquote br caption col colgroup dd div dl dt em h1 h2 h3 h4 h5 h6 head
    header hr html body li main nav ol p pre section span strong table tbody td
    th thead time title tr ul wbr a code img meta style""".split()
# Beside class and id, which any element may have.
MORE = {
    "html": {"lang"}, "td": {"lang"}, "meta": {"charset", "http-equiv", "content", "name"},
    "a": {"href", "title", "aria-label"},
    "img": {"src", "alt", "title"}, "ol": {"start"}, "time": {"datetime"},
    "th": {"scope", "colspan"}, "nav": {"aria-labelledby"},
    "section": {"aria-labelledby"}, "table": {"aria-labelledby"},
    "div": {"role", "tabindex", "aria-labelledby"},
    "span": {"role", "aria-label"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
VALUES = {
    "start": re.compile("[0-9]+"),
    "datetime": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "scope": re.compile("col|row|rowgroup"), "colspan": re.compile("[0-9]"),
    "tabindex": re.compile("0"), "role": re.compile("img|group|list"),
    "aria-labelledby": re.compile(r"tm-[a-z0-9-]+"),
    "id": re.compile(r"[^\s\"'<>`=#%?&/]+"),
}


class Fault(AssertionError):
    """Something that a page must not hold."""


def scheme(address):
    """The scheme that a browser finds (WHATWG URL), or None."""
    address = re.sub("[\t\n\r]", "", address.strip(
        "".join(map(chr, range(0x21)))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    return found and found[1].lower()


def check_address(value):
    address = html.unescape(value)
    if not address.isascii() or re.search(r"[\x00-\x20\x7f]", address):
        raise Fault(f"an address with characters of no address: {value!r}")
    # As it stands, and as it would be were it decoded once more.
    found = scheme(address)
    if found is not None and found not in SCHEMES:
        raise Fault(f"an address of scheme {found}: {value!r}")


def check_attribute(element, name, value):
    if name == "class":
        for word in value.split(" "):
            if not WORD.fullmatch(word) and not (
                    element == "code" and value.startswith("language-")):
                raise Fault(f"class {value!r} of {element}")
    elif name not in {"id"} | MORE.get(element, set()):
        raise Fault(f"attribute {name} of {element}")
    if name in ("href", "src"):
        check_address(value)
    elif name in VALUES and not VALUES[name].fullmatch(html.unescape(value)):
        raise Fault(f"{name}={value!r} of {element}")
    if REFERENCE.search(value):
        raise Fault(f"a bare & in {value!r}")


def check_head(text, name, policy, styles):
    """The part of a page that is code: its policy and its style sheets must be
    what they are in a page of a harmless talk."""
    if text.count("<meta http-equiv=") != 1 or policy not in text:
        raise Fault(f"{name}: not the one policy")
    found = re.findall(r"<style>(.*?)</style>", text, re.S)
    if found != styles:
        raise Fault(f"{name}: not the page's own style sheets alone")
    return re.sub(r"<style>.*?</style>", "", text, flags=re.S)


def check(text):
    """Raise a Fault unless all of 'text' is allowed; the ids it has, and what
    it would show (text and attributes) decoded."""
    ids, shown, open_ = set(), [], []
    at = 0
    if text.startswith("<!DOCTYPE html>"):
        at = len("<!DOCTYPE html>")
    for found in TAG.finditer(text, at):
        check_text(text[at:found.start()], shown)
        at = found.end()
        closing, element, attributes, slash = found.groups()
        if element not in PLAIN:
            raise Fault(f"element {element}: {found[0]!r}")
        if closing:
            if attributes or slash or not open_ or open_.pop() != element:
                raise Fault(f"{found[0]!r} closes nothing")
            continue
        if element not in VOID:
            open_.append(element)
        names = ATTRIBUTE.findall(attributes)
        if len({n for n, _ in names}) != len(names):
            raise Fault(f"an attribute twice: {found[0]!r}")
        for name, value in names:
            check_attribute(element, name, value)
            if name in ("alt", "title"):
                shown.append(html.unescape(value))
            if name == "id":
                if value in ids:
                    raise Fault(f"id {value!r} twice")
                ids.add(value)
    check_text(text[at:], shown)
    if open_:
        raise Fault(f"not closed: {open_}")
    return ids, "".join(shown)


def check_text(text, shown):
    if "<" in text or ">" in text:
        raise Fault(f"a bare < or > in {text[:120]!r}")
    if "&" in text and REFERENCE.search(text):
        raise Fault(f"a bare & in {text[:120]!r}")
    shown.append(html.unescape(text))
