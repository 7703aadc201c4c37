"""What the page is made of besides its text: files with a fixed name, the sample ads, and the policy browsers hold it to."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_SERVED = {
    "app.js": "text/javascript; charset=utf-8", "campaign.js": "text/javascript; charset=utf-8", "app.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml",
    "text-latin.woff2": "font/woff2", "text-latin-ext.woff2": "font/woff2", "licences.txt": "text/plain; charset=utf-8",
}  # fmt: skip


class Asset(NamedTuple):
    """One file, ready to be sent."""

    media_type: str
    data: bytes
    version: str


class Sample(NamedTuple):
    """A job ad to try the page with."""

    name: str
    language: str
    good: bool
    title: str
    text: str


@cache
def asset(name: str) -> Asset | None:
    """Return a file of the page; None for any name but the few we know, so that no path from outside is ever opened."""
    if name not in _SERVED:
        return None
    data = (_STATIC / name).read_bytes()
    return Asset(_SERVED[name], data, hashlib.sha256(data).hexdigest()[:12])


def url(name: str) -> str:
    """Return the address of a file, which changes when the file does."""
    found = asset(name)
    assert found
    return f"static/{name}?v={found.version}"


@cache
def samples() -> tuple[Sample, ...]:
    """Return the sample ads: inside the wheel, else those of the checkout."""
    inside = _HERE / "samples"
    folder = inside if inside.is_dir() else _HERE.parents[2] / "examples"
    found = []
    for item in json.loads((_HERE / "samples.json").read_text("utf-8")):
        text = (folder / f"{item['name']}.txt").read_text("utf-8")
        found.append(Sample(**item, title=text.partition("\n")[0].partition(",")[0], text=text))
    return tuple(found)


def sample(name: str) -> Sample | None:
    """Return a sample by its name."""
    return next((s for s in samples() if s.name == name), None)


def policy(nonce: str) -> str:
    """The content security policy of the page: nothing but our own files, and nothing to anywhere else.

    The nonce is for the style sheet that the editor makes for itself.
    """
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def report_style() -> str:
    """The style sheet that a downloaded report carries inside."""
    return (_STATIC / "report.css").read_text("utf-8")


def report_policy() -> str:
    """The policy that a downloaded report carries: it may not run or load anything at all."""
    return "default-src 'none'; style-src 'unsafe-inline'"
