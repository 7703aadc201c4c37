"""Reads a configuration file, YAML or TOML, strictly: every unknown key and wrong type is said with its place."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .config import OPTIONS, TOML_NAME, Value, Values, check_date, is_file, merge
from .errors import ConfigError, Place
from .model import Severity
from .schema import Checker, Key
from .strict_yaml import Yaml, parse
from .style import KEYS, choices

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    from .strict_yaml import Path as At

TABLE = ("tool", "inclusive-lint")
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True)
class Override:
    """Values for the files that match ``patterns`` (as in .gitignore), relative to ``folder``."""

    folder: str
    patterns: tuple[str, ...]
    values: Values
    origin: str

    def applies_to(self, path: str) -> bool:
        """Whether a file is meant."""
        full = os.path.abspath(path)
        relative = os.path.relpath(full, self.folder)
        return not relative.startswith("..") and self._spec.match_file(relative.replace(os.sep, "/"))

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        import pathspec

        return pathspec.GitIgnoreSpec.from_lines(self.patterns)


@dataclass(frozen=True)
class ConfigFile:
    """One configuration file, what it extends included. ``exclude`` is for the folder of each file that says it.

    What is wrong in it is left out and told in ``problems``; the rest holds.
    """

    path: Path
    values: Values
    overrides: tuple[Override, ...] = ()
    exclude: tuple[Override, ...] = ()
    problems: tuple[ConfigError, ...] = ()

    def excludes(self, path: str) -> bool:
        """Whether the file, or one it extends, asks to leave a file out."""
        return any(override.applies_to(path) for override in self.exclude)


def load(path: Path, above: tuple[str, ...] = ()) -> ConfigFile:
    """Read a file and what it extends. Raises ConfigError if it cannot be read at all."""
    if os.path.realpath(path) in above:
        raise ConfigError("this configuration extends itself", Place(str(path)))
    yaml = _toml(path) if path.suffix == ".toml" else parse(_text(path), str(path), ConfigError)
    return _Loader(path, yaml, (*above, os.path.realpath(path))).file()


def has_table(path: Path) -> bool:
    """Whether a pyproject.toml has our table; one that cannot be read has none."""
    try:
        return _table(path) is not None
    except ConfigError:
        # Not ours to complain about, unless our table is in it.
        return bool(re.search(r"(?m)^\[tool\.inclusive-lint", _text(path)))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        reason = e.strerror if isinstance(e, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"this configuration cannot be read: {reason}", Place(str(path))) from None


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib

    try:
        data: Any = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as e:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(e))
        place = Place(str(path), int(at[1]), int(at[2])) if at else Place(str(path))
        raise ConfigError(f"not valid TOML: {str(e).split(' (at ')[0]}", place) from None
    for key in TABLE:
        data = data.get(key) if isinstance(data, dict) else None
    table: dict[str, Any] | None = data
    return table


def _toml(path: Path) -> Yaml:
    """Read the table of a TOML file; the places of its keys are searched for, as tomllib does not tell them."""
    data = _table(path)
    if data is None:
        raise ConfigError(f"has no table [{'.'.join(TABLE)}]", Place(str(path)))
    return Yaml(str(path), data, dict(_toml_places(path)))


def _toml_places(path: Path) -> Iterator[tuple[At, Place]]:
    prefix: At = ()
    counts: dict[At, int] = {}
    for number, line in enumerate(_text(path).splitlines(), 1):
        header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line)
        if header:
            names: At = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            prefix = names
            if header[1] == "[[":
                counts[names] = counts.get(names, -1) + 1
                prefix = (*names, counts[names])
            if prefix[:2] == TABLE:
                yield prefix[2:], Place(str(path), number, line.index("[") + 1)
            continue
        key = re.match(r"\s*([\w-]+|\"[^\"]+\"|'[^']+')\s*=", line)
        if key and prefix[:2] == TABLE:
            yield (*prefix[2:], key[1].strip("\"'")), Place(str(path), number, key.start(1) + 1)


def _meant(key: str, value: Any) -> tuple[str, Any]:
    """Allow ``fail_on`` for ``fail-on``, a single text for a list, and TOML's dates."""
    name = key.replace("_", "-") if key.replace("_", "-") in OPTIONS else key
    is_list = name in ("extends", "paths") or (name in OPTIONS and OPTIONS[name].kind == "texts")
    if is_list and isinstance(value, str):
        return name, [value]
    return name, value.isoformat() if name == "as-of" and hasattr(value, "isoformat") else value


