"""The only door to YAML: ``on`` and ``no`` are words, equal keys are an error, every value knows its line.

YAML 1.1 as PyYAML reads it turns French ``on`` and English ``no`` into booleans, ``1.10`` into 1.1, and keeps the
last of two equal keys. Here only ``true``/``false`` are booleans and only plain integers are numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import Place, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

Path = tuple[str | int, ...]
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAX_NODES = 400_000
_SHARED = 10_000  # nodes that a text may have beyond its length, by aliases


@dataclass(frozen=True, slots=True)
class Yaml:
    """A parsed file: plain Python data, and the place of every value and key in it."""

    path: str
    data: Any
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, at: Path = ()) -> Place:
        """Return the place of the value at ``at``, or of the nearest value around it."""
        while at and at not in self.places:
            at = at[:-1]
        return self.places.get(at, Place(self.path))

    def key_place(self, at: Path) -> Place:
        """Return the place of the key of the value at ``at``, if it has one."""
        return self.keys.get(at) or self.place(at)


def parse(text: str, path: str, error: Callable[[str, Place], UserError] = UserError) -> Yaml:
    """Parse one YAML document.

    Raises ``error`` (a UserError with file:line:column) on bad syntax, equal keys, aliases or odd keys.
    """
    import yaml

    loader_type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_type(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        raise error(f"not valid YAML: {e.problem or e.context}", place) from None
    except yaml.YAMLError as e:
        raise error(f"not valid YAML: {str(e).splitlines()[0]}", Place(path)) from None
    builder = _Builder(path, error, min(_MAX_NODES, len(text) + _SHARED))
    data = builder.build(node, ()) if node is not None else None
    return Yaml(path, data, builder.places, builder.keys)


class _Builder:
    """Turns YAML nodes into data, one level per call."""

    def __init__(self, path: str, error: Callable[[str, Place], UserError], most: int) -> None:
        self._path = path
        self._error = error
        self._most = most
        self._open: set[int] = set()
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}

    def build(self, node: Any, at: Path) -> Any:
        place = Place(self._path, node.start_mark.line + 1, node.start_mark.column + 1)
        self.places[at] = place
        # Aliases share nodes: a small file could expand without end.
        if id(node) in self._open or len(self.places) > self._most:
            raise self._error("too large, or refers to itself", place)
        if node.id == "scalar":
            return self._scalar(node)
        self._open.add(id(node))
        try:
            if node.id == "sequence":
                return [self.build(child, (*at, i)) for i, child in enumerate(node.value)]
            return self._mapping(node, at)
        finally:
            self._open.discard(id(node))

    def _scalar(self, node: Any) -> object:
        if not node.style and node.value in _CONSTANTS:
            return _CONSTANTS[node.value]
        if not node.style and _INTEGER.fullmatch(node.value):
            return int(node.value)
        return node.value

    def _mapping(self, node: Any, at: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = Place(self._path, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key_node.id != "scalar":
                raise self._error("a key must be a plain word", place)
            key = str(key_node.value)
            if key in data:
                raise self._error(f"the key {key!r} stands here twice", place)
            self.keys[(*at, key)] = place
            data[key] = self.build(value_node, (*at, key))
        return data
