"""Configuration: command line > ``--config`` > the nearest file upward > the profile. Every value knows its origin.

A file is ``.inclusive-lint.yaml`` or the table ``[tool.inclusive-lint]`` of a ``pyproject.toml``. One file counts;
it may extend others. Keys are named as the options of ``inclusive-lint check``.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import ConfigError, Place, did_you_mean
from .model import DOCTYPES, GRAMMARS, LANGUAGES, OWN_GRAMMAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .config_file import ConfigFile
    from .policy import Names, Options

YAML_NAMES = (".inclusive-lint.yaml", ".inclusive-lint.yml")
TOML_NAME = "pyproject.toml"
FORMATS = ("text", "json", "github")
FAIL_ON = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")
MAX_BYTES = 10_000_000
DEFAULT_ORIGIN = "default"


class Option(NamedTuple):
    """One key. ``adds``: values of several places add up. ``per_file``: may differ between the files of a run."""

    kind: str = "text"  # as in schema.Key
    default: Any = None
    choices: tuple[str, ...] = ()
    adds: bool = False
    per_file: bool = True
    is_path: bool = False


OPTIONS: Mapping[str, Option] = {
    "profile": Option(default="be"),
    "language": Option(choices=LANGUAGES),
    "message-language": Option(choices=LANGUAGES),
    "doctype": Option(choices=DOCTYPES),
    "select": Option("texts"),
    "ignore": Option("texts"),
    "severities": Option("map", adds=True),
    "style": Option("map", adds=True),
    "allow": Option("texts", adds=True),
    "encoding": Option(),
    "max-bytes": Option("int", MAX_BYTES),
    "rules-dir": Option("texts", adds=True, is_path=True),
    "lexicons-dir": Option("texts", adds=True, is_path=True),
    "as-of": Option(),
    "grammar": Option(default=OWN_GRAMMAR, choices=GRAMMARS),
    "exclude": Option("texts", adds=True, per_file=False),
    "gitignore": Option("bool", True, per_file=False),
    "format": Option(default="text", choices=FORMATS, per_file=False),
    "fail-on": Option(default="warning", choices=FAIL_ON, per_file=False),
    "all": Option("bool", False, per_file=False),
    "explain": Option("bool", False, per_file=False),
    "jobs": Option("int", 1, per_file=False),
    "color": Option(default="auto", choices=COLORS, per_file=False),
    "output": Option(per_file=False, is_path=True),
}


class Value(NamedTuple):
    """One value and where it came from. Of a list or mapping, each item is a Value of its own."""

    value: Any
    origin: str


Values = dict[str, tuple[Value, ...]]


class Config(NamedTuple):
    """The configuration of one folder: its file, if any, and what the command line says over it."""

    file: ConfigFile | None = None
    command_line: Values = {}

    def values(self, path: str | None = None) -> Values:
        """Return what holds for a file, or for the run as a whole."""
        merged = defaults()
        if self.file:
            merged = merge(merged, self.file.values)
            for override in self.file.overrides if path is not None else ():
                if override.applies_to(path or ""):
                    merged = merge(merged, override.values)
        return merge(merged, self.command_line)


def defaults() -> Values:
    """Return every key that has a value without being set."""
    return {
        key: (Value(option.default, DEFAULT_ORIGIN),) for key, option in OPTIONS.items() if option.default is not None
    }  # fmt: skip


def merge(lower: Values, upper: Values) -> Values:
    """Lay one set of values over another: the upper replaces, or is added to what adds up."""
    merged = dict(lower)
    for key, items in upper.items():
        merged[key] = (*lower.get(key, ()), *items) if OPTIONS[key].adds else items
    return merged


def command_line(given: Mapping[str, Any]) -> Values:
    """Make values of options given on the command line (None and empty: not given). Raises ConfigError."""
    values: Values = {}
    for key, value in given.items():
        if value is None or value == ():
            continue
        flag = "--no-gitignore" if key == "gitignore" else f"--{key}"
        items = (
            [part.strip() for item in value for part in _parts(key, item)] if OPTIONS[key].kind == "texts" else [value]
        )
        values[key] = tuple(Value(item, flag) for item in items if item != "")
        if key == "as-of":
            check_date(value, flag)
    return values


def _parts(key: str, item: str) -> list[str]:
    """``--select a,b`` names two rules; a phrase, a pattern or a path may hold a comma."""
    return item.split(",") if key in ("select", "ignore") else [item]


def check_date(text: str, origin: str) -> None:
    """Raise ConfigError unless a text is a date."""
    from .dates import is_date

    if not is_date(text):
        raise ConfigError(f"{origin}: {text!r} is no date; write for example 2027-01-31")


def find(folder: Path) -> Path | None:
    """Return the nearest configuration file of a folder or of those above it."""
    return _find(os.path.abspath(folder))


@lru_cache(maxsize=4096)
def _find(folder: str) -> Path | None:
    for name in YAML_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return Path(path)
    toml = os.path.join(folder, TOML_NAME)
    if os.path.isfile(toml) and _speaks_of_us(toml):
        return Path(toml)
    parent = os.path.dirname(folder)
    return _find(parent) if parent != folder else None


def _speaks_of_us(path: str) -> bool:
    """Whether a pyproject.toml may have our table; read as TOML only then."""
    try:
        with open(path, "rb") as file:
            if b"inclusive-lint" not in file.read():
                return False
    except OSError:
        return False
    from .config_file import has_table

    return has_table(Path(path))


@lru_cache(maxsize=256)
def load(path: Path) -> ConfigFile:
    """Read one configuration file and those it extends. Raises ConfigError with its place."""
    from . import config_file

    return config_file.load(path)


def forget() -> None:
    """Forget the files read so far: for servers and tests, where files change during a process."""
    _find.cache_clear()
    load.cache_clear()


def nearest(path: str, given: Values, chosen: Path | None = None, *, look: bool = True) -> Config:
    """Return the configuration for a file: ``chosen`` (--config), else the nearest upward, else that of here."""
    if chosen is None and look:
        folder = Path(path) if os.path.isdir(path) else Path(path).parent
        chosen = find(folder) or find(Path.cwd())
    return Config(load(chosen) if chosen else None, given)


def options_of(values: Values) -> Options:
    """Return what of the values says how to judge a text."""
    from .policy import Options

    def many(key: str) -> tuple[Any, ...]:
        return tuple(item.value for item in values.get(key, ()))

    def one(key: str) -> Any:
        return one_of(values, key)

    return Options(
        profile=one("profile"), language=one("language"), message_language=one("message-language"),
        doctype=one("doctype"), select=many("select"), ignore=many("ignore"), severities=many("severities"),
        style=many("style"), allow=many("allow"), rules_dirs=many("rules-dir"), lexicons_dirs=many("lexicons-dir"), as_of=one("as-of") or "",
        grammar=one("grammar") or OWN_GRAMMAR,
    )  # fmt: skip


def one_of(values: Values, key: str) -> Any:
    """Return a value that is not a list, or None."""
    items = values.get(key)
    return items[-1].value if items else None


def problems(values: Values, names: Names, profiles: Iterable[str]) -> list[ConfigError]:
    """Return what the values name that does not exist, each with where it was said."""
    named = [(item, item.value) for key in ("select", "ignore") for item in values.get(key, ())]
    named += [(item, item.value[0]) for item in values.get("severities", ())]
    found = [_at(item, problem) for item, name in named if (problem := names.problem(name))]
    found += _contradictions(values, names)
    for item in values.get("profile", ())[-1:]:
        if not is_file(item.value) and item.value not in profiles:
            there_are = ", ".join(sorted(profiles))
            hint = did_you_mean(item.value, profiles)
            found += [_at(item, f"unknown profile {item.value!r}{hint}; there are {there_are}")]
    return found


def _contradictions(values: Values, names: Names) -> Iterator[ConfigError]:
    """What is asked for and left out by the same name, in one breath."""
    ignored = {names.current(item.value): item for item in values.get("ignore", ())}
    for item in values.get("select", ()):
        other = ignored.get(names.current(item.value))
        if other and names.problem(item.value) == "":
            yield _at(item, f"{item.value!r} is in 'select' and in 'ignore' ({other.origin}): take one of them away")


def _at(item: Value, sentence: str) -> ConfigError:
    """Make an error of a value; its origin is a place in a file, or an option."""
    path, *numbers = item.origin.rsplit(":", 2)
    if all(n.isdigit() for n in numbers) and numbers:
        return ConfigError(sentence, Place(path, *map(int, numbers)))
    return ConfigError(f"{item.origin}: {sentence}")


def is_file(profile: str) -> bool:
    """Whether a profile is given as a path rather than by its name."""
    return profile.endswith((".yaml", ".yml")) or os.sep in profile
