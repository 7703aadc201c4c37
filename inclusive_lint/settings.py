"""How the engine is to judge: what a profile and the options come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .model import OWN_GRAMMAR, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settings(NamedTuple):
    """How to judge. ``severities`` (rule id -> severity) come from the profile; missing: the card's own."""

    profile: str = "be"
    region: str = "be"
    language: str | None = None
    doctype: str | None = None
    message_language: str | None = None
    severities: Mapping[str, Severity] = {}
    style: Mapping[str, str] = {}
    grammar: str = OWN_GRAMMAR
    lineage: tuple[str, ...] = ()  # the profile and those it is built on
