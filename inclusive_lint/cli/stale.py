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
    """A reference that is not verified (``on`` empty), or was so long ago."""

    rule: str
    title: str
    on: str


def stale(rules: Iterable[Rule], today: str) -> Iterator[Stale]:
    """Yield the references that rest on memory, and those read more than a year before ``today`` (2026-01-31)."""
    for rule in rules:
        for reference in rule.references:
            if not reference.get("verified") or _is_old(reference, today):
                yield Stale(rule.id, _title(reference), reference.get("on", ""))


def show(rules: Iterable[Rule], form: str, as_of: str | None) -> None:
    """Print them as a table or as JSON."""
    rules = list(rules)
    found = list(stale(rules, as_of or time.strftime("%Y-%m-%d")))
    if form == "json":
        import json

        click.echo(json.dumps([x._asdict() for x in found], ensure_ascii=False, indent=1))
        return
    width = max((len(x.rule) for x in found), default=0)
    for rule, title, on in found:
        click.echo(f"{rule:{width}}  {f'read on {on}' if on else 'not verified'}  {title}")
    undated = sum(bool(r.get("verified")) and "on" not in r for rule in rules for r in rule.references)
    click.echo(f"{len(found)} references to read again; {undated} more say how they were read, not when")


def _is_old(reference: Mapping[str, Any], today: str) -> bool:
    on: str = reference.get("on", "")
    return bool(on) and (date.fromisoformat(today) - date.fromisoformat(on)).days > _OLD


def _title(reference: Mapping[str, Any]) -> str:
    return ", ".join(str(reference[key]) for key in ("title", "article") if reference.get(key))
