"""The rules and profiles, for those who ask what there is. Loaded when the first does."""

from __future__ import annotations

import time
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from inclusive_lint.api import load_catalog
from inclusive_lint.errors import did_you_mean
from inclusive_lint.policy import Names, Options
from inclusive_lint.reporters import cards

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog


class Rulebook:
    """What the service checks."""

    @cached_property
    def catalog(self) -> Catalog:
        """Rules and profiles as they were when the service first needed them."""
        return load_catalog(Options(), [])

    @cached_property
    def names(self) -> list[str]:
        """Everything that stands for rules: ids, former ids and families."""
        ids = Names(self.catalog.rules).ids
        aliases = [alias for rule in self.catalog.rules.values() for alias in rule.aliases]
        return sorted({*ids, *aliases, *(rule_id.split(".")[0] for rule_id in ids)})

    @cached_property
    def ids(self) -> list[str]:
        """Every rule and fact that can be shown, by its id and former ids."""
        rules = self.catalog.rules
        return sorted({*rules, *(alias for rule in rules.values() for alias in rule.aliases)})

    def rules(self, family: str | None = None) -> list[dict[str, Any]]:
        """Return every rule and fact, or those of a family."""
        return [rule for rule in _rules(self, time.strftime("%Y-%m-%d")) if family in (None, rule["family"])]

    def rule(self, name: str) -> dict[str, Any] | None:
        """Return a rule by its id or a former one."""
        return next((rule for rule in self.rules() if name == rule["id"] or name in rule["aliases"]), None)

    def hint(self, name: str) -> str:
        """Return the rule that may have been meant."""
        return did_you_mean(name, self.catalog.rules)

    def profiles(self) -> list[dict[str, Any]]:
        """Return every profile."""
        found = cards.profiles_on(self.catalog, time.strftime("%Y-%m-%d")).values()
        return [
            {"id": p.id, "region": p.region, "extends": p.extends, "description": dict(p.description)} for p in found
        ]  # fmt: skip


@lru_cache(maxsize=2)
def _rules(book: Rulebook, day: str) -> list[dict[str, Any]]:
    profiles = cards.profiles_on(book.catalog, day)
    return [cards.as_dict(rule, profiles) for _, rule in sorted(book.catalog.rules.items())]
