"""The languages we check, by the names and codes that LanguageTool's clients know them by."""

from __future__ import annotations

from typing import Any

AUTO = "auto"
NAMES = {
    "nl": "Dutch", "nl-NL": "Dutch (Netherlands)", "nl-BE": "Dutch (Belgium)",
    "fr": "French", "fr-FR": "French (France)", "fr-BE": "French (Belgium)", "fr-CH": "French (Switzerland)",
    "fr-CA": "French (Canada)", "fr-LU": "French (Luxembourg)",
    "en": "English", "en-GB": "English (GB)", "en-US": "English (US)", "en-IE": "English (Ireland)",
    "en-CA": "English (Canada)", "en-AU": "English (Australia)",
}  # fmt: skip
CODES = tuple(NAMES)
_BY_LOWER = {code.lower(): code for code in CODES}


def known(code: str) -> str | None:
    """Return a code as it is written, or None for a language that is not ours. ``nl_be`` is nl-BE."""
    return _BY_LOWER.get(code.strip().replace("_", "-").lower())


def short(code: str) -> str:
    """``nl-BE`` -> ``nl``."""
    return code.partition("-")[0]


def listed() -> list[dict[str, Any]]:
    """Return the answer to GET /v2/languages."""
    return [{"name": name, "code": short(code), "longCode": code} for code, name in NAMES.items()]
