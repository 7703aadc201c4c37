"""Lists of images in CSV, JSON and YAML: the texts under the keys that describe them, each with its place.

Which columns and keys those are is data, in ``asset_keys.json``. What stands under other keys is not read.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from ..document import ViewBuilder
from ..errors import InputError, Place
from .asset_keys import described, kind_of
from .front_matter import add_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document import Document

_DELIMITERS = (",", ";", "\t", "|")
_FIELD = r'"((?:[^"]|"")*)"[^{d}\r\n]*|([^{d}\r\n]*)'
_END = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|[{}\[\]:,]', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


def _finished(builder: ViewBuilder, path: str, format: str) -> Document:
    document = builder.build(path, format)
    if document.blocks:
        return document
    known = "alt, caption, description, prompt"
    what = "column" if format == "csv" else "key"
    return builder.build(path, format, problems=(f"has no {what} that describes an image ({known} …)",))


# CSV


class _Cell(NamedTuple):
    start: int
    end: int
    quoted: bool
    row: int
    column: int


def read_csv(path: str, source: str) -> Document:
    """Read a table whose first row names its columns."""
    builder = ViewBuilder(source)
    kinds: dict[int, str] = {}
    for cell in _cells(source):
        raw = source[cell.start : cell.end]
        if cell.row == 1:
            kind = kind_of(raw)
            kinds |= {cell.column: kind} if kind else {}
        elif cell.column in kinds:
            _add_quoted(builder, cell)
            builder.end_block(kinds[cell.column], location=f"row {cell.row}")
    return _finished(builder, path, "csv")


def _cells(source: str) -> Iterator[_Cell]:
    first = _END.split(source, maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    field = re.compile(_FIELD.format(d=re.escape(delimiter)))
    at, row, column = 1 if source.startswith("\ufeff") else 0, 1, 0
    while at < len(source):
        match = field.match(source, at)
        assert match
        quoted = match[1] is not None
        yield _Cell(*match.span(1 if quoted else 2), quoted, row, column)
        at = match.end()
        if at < len(source) and source[at] == delimiter:
            at, column = at + 1, column + 1
        elif end := _END.match(source, at):
            at, row, column = end.end(), row + 1, 0


def _add_quoted(builder: ViewBuilder, cell: _Cell) -> None:
    """Add a cell; two quotation marks in a quoted one stand for one."""
    at = cell.start
    for m in re.compile('""').finditer(builder.source, cell.start, cell.end) if cell.quoted else ():
        builder.text(at, m.start())
        builder.replaced('"', *m.span())
        at = m.end()
    builder.text(at, cell.end)


# JSON


def read_json(path: str, source: str) -> Document:
    """Read a JSON text of any shape. Raises InputError where it is none."""
    try:
        json.loads(source.removeprefix("\ufeff"))
    except json.JSONDecodeError as e:
        raise InputError(f"not valid JSON: {e.msg}", Place(path, e.lineno, e.colno)) from None
    except RecursionError:
        raise InputError("is nested too deeply") from None
    builder = ViewBuilder(source)
    keys: list[str] = [""]  # the key in force at each depth; a list passes its own on
    for m in _TOKEN.finditer(source):
        mark = m[0][0]
        if mark in "{[":
            keys.append(keys[-1] if mark == "[" else "")
        elif mark in "}]":
            keys.pop()
        elif mark == '"' and _is_key(source, m.end()):
            keys[-1] = _decoded(m[1])
        elif mark == '"' and (kind := kind_of(keys[-1])):
            _add_escaped(builder, *m.span(1))
            builder.end_block(kind)
    return _finished(builder, path, "json")


def _is_key(source: str, at: int) -> bool:
    return re.compile(r"\s*:").match(source, at) is not None


def _decoded(raw: str) -> str:
    value: str = json.loads(f'"{raw}"', strict=False)
    return value


def _add_escaped(builder: ViewBuilder, start: int, end: int) -> None:
    at = start
    for m in re.compile(rf"(?:{_ESCAPE.pattern})+", re.DOTALL).finditer(builder.source, start, end):
        builder.text(at, m.start())
        builder.replaced(_decoded(m[0]).encode("utf-16", "surrogatepass").decode("utf-16", "replace"), *m.span())
        at = m.end()
    builder.text(at, end)


# YAML


def read_yaml(path: str, source: str) -> Document:
    """Read a YAML text of any shape. Raises InputError where it is none."""
    from ..strict_yaml import parse

    yaml = parse(source, path, InputError)
    starts = [0, *(m.end() for m in _END.finditer(source))]
    builder = ViewBuilder(source)
    for at, kind, value in described(yaml.data):
        place = yaml.place(at)
        add_value(builder, value, starts[place.line - 1] + place.column - 1, len(source))
        builder.end_block(kind)
    return _finished(builder, path, "yaml")

