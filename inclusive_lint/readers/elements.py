"""What the HTML elements are to a reader: blocks or part of a line, shown or not, a list item or a heading."""

from __future__ import annotations

from typing import NamedTuple

from .markup import RAW

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    # Part of a line to a browser, texts of their own to a reader:
    "button", "label", "option", "q", "select", "textarea", "title",
})  # fmt: skip
# Of those, the ones that may stand inside a paragraph.
PHRASING = frozenset({"button", "label", "legend", "option", "q", "select", "summary", "textarea", "title"})
VOID = frozenset({
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
# A word before and a word after are two words.
GAPS = frozenset({"embed", "img", "input"})
SKIPPED = RAW | {"audio", "canvas", "code", "datalist", "math", "object", "pre", "svg", "template", "video"}
KINDS = {
    "blockquote": "quote", "button": "paragraph", "caption": "caption", "dd": "item", "dt": "item", "figcaption": "caption",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "label": "paragraph", "legend": "paragraph", "li": "item", "option": "paragraph", "q": "quote", "summary": "paragraph",
    "td": "cell", "th": "cell", "title": "title",
}  # fmt: skip
BOLD = frozenset({"b", "strong"})

# An opening tag ends these, which authors leave open; the search goes no further than a container.
ENDS: dict[str, set[str]] = {
    "dd": {"dd", "dt"}, "dt": {"dd", "dt"}, "li": {"li"}, "option": {"option"}, "optgroup": {"option", "optgroup"},
    "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr", "td", "th"}, "tbody": {"thead", "tbody", "tr", "td", "th"},
    "tfoot": {"thead", "tbody", "tr", "td", "th"},
}  # fmt: skip
CONTAINERS = frozenset({"dl", "html", "menu", "ol", "select", "table", "ul"})
# A stray closing tag inside a cell does not close what is around the table.
BARRIERS = frozenset({"button", "caption", "table", "td", "th"})
TABLE_PARTS = frozenset({"table", "tbody", "td", "tfoot", "th", "thead", "tr"})


class Element(NamedTuple):
    """An open element, with what it passes on to the text inside."""

    name: str
    block: bool
    kind: str = "paragraph"
    level: int = 0
    language: str | None = None
    visible: bool = True
    bold: bool = False


def is_block(name: str) -> bool:
    """Whether the element breaks the line. One with a hyphen is a page's own component: nearly always a block."""
    return name in BLOCKS or "-" in name


def child_of(parent: Element, name: str, language: str | None, *, hidden: bool) -> Element:
    """Return the element that opens inside ``parent``."""
    kind, level = KINDS.get(name, parent.kind), parent.level
    visible = parent.visible and not hidden and name not in SKIPPED
    if kind == "heading" and name in KINDS:
        level = int(name[1])
    elif name in KINDS:
        level = 0
    elif name == "p" and parent.kind == "cell":
        kind = "paragraph"  # tables are also used to place things
    # Inside what is not shown nothing breaks a line.
    return Element(name, is_block(name) and parent.visible, kind, level, language, visible, parent.bold or name in BOLD)
