"""Compiled tables as files: a line that is read at once, then one line for each row, decoded when it is asked for.

A text needs few of the thousands of entries and patterns of its language, so a start must not pay for the others. Everything is JSON:
a folder that somebody can write to must not be able to run code. What every start reads (lists of numbers, and texts by text) is written as
long strings, which JSON reads in a fraction of the time of many short values.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, overload

# What json.loads calls in the end; there are thousands of short lines, and each was written by us.
_value = json.JSONDecoder().raw_decode


_BETWEEN = "\x85"  # no token holds this blank, and JSON writes it as it is
_LEAST, _ZERO, _MOST = 0x10000, 0x20000, 0x110000  # a number is one character, none of them one of the halves that UTF-8 refuses


class Rows(Sequence[Any]):
    """A list whose items, some lines of ``data``, are decoded when they are first asked for. ``ends`` says where its lines end."""

    def __init__(self, data: bytes, ends: Sequence[int], first: int, count: int, common: Mapping[str, Any]) -> None:
        self._data = data
        self._ends = ends
        self._first = first
        self._count = count
        self._common = common
        self._values: dict[int, Any] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        found = self._values.get(at)
        if found is None:
            found, _ = _value(self._line(at).decode())
            if self._common:
                found = {**self._common, **found}
            self._values[at] = found
        return found

    def _line(self, at: int) -> bytes:
        if not -self._count <= at < self._count:
            raise IndexError(at)
        line = self._first + at % self._count
        return self._data[self._ends[line - 1] + 1 : self._ends[line]]


class NamedRows(Mapping[str, Any]):
    """A mapping whose values are decoded when they are first asked for."""

    def __init__(self, names: Sequence[str], rows: Rows) -> None:
        self._numbers = {name: number for number, name in enumerate(names)}
        self._rows = rows

    def __getitem__(self, name: str) -> Any:
        return self._rows[self._numbers[name]]

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __iter__(self) -> Any:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def dump(data: Mapping[str, Any], rows: Sequence[str]) -> str:
    """Return tables as text. ``rows`` names the lists and mappings of which a text needs little."""
    lines: list[str] = []
    head: list[list[Any]] = []
    for key in rows:
        value = data[key]
        names = list(value) if isinstance(value, Mapping) else None
        items = list(value.values()) if isinstance(value, Mapping) else list(value)
        common = _common(items)
        head.append([key, len(items), names, common])
        lines += [_text(_without(item, common)) for item in items]
    rest = {key: value for key, value in data.items() if key not in rows}
    texts = {key: _joined(value) for key, value in rest.items() if _are_texts(value)}
    numbers = {key: _written(value) for key, value in rest.items() if _are_numbers(value)}
    first = {
        "rows": head, "sizes": _written([len(line.encode()) for line in lines]), "texts": texts, "numbers": numbers,
        "rest": {key: value for key, value in rest.items() if key not in texts and key not in numbers},
    }  # fmt: skip
    return "\n".join([_text(first), *lines])


def load(data: bytes) -> dict[str, Any]:
    """Return tables as they were, their rows still undecoded."""
    end = data.find(b"\n")
    first = json.loads(data if end < 0 else data[:end])
    tables: dict[str, Any] = first["rest"]
    for key, (names, values) in first["texts"].items():
        tables[key] = dict(zip(names.split(_BETWEEN), values.split(_BETWEEN), strict=True))
    for key, written in first["numbers"].items():
        tables[key] = _read(written)
    ends = list(accumulate([size + 1 for size in _read(first["sizes"])], initial=end))
    at = 1
    for key, count, names, common in first["rows"]:
        rows = Rows(data, ends, at, count, common)
        tables[key] = rows if names is None else NamedRows(names, rows)
        at += count
    return tables


def _are_texts(value: object) -> bool:
    """Whether a value is a mapping of texts that can be written as two."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(text, str) and _BETWEEN not in text for item in value.items() for text in item)
    )


def _joined(texts: Mapping[str, str]) -> list[str]:
    return [_BETWEEN.join(texts), _BETWEEN.join(texts.values())]


def _are_numbers(value: object) -> bool:
    """Whether a value is a list of numbers that can be written as characters."""
    return isinstance(value, list) and all(type(number) is int and -_LEAST < number < _MOST - _ZERO for number in value)


def _written(numbers: Sequence[int]) -> str | list[int]:
    return "".join([chr(_ZERO + number) for number in numbers]) if max(numbers, default=0) < _MOST - _ZERO else list(numbers)


def _read(written: str | list[int]) -> list[int]:
    return [ord(letter) - _ZERO for letter in written] if isinstance(written, str) else written


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _common(items: Sequence[Any]) -> dict[str, Any]:
    """What rows that are mappings mostly say: not written row by row."""
    if not items or not all(isinstance(item, Mapping) for item in items):
        return {}
    keys = [key for key in items[0] if all(key in item for item in items)]
    most = {key: Counter(_text(item[key]) for item in items).most_common(1)[0] for key in keys}
    return {key: json.loads(value) for key, (value, times) in most.items() if times * 2 > len(items)}


def _without(item: Any, common: Mapping[str, Any]) -> Any:
    return {k: v for k, v in item.items() if k not in common or _text(v) != _text(common[k])} if common else item
