"""``inclusive-lint rules``: list, show, test and write rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ..api import load_catalog
from ..config import check_date
from ..errors import ConfigError, UserError, did_you_mean
from ..model import LANGUAGES
from ..policy import Options
from ..reporters import cards
from . import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..catalog import Catalog, Rule

_FOLDERS = (
    click.Option(["--rules-dir"], multiple=True, metavar="FOLDER", help="A folder of your own rules and profiles."),
    click.Option(["--lexicons-dir"], multiple=True, metavar="FOLDER", help="A folder of your own lexicons."),
)
_LANGUAGE = click.Option(
    ["--language"], type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language to read it in."
)
_FORMAT = click.Option(["--format", "form"], type=click.Choice(("text", "json")), default="text", show_default=True)


def catalog_of(rules_dir: tuple[str, ...], lexicons_dir: tuple[str, ...]) -> tuple[Catalog, bool]:
    """Load the catalog; say what is wrong in it, and return whether all was right."""
    problems: list[UserError] = []
    catalog = load_catalog(Options(rules_dirs=rules_dir, lexicons_dirs=lexicons_dir), problems)
    for problem in problems:
        complain(str(problem))
    return catalog, not problems


def find(catalog: Catalog, name: str) -> Rule:
    """Return a rule by its id or a former id. Raises ConfigError."""
    current = {alias: rule.id for rule in catalog.rules.values() for alias in rule.aliases}
    rule = catalog.rules.get(current.get(name, name))
    if rule is None:
        raise ConfigError(f"unknown rule {name!r}{did_you_mean(name, catalog.rules)}")
    return rule


def _today() -> str:
    import time

    return time.strftime("%Y-%m-%d")


def _list(
    form: str, family: str | None, stale: bool, as_of: str | None, rules_dir: tuple[str, ...], lexicons_dir: tuple[str, ...],
) -> None:  # fmt: skip
    if as_of:
        check_date(as_of, "--as-of")
    catalog, sound = catalog_of(rules_dir, lexicons_dir)
    families = {rule.family for rule in catalog.rules.values()}
    if family and family not in families:
        raise ConfigError(f"unknown family {family!r}{did_you_mean(family, families)}")
    rules = [rule for _, rule in sorted(catalog.rules.items()) if family in (None, rule.family)]
    if stale:
        from .stale import show

        show(rules, form, as_of)
    elif form == "json":
        profiles = cards.profiles_on(catalog, _today())
        _print_json([cards.as_dict(rule, profiles) for rule in rules])
    else:
        width = max((len(rule.id) for rule in rules), default=0)
        for rule in rules:
            severity = "fact" if rule.check == "fact" else rule.severity.value
            click.echo(f"{rule.id:{width}}  {severity:7}  {rule.summary}")
    sys.exit(0 if sound else 2)


def _print_json(data: object) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _show(name: str, language: str, form: str, rules_dir: tuple[str, ...], lexicons_dir: tuple[str, ...]) -> None:
    catalog, sound = catalog_of(rules_dir, lexicons_dir)
    rule = find(catalog, name)
    profiles = cards.profiles_on(catalog, _today())
    from .rule_page import page

    if form == "json":
        _print_json(cards.as_dict(rule, profiles))
    else:
        click.echo(page(catalog, rule, cards.severities(rule, profiles), language, rules_dir), nl=False)
    sys.exit(0 if sound else 2)


def _test(names: tuple[str, ...], mutate: bool, rules_dir: tuple[str, ...], lexicons_dir: tuple[str, ...]) -> None:
    from .rule_test import test

    sys.exit(test(names, rules_dir, lexicons_dir, mutate=mutate))


def _new(name: str, rules_dir: str, lexicons_dir: str) -> None:
    from .rule_new import scaffold

    for path in scaffold(name, rules_dir, lexicons_dir):
        click.echo(path)


def _command(name: str, callback: Callable[..., None], help: str, *params: click.Parameter) -> click.Command:
    settings: Mapping[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
    return click.Command(name, callback=callback, help=help, params=list(params), context_settings=dict(settings))


_NAME = click.Argument(["name"], metavar="ID")
_NEW_FOLDERS = (
    click.Option(["--rules-dir"], default="rules", show_default=True, metavar="FOLDER", help="Your folder of rules."),
    click.Option(
        ["--lexicons-dir"], default="lexicons", show_default=True, metavar="FOLDER", help="Your folder of lexicons."
    ),
)
command = click.Group(
    "rules",
    help="List, show, test and write rules.",
    context_settings={"help_option_names": ["-h", "--help"]},
    commands=[
        _command(
            "list", _list, "List the rules and facts.", _FORMAT,
            click.Option(["--family"], metavar="NAME", help="Only this family, as in gender."),
            click.Option(["--stale"], is_flag=True, help="Only references from memory, or read over a year ago."),
            click.Option(["--as-of"], metavar="DATE", help="With --stale: as seen on this day.  [default: today]"), *_FOLDERS,
        ),
        _command("show", _show, "Show one rule: what it says and why, where it looks, examples, severities.", _NAME, _LANGUAGE, _FORMAT, *_FOLDERS),
        _command(
            "test", _test, "Run the examples of rules (default: of all).",
            click.Argument(["names"], nargs=-1, metavar="[ID]..."),
            click.Option(["--mutate"], is_flag=True, help="Also take away each exemption in turn: an example must then fail."), *_FOLDERS,
        ),
        _command("new", _new, "Write a card and three lexicons to start a rule of your own from.", _NAME, *_NEW_FOLDERS),
    ],
)  # fmt: skip
