"""``inclusive-lint config show``: every value, and where it came from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import config
from ..planning import Planner
from ..runner import Checker
from . import complain
from .check import CONFIGURED

if TYPE_CHECKING:
    from ..config import Values


def _show(path: str, as_json: bool, config_file: str | None, no_config: bool, **given: Any) -> None:
    values = config.command_line({key.replace("_", "-"): value for key, value in given.items()})
    chosen = Path(config_file) if config_file else None
    planner = Planner(values, Checker(), chosen, not no_config)
    found = planner.config(path)
    merged = found.values(path)
    planner.add(path, b"")
    if as_json:
        import json

        shown = {
            key: [{"value": _plain(item.value), "origin": item.origin} for item in merged[key]]
            for key in sorted(merged)
        }
        click.echo(
            json.dumps(
                {"file": str(found.file.path) if found.file else None, "values": shown}, ensure_ascii=False, indent=1
            )
        )
    else:
        click.echo(f"configuration of {path}: {found.file.path if found.file else 'no file'}\n")
        click.echo(_table(merged), nl=False)
    for problem in planner.plan.problems:
        complain(problem.sentence)
    sys.exit(2 if planner.plan.problems else 0)


def _table(values: Values) -> str:
    rows = [
        (key, _said(item.value), item.origin)
        for key in config.OPTIONS
        for item in values.get(key, (config.Value("", config.DEFAULT_ORIGIN),))
    ]
    widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
    return "".join(f"{key:{widths[0]}}  {value:{widths[1]}}  {origin}\n" for key, value, origin in rows)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ": ".join(map(str, value))
    return (
        {True: "true", False: "false", "": "-"}.get(value, str(value)) if isinstance(value, (bool, str)) else str(value)
    )


def _plain(value: object) -> object:
    return dict([value]) if isinstance(value, tuple) else value


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
_OWN = (
    click.Argument(["path"], default=".", metavar="[PATH]"),
    click.Option(["--json", "as_json"], is_flag=True, help="Show it as JSON."),
    click.Option(["--config", "config_file"], metavar="FILE", help="Use this configuration file."),
    click.Option(["--no-config"], is_flag=True, help="Use no configuration file."),
)
command = click.Group(
    "config",
    help="Show the configuration that holds, and where each value comes from.",
    context_settings=_SETTINGS,
    commands=[
        click.Command(
            "show", callback=_show, params=[*_OWN, *CONFIGURED], context_settings=_SETTINGS,
            help="Show every value that holds for a file or folder, and where it came from. Takes the options of check.",
        ),
    ],
)  # fmt: skip
