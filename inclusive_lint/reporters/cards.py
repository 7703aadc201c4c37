"""A rule card as plain values: for the command line and the service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..profiles import profile_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..catalog import Catalog, Rule
    from ..profiles import Profile


def profiles_on(catalog: Catalog, day: str) -> dict[str, Profile]:
    """Return every profile as it holds on a day, by name."""
    return {name: profile_on(catalog.profiles, name, day) for name in sorted(catalog.profiles)}


def severities(rule: Rule, profiles: Mapping[str, Profile]) -> dict[str, str]:
    """Return the severity of a rule in every profile."""
    return {name: profile.severities.get(rule.id, rule.severity).value for name, profile in profiles.items()}


def as_dict(rule: Rule, profiles: Mapping[str, Profile]) -> dict[str, Any]:
    """Return a rule or fact: what it says and why."""
    data: dict[str, Any] = {
        "id": rule.id, "family": rule.family, "summary": rule.summary, "check": rule.check, "since": rule.since,
    }  # fmt: skip
    if rule.check != "fact":
        data |= {
            "ground": rule.ground, "default_severity": rule.severity.value, "severities": severities(rule, profiles),
            "message": dict(rule.message), "why": dict(rule.why), "references": [{"dated": None, "on": None, **r} for r in rule.references],
        }  # fmt: skip
    return data | {"aliases": list(rule.aliases), "verified": rule.verified}
