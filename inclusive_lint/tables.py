"""Compiled tables as files: a line that is read at once, then one line for each row, decoded when it is asked for.

A text needs few of the thousands of entries and patterns of its language, so a start must not pay for the others. Everything is JSON:
a folder that somebody can write to must not be able to run code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, overload

# What json.loads calls in the end; there are thousands of short lines, and each was written by us.
_value = json.JSONDecoder().raw_decode


class Rows(Sequence[Any]):
    """A list whose items are decoded when they are first asked for."""

    def __init__(self, lines: Sequence[bytes], common: Mapping[str, Any]) -> None:
        self._lines = lines
        self._common = common
        self._values: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        found = self._values.get(at)
        if found is None:
            found, _ = _value(self._lines[at].decode())
            if self._common:
                found = {**self._common, **found}
            self._values[at] = found
        return found


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
    return "\n".join([_text({"rows": head, "rest": {k: v for k, v in data.items() if k not in rows}}), *lines])


def load(data: bytes) -> dict[str, Any]:
    """Return tables as they were, their rows still undecoded."""
    lines = data.split(b"\n")
    first = json.loads(lines[0])
    tables: dict[str, Any] = first["rest"]
    at = 1
    for key, count, names, common in first["rows"]:
        rows = Rows(lines[at : at + count], common)
        tables[key] = rows if names is None else NamedRows(names, rows)
        at += count
    return tables


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
