"""Cuts HTML into tokens that know where they stand, in one pass, in time linear in the text.

Not ``html.parser``: that gives no place for attributes, raises AssertionError on ``<![x[``, and (Python 3.11) takes
twenty seconds for 60 KB of ``<a <a <a``, which a service that reads strangers' texts cannot afford.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Their content is no markup, and nothing a reader sees.
RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "noscript", "xmp"})

# Numbers are bounded: int() refuses thousands of digits with an exception.
_ENTITY = r"(?P<entity>&(?:\#(?:[0-9]{1,12}(?![0-9])|[xX][0-9a-fA-F]{1,8}(?![0-9a-fA-F]))|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
_TOKEN = re.compile(
    rf"""
    (?P<text>[^<&]++)
    | {_ENTITY}
    | <(?P<open>[a-zA-Z][^\s/>]*+) (?: [^=>]++ | =\s*+ (?: "[^"]*+" | '[^']*+' | ) )*+ >
    | </(?P<close>[a-zA-Z][^\s/>]*+) [^>]*+ >
    | (?P<comment> <!-- (?: -?> | .*? (?: --!?> | \Z ) ) )
    | <(?: [!?] | /(?![a-zA-Z]) ) [^>]*+ (?: > | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)
# From a tag that never ends on, nothing can be a tag any more.
_REST = re.compile(rf"(?P<text>[^&]++)|{_ENTITY}", re.VERBOSE)
_ATTRIBUTE = re.compile(
    r"""([^\s=>"'/][^\s=>/]*+) (?: \s*+ = \s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s>"'][^\s>]*+) ) )?""", re.VERBOSE
)
_ENTITIES = re.compile(_ENTITY, re.VERBOSE)


class Token(NamedTuple):
    """``kind`` is text, entity, open, close or comment; ``name`` that of a tag, in lower case."""

    kind: str
    start: int
    end: int
    name: str = ""


def scan(source: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of ``source[start:end]`` in order. Never raises: what is no markup is text."""
    match = _TOKEN.match
    at = start
    while at < end:
        m = match(source, at, end)
        if m is None:
            if source[at] == "<" and at + 1 < end and (source[at + 1] == "/" or source[at + 1].isalpha()):
                match = _REST.match
            yield Token("text", at, at + 1)
            at += 1
            continue
        at = m.end()
        kind = m.lastgroup
        if kind in ("open", "close"):
            name = m[kind].lower()
            yield Token(kind, m.start(), at, name)
            if kind == "open" and name in RAW and source[at - 2] != "/":
                at = _raw_end(source, at, end, name)
        elif kind:
            yield Token(kind, m.start(), at)


def _raw_end(source: str, at: int, end: int, name: str) -> int:
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at, end)
    return closing.start() if closing else end


def attributes(source: str, tag: Token) -> dict[str, tuple[int, int]]:
    """Return where the value of each attribute of an opening tag stands, entities undecoded."""
    found: dict[str, tuple[int, int]] = {}
    for m in _ATTRIBUTE.finditer(source, tag.start + 1 + len(tag.name), tag.end - 1):
        span = m.span(m.lastindex) if m.lastindex and m.lastindex > 1 else (m.end(), m.end())
        found.setdefault(m[1].lower(), span)
    return found


def entities(source: str, start: int, end: int) -> Iterator[Token]:
    """Yield the text and the entities of an attribute's value."""
    at = start
    for m in _ENTITIES.finditer(source, start, end):
        if at < m.start():
            yield Token("text", at, m.start())
        yield Token("entity", m.start(), m.end())
        at = m.end()
    if at < end:
        yield Token("text", at, end)


def decoded(text: str) -> str:
    """Return what the entities in a text stand for; an unknown one stays as it is."""
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
