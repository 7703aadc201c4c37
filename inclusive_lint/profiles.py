"""Profiles as data: how severe each rule is under the law and custom of a country or sector.

``rules/profiles/<name>.yaml`` extends another profile and says only what differs. Compiled, a profile is a table of
every rule it speaks of; a severity may change on a date, the day a law comes into force.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .dates import is_date
from .errors import ConfigError, Place, RuleError, did_you_mean
from .model import LANGUAGES, Severity
from .style import KEYS, choices, over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .schema import Checker
    from .strict_yaml import Path as At

DEFAULT = "be"
FOLDER = "profiles"
ALWAYS = ""  # the date of a severity that holds from the beginning
_ID = re.compile(r"[a-z][a-z0-9-]*")

Steps = list[list[str]]  # [[date, severity], …], oldest first


class ProfileCard(NamedTuple):
    """One profile as authored; ``severities`` are (rule id or prefix, steps), the more general first."""

    id: str
    path: str
    data: dict[str, Any]
    severities: tuple[tuple[str, Steps], ...]
    checker: Checker

    @property
    def extends(self) -> str | None:
        found: str | None = self.data.get("extends")
        return found

    def fail(self, at: At, message: str) -> RuleError:
        error = self.checker.fail(at, message)
        assert isinstance(error, RuleError)
        return error


class Profile(NamedTuple):
    """A profile on one day. ``severities`` are by rule id; a rule that is missing keeps its card's own.

    ``lineage`` are its own name and those of the profiles it is built on.
    """

    id: str
    region: str = ""
    extends: str | None = None
    description: Mapping[str, str] = {}
    severities: Mapping[str, Severity] = {}
    style: Mapping[str, str] = {}
    lineage: tuple[str, ...] = ()


def profile_files(folder: Path) -> list[tuple[Path, str]]:
    """Return the profile files of a rules folder, each with its name."""
    return [(path, path.stem) for path in sorted((folder / FOLDER).glob("*.yaml"))]


def load_profile(path: Path, profile_id: str) -> ProfileCard:
    """Load and check one profile file. Raises RuleError with file:line:column."""
    from .schema import Checker, Key
    from .strict_yaml import parse

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise RuleError(f"cannot be read as UTF-8 text ({e.__class__.__name__})", Place(str(path))) from None
    checker = Checker(parse(text, str(path), RuleError), RuleError)
    keys = {"extends": Key(), "description": Key("map", required=True), "region": Key(), "severities": Key("map"), "style": Key("map")}
    data = checker.mapping(checker.yaml.data, (), keys, "a profile")
    if not _ID.fullmatch(profile_id):
        raise checker.fail((), f"{profile_id!r} is no profile name: small letters, digits and hyphens")
    checker.mapping(data["description"], ("description",), {code: Key() for code in LANGUAGES}, "description")
    checker.mapping(data.get("style") or {}, ("style",), {key: Key(choices=choices(key)) for key in KEYS}, "style")
    severities = [(rule, _steps(checker, rule, value)) for rule, value in (data.get("severities") or {}).items()]
    return ProfileCard(profile_id, str(path), data, tuple(sorted(severities, key=lambda x: x[0].count("."))), checker)


def _steps(checker: Checker, rule: str, value: object) -> Steps:
    """``warning``, or ``{severity: error, from: 2025-01-01, before: warning, why: …}``."""
    from .schema import Key

    at: At = ("severities", rule)
    choices = tuple(Severity)
    if isinstance(value, str):
        value = {"severity": value}
    keys = {
        "severity": Key(required=True, choices=choices), "from": Key(), "before": Key(choices=choices), "why": Key(),
    }  # fmt: skip
    data = checker.mapping(value, at, keys, f"the severity of {rule!r}")
    if ("from" in data) != ("before" in data):
        raise checker.fail(at, "'from' (a date) and 'before' (the severity until then) go together")
    if "from" not in data:
        return [[ALWAYS, data["severity"]]]
    if not is_date(data["from"]):
        raise checker.fail((*at, "from"), f"{data['from']!r} is no date: write 2025-01-31")
    return [[ALWAYS, data["before"]], [data["from"], data["severity"]]]


def compile_profiles(
    cards: Sequence[ProfileCard], rules: Iterable[str], known: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return every profile as JSON values, inheritance worked out.

    ``known`` are profiles compiled before, which these may extend. Raises RuleError for a rule or a parent that
    does not exist, and for a profile that extends itself.
    """
    compiled: dict[str, Any] = dict(known or {})
    by_id = {card.id: card for card in cards}
    ids = [rule for rule in rules if not rule.startswith("fact.")]
    for card in cards:
        for ancestor in reversed(_line(card, by_id, compiled)):
            compiled[ancestor.id] = _compiled(ancestor, ids, compiled)
    return compiled


