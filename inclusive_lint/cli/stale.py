"""``inclusive-lint rules list --stale``: the references that somebody should read again."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..catalog import Rule

_OLD = 365  # days


class Stale(NamedTuple):
    """A reference that is not verified, was so long ago, or was to change since.

    ``on``: the day it was read, "" where nobody wrote it down; ``changed``: the day it was to change.
    """

    rule: str
    title: str
    on: str
    changed: str = ""
    verified: bool = True

    @property
    def reason(self) -> str:
        if not self.verified:
            return "not verified"
        return f"was to change on {self.changed}" if self.changed else f"read on {self.on}"


def stale(rules: Iterable[Rule], today: str) -> Iterator[Stale]:
    """Yield the references that rest on memory, those read more than a year before ``today`` (2026-01-31), and those
    of which the law was to change by then and that were not read since.
    """
    for rule in rules:
        for reference in rule.references:
            verified, changed = bool(reference.get("verified")), _changed(reference, today)
            if not verified or changed or _is_old(reference, today):
                yield Stale(rule.id, _title(reference), reference.get("on") or "", changed, verified)


def show(rules: Iterable[Rule], form: str, as_of: str | None) -> None:
    """Print them as a table or as JSON."""
    rules = list(rules)
    found = list(stale(rules, as_of or time.strftime("%Y-%m-%d")))
    if form == "json":
        import json

        click.echo(json.dumps([x._asdict() for x in found], ensure_ascii=False, indent=1))
        return
    width = max((len(x.rule) for x in found), default=0)
    for x in found:
        click.echo(f"{x.rule:{width}}  {x.reason}  {x.title}")
    undated = sum(bool(r.get("verified")) and not r.get("on") for rule in rules for r in rule.references)
    click.echo(f"{len(found)} references to read again; {undated} more say how they were read, not when")


def _is_old(reference: Mapping[str, Any], today: str) -> bool:
    on: str = reference.get("on") or ""
    return bool(on) and (date.fromisoformat(today) - date.fromisoformat(on)).days > _OLD


def _changed(reference: Mapping[str, Any], today: str) -> str:
    """The day the law was to change, when that has come and nobody read it since."""
    changes: str = reference.get("changes") or ""
    return changes if changes and changes <= today and (reference.get("on") or "") < changes else ""


def _title(reference: Mapping[str, Any]) -> str:
    return ", ".join(str(reference[key]) for key in ("title", "article") if reference.get(key))