class _Loader:
    """Checks one parsed file and makes values of it."""

    def __init__(self, path: Path, yaml: Yaml, above: tuple[str, ...]) -> None:
        self._path = path
        self._folder = os.path.dirname(os.path.abspath(path))
        self._above = above
        self._checker = Checker(yaml, ConfigError)
        self._problems: list[ConfigError] = []

    def file(self) -> ConfigFile:
        data = self._checker.yaml.data if self._checker.yaml.data is not None else {}
        if not isinstance(data, dict):
            raise self._checker.fail((), "the configuration must be a mapping")
        base = ConfigFile(self._path, {})
        values: Values = {}
        overrides: list[Override] = []
        for key, value in data.items():
            try:
                name, item = self._key(key, value, values)
                if name == "extends":
                    base = self._base(item)
                elif name == "overrides":
                    overrides = list(self._overrides(item))
                else:
                    values[name] = tuple(self._items(name, item, (key,)))
            except ConfigError as error:
                self._problems.append(error)
        exclude = tuple(item.value for item in values.get("exclude", ()))
        own = (Override(self._folder, exclude, {}, str(self._path)),) if exclude else ()
        return ConfigFile(
            self._path, merge(base.values, values), (*base.overrides, *overrides), (*base.exclude, *own),
            (*base.problems, *self._problems),
        )  # fmt: skip

    def _key(self, key: str, value: Any, seen: Values) -> tuple[str, Any]:
        """Check one key and its value; return both as they are meant."""
        name, item = _meant(key, value)
        if name in seen:
            raise ConfigError(f"the key {name!r} stands here twice", self._checker.yaml.key_place((key,)))
        keys = {x: Key(option.kind, choices=option.choices) for x, option in OPTIONS.items()}
        keys |= {"extends": Key("texts"), "overrides": Key("list")}
        self._place(key, name, ())
        self._checker.mapping({name: item}, (), keys, "the configuration")
        return name, item

    def _place(self, key: str, name: str, at: At) -> None:
        """A key that is meant as another stands where it stands."""
        for places in (self._checker.yaml.places, self._checker.yaml.keys):
            if key != name and (*at, key) in places:
                places[(*at, name)] = places[(*at, key)]

    def _base(self, paths: list[str] | tuple[()]) -> ConfigFile:
        """Return the files that this one extends, laid over each other."""
        base = ConfigFile(self._path, {})
        for i, name in enumerate(paths):
            path = self._path.parent / name
            if not path.is_file():
                raise self._checker.fail(("extends", i), f"there is no file {name!r} to extend")
            file = load(path, self._above)
            base = replace(
                base, values=merge(base.values, file.values), overrides=(*base.overrides, *file.overrides),
                exclude=(*base.exclude, *file.exclude), problems=(*base.problems, *file.problems),
            )  # fmt: skip
        return base

    def _overrides(self, items: list[Any]) -> Iterator[Override]:
        for i, item in enumerate(items):
            try:
                yield self._override(item, ("overrides", i))
            except ConfigError as error:
                self._problems.append(error)

    def _override(self, data: Any, at: At) -> Override:
        keys = {name: Key(option.kind, choices=option.choices) for name, option in OPTIONS.items() if option.per_file}
        keys |= {"paths": Key("texts", required=True)}
        if isinstance(data, dict):
            for key in data:
                self._place(key, _meant(key, None)[0], at)
            data = dict(_meant(key, value) for key, value in data.items())
        data = dict(self._checker.mapping(data, at, keys, "an override"))
        patterns = tuple(data.pop("paths"))
        values = {key: tuple(self._items(key, value, (*at, key))) for key, value in data.items()}
        return Override(self._folder, patterns, values, str(self._checker.yaml.place(at)))

    def _items(self, key: str, value: Any, at: At) -> Iterator[Value]:
        if key == "severities":
            yield from self._severities(value, at)
            return
        if key == "style":
            yield from self._style(value, at)
            return
        for i, item in enumerate(value if isinstance(value, list) else [value]):
            place = self._checker.yaml.place((*at, i))
            if key == "as-of":
                check_date(item, str(place))
            relative = OPTIONS[key].is_path or (key == "profile" and is_file(item))
            yield Value(os.path.join(self._folder, item) if relative else item, str(place))

    def _severities(self, data: dict[str, Any], at: At) -> Iterator[Value]:
        """The more general first, so that the last that matches a rule is the most exact."""
        for rule in sorted(data, key=lambda name: name.count(".")):
            keys = {rule: Key(choices=_SEVERITIES)}
            severity = self._checker.mapping({rule: data[rule]}, at, keys, "severities")[rule]
            yield Value((rule, severity), str(self._checker.yaml.place((*at, rule))))

    def _style(self, data: dict[str, Any], at: At) -> Iterator[Value]:
        keys = {key: Key(choices=choices(key)) for key in KEYS}
        for key, value in self._checker.mapping(data, at, keys, "style").items():
            yield Value((key, value), str(self._checker.yaml.place((*at, key))))


__all__ = ["TOML_NAME", "ConfigFile", "Override", "has_table", "load"]