def _line(card: ProfileCard, cards: Mapping[str, ProfileCard], compiled: Mapping[str, Any]) -> list[ProfileCard]:
    """The profile and those it is built on, nearest first."""
    line = [card]
    while (parent := line[-1].extends) is not None:
        # A user's own "be" may extend ours.
        is_ours = parent not in cards or parent == line[-1].id
        if is_ours and parent in compiled:
            break
        if parent in [x.id for x in line]:
            chain = " -> ".join([*(x.id for x in line), parent])
            raise card.fail(("extends",), f"profile {card.id!r} extends itself: {chain}")
        if parent not in cards:
            known = {*cards, *compiled}
            raise line[-1].fail(("extends",), f"unknown profile {parent!r}{did_you_mean(parent, known)}")
        line.append(cards[parent])
    return line


def _compiled(card: ProfileCard, rules: Sequence[str], compiled: Mapping[str, Any]) -> dict[str, Any]:
    parent = compiled[card.extends] if card.extends else {}
    severities: dict[str, Steps] = dict(parent.get("severities", {}))
    for prefix, steps in card.severities:
        found = [rule for rule in rules if matches(prefix, rule)]
        if not found:
            families = {rule.split(".")[0] for rule in rules}
            hint = did_you_mean(prefix, [*rules, *families])
            raise card.fail(("severities", prefix), f"unknown rule {prefix!r}{hint}")
        severities |= dict.fromkeys(found, steps)
    return {
        "extends": card.extends, "description": card.data["description"],
        "region": card.data.get("region") or parent.get("region", ""), "severities": severities,
        "style": over(parent.get("style", {}), card.data.get("style") or {}),
    }  # fmt: skip


def matches(prefix: str, rule: str) -> bool:
    """Whether a rule id is ``prefix`` or stands under it: ``age`` and ``age.limit`` match ``age.limit``."""
    return rule == prefix or rule.startswith(prefix + ".")


def profile_on(table: Mapping[str, Any], name: str, day: str) -> Profile:
    """Return a compiled profile as it is on a day (2025-01-31). Raises ConfigError if there is none of that name."""
    data = table.get(name)
    if data is None:
        raise ConfigError(f"unknown profile {name!r}{did_you_mean(name, table)}; there are {', '.join(sorted(table))}")
    severities = {rule: _on(steps, day) for rule, steps in data["severities"].items()}
    style = data.get("style", {})
    return Profile(name, data["region"], data["extends"], data["description"], severities, style, tuple(_lineage(table, name)))


def _lineage(table: Mapping[str, Any], name: str | None) -> Iterator[str]:
    """A profile and those it is built on; a user's own "be" may extend ours, which bears the same name."""
    seen: set[str] = set()
    while name is not None and name in table and name not in seen:
        seen.add(name)
        yield name
        name = table[name]["extends"]


def _on(steps: Steps, day: str) -> Severity:
    return Severity([severity for date, severity in steps if date <= day][-1])
