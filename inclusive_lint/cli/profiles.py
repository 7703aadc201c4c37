"""``inclusive-lint profiles``: list and show."""

from __future__ import annotations

import sys
import time

import click

from ..api import find_profile
from ..model import LANGUAGES
from ..policy import FACT_FAMILY, Options
from .rules import catalog_of

_FOLDERS = (
    click.Option(["--rules-dir"], multiple=True, metavar="FOLDER", help="A folder of your own rules and profiles."),
)
_LANGUAGE = click.Option(
    ["--language"], type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language to read it in."
)
_FORMAT = click.Option(["--format", "form"], type=click.Choice(("text", "json")), default="text", show_default=True)


def _list(language: str, form: str, rules_dir: tuple[str, ...]) -> None:
    catalog, sound = catalog_of(rules_dir, ())
    table = catalog.profiles
    if form == "json":
        _print_json(
            [
                {"id": name, **{k: table[name][k] for k in ("extends", "region", "description")}}
                for name in sorted(table)
            ]
        )
    else:
        width = max((len(name) for name in table), default=0)
        for name in sorted(table):
            click.echo(f"{name:{width}}  {table[name]['description'].get(language, '')}")
    sys.exit(0 if sound else 2)


def _show(name: str, language: str, form: str, as_of: str | None, rules_dir: tuple[str, ...]) -> None:
    from ..config import check_date

    if as_of:
        check_date(as_of, "--as-of")
    catalog, sound = catalog_of(rules_dir, ())
    day = as_of or time.strftime("%Y-%m-%d")
    profile = find_profile(catalog, Options(profile=name, as_of=day))
    rules = {
        r.id: profile.severities.get(r.id, r.severity).value for r in catalog.rules.values() if r.family != FACT_FAMILY
    }
    if form == "json":
        _print_json(
            {
                "id": profile.id, "extends": profile.extends, "region": profile.region, "as_of": day,
                "description": dict(profile.description), "severities": rules, "style": dict(profile.style),
            }
        )  # fmt: skip
    else:
        click.echo(f"{profile.id}: {profile.description.get(language, '')}")
        click.echo(f"extends: {profile.extends or '-'}; region: {profile.region or '-'}; as of {day}")
        click.echo(f"house style: {', '.join(f'{k} {v}' for k, v in profile.style.items()) or '-'}\n")
        width = max(map(len, rules), default=0)
        for rule_id, severity in sorted(rules.items()):
            steps = catalog.profiles.get(profile.id, {}).get("severities", {}).get(rule_id, ())
            later = "".join(f", {then} from {date}" for date, then in steps if date > day)
            click.echo(f"{rule_id:{width}}  {severity}{later}")
    sys.exit(0 if sound else 2)


def _print_json(data: object) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
command = click.Group(
    "profiles",
    help="List and show the profiles: how severe each rule is, and where.",
    context_settings=_SETTINGS,
    commands=[
        click.Command("list", callback=_list, help="List the profiles.", params=[_LANGUAGE, _FORMAT, *_FOLDERS], context_settings=_SETTINGS),
        click.Command(
            "show", callback=_show, help="Show the severity of every rule in a profile (a name, or a file).",
            params=[
                click.Argument(["name"], metavar="NAME|FILE"), _LANGUAGE, _FORMAT,
                click.Option(["--as-of"], metavar="DATE", help="By the law of this day.  [default: today]"), *_FOLDERS,
            ],
            context_settings=_SETTINGS,
        ),
    ],
)  # fmt: skip
