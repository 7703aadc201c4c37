"""``inclusive-lint serve``: the HTTP service, which is a package and an extra of its own."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ..errors import ConfigError

_KEYS = "INCLUSIVE_LINT_API_KEYS"
_SIZE = click.IntRange(min=1)


def _serve(api_keys_file: str | None, **given: Any) -> None:
    try:
        settings = import_module("inclusive_lint_service.settings")
        server = import_module("inclusive_lint_service.server")
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        raise ConfigError(f"serve needs more packages ({missing}): pip install 'inclusive-lint[service]'") from None
    many = {key: tuple(value) for key, value in given.items() if isinstance(value, (list, tuple))}
    server.run(settings.Settings(**{**given, **many, "api_keys": frozenset(_keys(api_keys_file))}))


def _keys(file: str | None) -> list[str]:
    """The keys of the environment (commas between them) and of a file (one per line)."""
    keys = os.environ.get(_KEYS, "").split(",")
    if file:
        try:
            keys += Path(file).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file}: the keys cannot be read ({type(error).__name__})") from None
    found = [key.strip() for key in keys if key.strip()]
    if file and not found:
        raise ConfigError(f"{file}: there is no key in it")
    return found


def _profile(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001  # click's signature
    from ..api import load_catalog
    from ..errors import did_you_mean
    from ..policy import Options

    profiles = load_catalog(Options(), []).profiles
    if value not in profiles:
        raise ConfigError(f"unknown profile {value!r}{did_you_mean(value, profiles)}; there are {', '.join(profiles)}")
    return value


command = click.Command(
    "serve",
    callback=_serve,
    help=(
        "Serve the linter over HTTP: an API, and one that LanguageTool clients speak. Texts are not stored or logged.\n\n"
        f"Keys may also stand in {_KEYS}, with commas between them."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110, "show_default": True},
    params=[
        click.Option(["--host"], default="127.0.0.1", help="Address to listen on; the default is this machine only."),
        click.Option(["--port"], type=click.IntRange(0, 65535), default=8000, help="Port; 0 takes a free one."),
        click.Option(["--workers"], type=click.IntRange(min=0), default=0, help="Processes that check texts; 0 is one per processor, at most 4."),
        click.Option(["--profile"], default="be", callback=_profile, help="Profile where a request names none."),
        click.Option(["--max-text"], type=_SIZE, default=2_000_000, metavar="BYTES", help="Largest body with a text."),
        click.Option(["--max-file"], type=_SIZE, default=10_000_000, metavar="BYTES", help="Largest file."),
        click.Option(["--time-limit"], type=click.FloatRange(min=0.1), default=20.0, metavar="SECONDS", help="Longest check of one text."),
        click.Option(["--head-time"], type=click.FloatRange(min=0.1), default=10.0, metavar="SECONDS", help="Longest wait for the head of a request."),
        click.Option(["--body-time"], type=click.FloatRange(min=0.1), default=30.0, metavar="SECONDS", help="Longest wait for a body, or for a client to take its answer."),
        click.Option(["--queue"], type=click.IntRange(min=0), default=64, help="Texts that may wait for a worker."),
        click.Option(["--api-keys-file"], metavar="FILE", help="Ask for one of the keys in this file, one per line."),
        click.Option(["--cors-origin", "cors_origins"], multiple=True, metavar="ORIGIN", help="Web pages that may call the service, as in https://jobs.example."),
        click.Option(["--allowed-host", "allowed_hosts"], multiple=True, metavar="NAME", help="Names the service is addressed by.  [default: any; this machine's on loopback]"),
    ],
)  # fmt: skip
