"""Checks parsed YAML against a small shape: unknown key, wrong type, missing key, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .errors import Place
    from .strict_yaml import Path, Yaml

Kind = str  # "text", "texts", "bool", "int", "map", "list", "any"
_TYPES: dict[Kind, tuple[type, ...]] = {
    "text": (str,), "bool": (bool,), "int": (int,), "map": (dict,), "list": (list,),
    "texts": (list,), "any": (object,),
}  # fmt: skip
_SAID = {
    "text": "a text", "bool": "true or false", "int": "a number", "map": "a mapping", "list": "a list",
    "texts": "a list of texts", "any": "a value",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """What may stand under one key."""

    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


class Checker:
    """Checks one file. ``error`` makes the exception of the caller's kind (RuleError, LexiconError …)."""

    def __init__(self, yaml: Yaml, error: Callable[[str, Place], UserError]) -> None:
        self.yaml = yaml
        self._error = error

    def fail(self, at: Path, message: str) -> UserError:
        """Return the error to raise for the value at ``at``."""
        return self._error(message, self.yaml.place(at))

    def mapping(self, data: Any, at: Path, keys: Mapping[str, Key], what: str) -> dict[str, Any]:
        """Check that ``data`` is a mapping with exactly the allowed keys and types; return it."""
        if not isinstance(data, dict):
            raise self.fail(at, f"{what} must be a mapping")
        for key, value in data.items():
            if key not in keys:
                place = self.yaml.key_place((*at, key))
                raise self._error(f"unknown key {key!r} in {what}{did_you_mean(key, keys)}", place)
            self._value(value, (*at, key), keys[key], f"{key!r} in {what}")
        for key, rule in keys.items():
            if rule.required and data.get(key) is None:
                raise self.fail(at, f"{what} needs {key!r}")
        return data

    def _value(self, value: Any, at: Path, key: Key, what: str) -> None:
        wrong_bool = isinstance(value, bool) and key.kind == "int"
        if not isinstance(value, _TYPES[key.kind]) or wrong_bool:
            raise self.fail(at, f"{what} must be {_SAID[key.kind]}")
        if key.kind == "texts":
            self.texts(value, at, what, key.choices)
        elif key.choices and value not in key.choices:
            allowed = ", ".join(key.choices)
            raise self.fail(at, f"{what} must be one of {allowed}{did_you_mean(str(value), key.choices)}")

    def texts(self, value: Any, at: Path, what: str, choices: tuple[str, ...] = ()) -> list[str]:
        """Check a list of distinct, non-empty texts; return it."""
        if not isinstance(value, list):
            raise self.fail(at, f"{what} must be a list of texts")
        seen: set[str] = set()
        for i, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                raise self.fail((*at, i), f"{what} must be a list of texts (quote {item!r} if it is meant as a word)")
            if item in seen:
                raise self.fail((*at, i), f"{item!r} stands twice in {what}")
            if choices and item not in choices:
                raise self.fail((*at, i), f"unknown {item!r} in {what}{did_you_mean(item, choices)}")
            seen.add(item)
        return value
