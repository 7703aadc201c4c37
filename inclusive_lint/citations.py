"""What a finding says and cites: the sentence of its rule, and the references that hold where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .catalog import Rule
    from .settings import Settings

GROUNDS = ("law", "duty", "bias", "style")  # the firmest first
_OF_LAW = GROUNDS[:2]


def holds_in(region: str, data: Mapping[str, Any], lineage: Iterable[str] = ()) -> bool:
    """Whether a reference is law or custom in a region, and of the profiles it is for, if it says so."""
    if data.get("profiles") and not set(data["profiles"]).intersection(lineage):
        return False
    return not data.get("countries") or region in data["countries"] or region in ("", "eu")


def references(rule: Rule, settings: Settings) -> Sequence[Mapping[str, Any]]:
    """The references of a rule to show in a region: the law of elsewhere is none, a study from elsewhere is better than none."""
    here = [data for data in rule.references if holds_in(settings.region, data, settings.lineage)]
    return here or ([] if rule.ground in _OF_LAW else rule.references)


class Citations:
    """What rules cite under one set of settings; each rule is asked once in a language."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, rule: Rule, language: str) -> tuple[str, ...]:
        """Return the references of a rule that hold here, each as a line in a language."""
        key = rule.id, language
        if key not in self._known:
            self._known[key] = tuple(reference(data, language) for data in references(rule, self._settings))
        return self._known[key]


def message(rule: Rule, language: str, shown: str) -> str:
    """The sentence for the user; a rule that lacks the language says it in English, else in any it has."""
    template = rule.message.get(language) or rule.message.get("en") or next(iter(rule.message.values()), rule.summary)
    return template.replace("{match}", " ".join(shown.split()))


def reference(data: Mapping[str, Any], language: str = "") -> str:
    """One reference as a line, in the words of a language where the card has them."""
    if named := (data.get("named") or {}).get(language):
        return str(named)
    parts = [str(data[k]) for k in ("title", "article") if data.get(k)]
    return ", ".join(parts)
