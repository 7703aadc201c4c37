"""The styles of a Word document, as far as they say what a paragraph is: a heading, a list item, a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .ooxml import child, local, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAX_CHAIN = 16  # styles that are based on one another
_LEVELS = 9
# Names of built-in styles are in English in every Word, whatever the user sees.
_KINDS = {"caption": "caption", "quote": "quote", "intense quote": "quote", "block text": "quote"}
_TITLES = {"title": 1, "subtitle": 2}


class Style(NamedTuple):
    """What a style makes of a paragraph."""

    kind: str = "paragraph"
    level: int = 0


class Styles:
    """Looks up what the properties of a paragraph make of it."""

    plain = Style()

    def __init__(self, root: Element | None = None) -> None:
        self._elements: dict[str, Element] = {}
        self._default = ""
        for element in root if root is not None else ():
            if local(element) == "style" and value(element, "type") == "paragraph":
                self._elements[value(element, "styleId")] = element
                if value(element, "default") in ("1", "true", "on"):
                    self._default = value(element, "styleId")

    def of(self, properties: Element | None) -> Style:
        """Return what a paragraph with these properties (``w:pPr``) is."""
        if properties is None:
            return self._named(self._default)
        level = _outline(properties)
        if level:
            return Style("heading", level)
        style = self._named(_value_of(properties, "pStyle") or self._default)
        return Style("item") if style == self.plain and _is_listed(properties) else style

    def _named(self, style: str) -> Style:
        for _ in range(_MAX_CHAIN):
            element = self._elements.get(style)
            if element is None:
                break
            found = _own(element)
            if found:
                return found
            style = _value_of(element, "basedOn")
        return self.plain


def _own(style: Element) -> Style | None:
    """What a style is, without what it is based on."""
    name = _value_of(style, "name").lower()
    if name in _TITLES:
        return Style("heading", _TITLES[name])
    if name.startswith("heading ") and name[8:].isdigit():
        return Style("heading", int(name[8:]))
    if name in _KINDS:
        return Style(_KINDS[name])
    properties = child(style, "pPr")
    level = _outline(properties) if properties is not None else 0
    if level:
        return Style("heading", level)
    listed = name.startswith("list ") or (properties is not None and _is_listed(properties))
    return Style("item") if listed else None


def _outline(properties: Element) -> int:
    """The level of a heading, 0 for what is none."""
    level = _value_of(properties, "outlineLvl")
    return int(level) + 1 if level.isdigit() and int(level) < _LEVELS else 0


def _is_listed(properties: Element) -> bool:
    """Whether they give a number or bullet; list 0 takes it away."""
    numbering = child(properties, "numPr")
    return numbering is not None and _value_of(numbering, "numId") not in ("", "0")


def _value_of(element: Element, name: str) -> str:
    found = child(element, name)
    return value(found) if found is not None else ""
