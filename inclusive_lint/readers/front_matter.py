"""Front matter: the YAML between ``---`` lines that site builders put on top of Markdown and HTML pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .asset_keys import described
from .directives import from_front_matter

if TYPE_CHECKING:
    from ..document import Directive, ViewBuilder
    from ..strict_yaml import Yaml

_BLOCK = re.compile(r"---[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_KINDS = {"title": "title", "description": "meta", "summary": "meta", "subtitle": "meta"}
_OF_IMAGES = frozenset({"alt", "caption"})  # "description" is the page's
_LANGUAGE_KEYS = ("lang", "language")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says. ``end`` is where the text begins; ``texts`` are (kind, value, start)."""

    end: int = 0
    texts: tuple[tuple[str, str, int], ...] = ()
    declared: str | None = None
    options: dict[str, object] = field(default_factory=dict)
    directives: tuple[Directive, ...] = ()
    problems: tuple[str, ...] = ()


def find(path: str, source: str) -> FrontMatter:
    """Read the front matter; an empty one, of no length, if there is none."""
    block = _BLOCK.match(source) if source.startswith("---") else None
    if block is None:
        return FrontMatter()
    from ..errors import UserError
    from ..strict_yaml import parse

    closing = block[0].rstrip().rfind("\n") + 1 or block[0].rstrip().rfind("\r") + 1
    try:
        # The opening line stays: to YAML it is the start of a document, and line numbers come out right.
        yaml = parse(source[:closing], path)
    except UserError as e:
        place = f"{e.place.line}:{e.place.column}: " if e.place and e.place.line else ""
        return FrontMatter(block.end(), problems=(f"{place}front matter was not read: {e.message}",))
    if not isinstance(yaml.data, dict):
        # Prose between two rules, or nothing: that is Markdown.
        return FrontMatter(block.end() if yaml.data is None else 0)
    options, directives, problems = from_front_matter(yaml)
    return FrontMatter(
        block.end(), tuple(_texts(source, yaml)), _declared(yaml.data), options, directives, problems
    )  # fmt: skip


def primary_language(tag: object) -> str | None:
    """Return ``nl`` of ``nl-BE`` and ``NL_be``, None of an empty or odd one."""
    primary = re.split("[-_]", tag.strip().lower())[0] if isinstance(tag, str) else ""
    return primary if primary.isalpha() else None


def _declared(data: dict[str, Any]) -> str | None:
    return next((primary_language(data[key]) for key in _LANGUAGE_KEYS if key in data), None)


def _texts(source: str, yaml: Yaml) -> list[tuple[str, str, int]]:
    starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", source))]
    texts = []
    for key, kind in _KINDS.items():
        value = yaml.data.get(key)
        if isinstance(value, str) and value.strip():
            place = yaml.place((key,))
            texts.append((kind, value, starts[place.line - 1] + place.column - 1))
    for at, kind, value in described(yaml.data):
        if kind in _OF_IMAGES:
            place = yaml.place(at)
            texts.append((kind, value, starts[place.line - 1] + place.column - 1))
    return texts


def add_texts(builder: ViewBuilder, matter: FrontMatter) -> None:
    """Add the title and the description to the view, as blocks of their own."""
    for kind, value, start in matter.texts:
        add_value(builder, value, start, matter.end)
        builder.end_block(kind, declared=None)


def add_value(builder: ViewBuilder, value: str, start: int, end: int) -> None:
    """Add a YAML value that begins at ``start``."""
    # Folded lines and quotes: the words stand in the source as they are, only the space between differs.
    words = r"\s+".join(re.escape(word) for word in value.split())
    found = re.compile(rf"(?:[|>][^\r\n]*\s+|[\"'])?({words})").match(builder.source, start, end)
    if found:
        builder.text(*found.span(1))
    else:
        # YAML escapes in it: the value as a whole, up to the end of its line.
        line = re.compile(r"[^\r\n]*").match(builder.source, start, end)
        builder.replaced(value, start, line.end() if line else start)
