"""What a run is asked to judge, and from it the severity of every rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .errors import ConfigError, did_you_mean
from .model import GRAMMARS, OWN_GRAMMAR, Severity
from .profiles import DEFAULT, matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .catalog import Rule
    from .profiles import Profile

FACT_FAMILY = "fact"


class Options(NamedTuple):
    """How to judge a text. Hashable: texts with equal options share a linter.

    ``severities`` are (rule id or prefix, severity); the last that matches a rule decides, over the profile.
    ``style`` is house style (key, value), over the profile's.
    ``as_of`` is the day (2025-01-31) whose law counts; empty: today. ``grammar``: own, installed (official spaCy models,
    where there are any) or off.
    """

    profile: str = DEFAULT
    language: str | None = None
    message_language: str | None = None
    doctype: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    style: tuple[tuple[str, str], ...] = ()
    allow: tuple[str, ...] = ()
    rules_dirs: tuple[str, ...] = ()
    lexicons_dirs: tuple[str, ...] = ()
    as_of: str = ""
    grammar: str = OWN_GRAMMAR


class Names:
    """The rules a user can name: ids, former ids, and every prefix of dotted parts."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.ids = [rule_id for rule_id, rule in rules.items() if rule.family != FACT_FAMILY]
        self._aliases = {alias: rule_id for rule_id in self.ids for alias in rules[rule_id].aliases}

    def current(self, name: str) -> str:
        """Return the id that a former id stands for, any other name as it is."""
        return self._aliases.get(name, name)

    def problem(self, name: str) -> str:
        """Return "" for a rule or prefix that exists, else a sentence that says what was meant."""
        if any(matches(self.current(name), rule_id) for rule_id in self.ids):
            return ""
        families = {rule_id.split(".")[0] for rule_id in self.ids}
        return f"unknown rule {name!r}{did_you_mean(name, [*self.ids, *self._aliases, *families])}"


def check(options: Options, names: Names) -> None:
    """Raise ConfigError for a name that stands for no rule, and for a severity that is none."""
    for name in (*options.select, *options.ignore, *(rule for rule, _ in options.severities)):
        if problem := names.problem(name):
            raise ConfigError(problem)
    if options.grammar not in GRAMMARS:
        hint = did_you_mean(options.grammar, GRAMMARS)
        raise ConfigError(f"grammar cannot be {options.grammar!r}{hint}; use one of {', '.join(GRAMMARS)}")
    for name, value in options.severities:
        if value not in tuple(Severity):
            hint = did_you_mean(value, tuple(Severity))
            raise ConfigError(f"the severity of {name!r} cannot be {value!r}{hint}; use one of {', '.join(Severity)}")


def severities(options: Options, profile: Profile, rules: Mapping[str, Rule]) -> dict[str, Severity]:
    """Return the severity of every rule. A name that stands for no rule does nothing."""
    names = Names(rules)
    found = {rule_id: profile.severities.get(rule_id, rules[rule_id].severity) for rule_id in names.ids}
    for name, value in options.severities:
        prefix = names.current(name)
        found |= {rule_id: Severity(value) for rule_id in names.ids if matches(prefix, rule_id)}
    select, ignore = ([names.current(x) for x in group] for group in (options.select, options.ignore))
    for rule_id in names.ids:
        if not _chosen(rule_id, select, ignore):
            found[rule_id] = Severity.OFF
        elif rule_id in select and found[rule_id] is Severity.OFF:
            # Asked for by name: it runs, whatever the profile thinks of it.
            found[rule_id] = max(rules[rule_id].severity, Severity.INFO, key=lambda s: s.rank)
    return found


def _chosen(rule_id: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether a rule is to run: the most exact of the names given decides; between equals, ``ignore``."""
    wanted = max((len(name) for name in select if matches(name, rule_id)), default=-1)
    unwanted = max((len(name) for name in ignore if matches(name, rule_id)), default=-1)
    return wanted > unwanted or (unwanted < 0 and not select)
