"""Requests as LanguageTool's clients send them: a form or a query, with ``text`` or annotated ``data``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from inclusive_lint.errors import did_you_mean
from inclusive_lint.model import DOCTYPES

from .lt_languages import AUTO, CODES, known, short

if TYPE_CHECKING:
    from collections.abc import Mapping

# What clients send; in a body that is not encoded, anything else shows that it is part of the text.
PARAMETERS = frozenset({
    "text", "data", "language", "username", "apiKey", "dicts", "motherTongue", "preferredVariants", "enabledRules",
    "disabledRules", "enabledCategories", "disabledCategories", "enabledOnly", "level", "mode", "allowIncompleteResults",
    "useragent", "noopLanguages", "preferredLanguages", "abtest", "sourceText", "sourceLanguage", "multilingual", "textSessionId",
    "enableTempOffRules", "enableHiddenRules", "c", "instanceId", "v", "profile", "doctype", "ruleValues", "callback",
})  # fmt: skip
_MOST_FIELDS = 200
_TEXT, _LANGUAGE = "text=", "&language="
_NOT_ENCODED = re.compile(r"[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})")


class RequestError(ValueError):
    """A request that cannot be answered, in one sentence."""


def form(body: bytes) -> dict[str, str]:
    """Read a form. LibreOffice 7.4 does not encode its own, so that a text may hold ``&``, ``%`` and ``+`` as they are."""
    raw = body.decode("utf-8", "replace")
    fields = _parse(raw)
    strange = set(fields) - PARAMETERS
    if not raw.startswith(_TEXT) or not (strange or _NOT_ENCODED.search(raw)):
        return fields
    text, found, rest = raw.removeprefix(_TEXT).rpartition(_LANGUAGE)
    return {**_parse(_LANGUAGE[1:] + rest), "text": text} if found else fields


def query(raw: bytes) -> dict[str, str]:
    """Read the query of a GET."""
    return _parse(raw.decode("ascii", "replace"))


def _parse(raw: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(raw, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise RequestError(f"the request has more than {_MOST_FIELDS} fields") from None


def job_options(fields: Mapping[str, str], default_profile: str, profiles: Any) -> tuple[dict[str, Any], str]:
    """Return what a worker must know, and the text or annotation. Raises RequestError."""
    language, body = _language(fields), _body(fields)
    only = fields.get("enabledOnly", "").lower() in ("true", "yes", "1")
    lists = {
        "enabled": _list(fields, "enabledRules"), "disabled": _list(fields, "disabledRules"),
        "enabled_categories": _list(fields, "enabledCategories"), "disabled_categories": _list(fields, "disabledCategories"),
    }  # fmt: skip
    if only and not (lists["enabled"] or lists["enabled_categories"]):
        raise RequestError("enabledOnly=true needs enabledRules or enabledCategories")
    if only and (lists["disabled"] or lists["disabled_categories"]):
        raise RequestError("disabledRules and disabledCategories do not go with enabledOnly=true")
    profile = fields.get("profile") or default_profile
    if profile not in profiles:
        raise RequestError(f"unknown profile {profile!r}{did_you_mean(profile, profiles)}")
    doctype = fields.get("doctype")
    if doctype not in (None, *DOCTYPES):
        raise RequestError(f"unknown document type; use one of {', '.join(DOCTYPES)}")
    return {
        "language": None if language == AUTO else short(language), "variant": language, "only": only, **lists,
        "preferred": [code for name in _list(fields, "preferredVariants") if (code := known(name))],
        "picky": fields.get("level") == "picky", "profile": profile, "doctype": doctype,
        "annotated": "text" not in fields,
    }, body  # fmt: skip


def _language(fields: Mapping[str, str]) -> str:
    given = fields.get("language", "")
    if not given:
        raise RequestError("the field 'language' is missing; use for example 'auto' or 'nl-BE'")
    language = AUTO if given == AUTO else known(given)
    if language is None:
        raise RequestError(f"{given[:20]!r} is no language that is checked here; use auto or one of {', '.join(CODES)}")
    return language


def _list(fields: Mapping[str, str], name: str) -> list[str]:
    return [item.strip() for item in fields.get(name, "").split(",") if item.strip()]


def _body(fields: Mapping[str, str]) -> str:
    if "text" in fields:
        return fields["text"]
    if "data" not in fields:
        raise RequestError("a text is missing: give 'text' or 'data'")
    try:
        data = json.loads(fields["data"])
    except (ValueError, RecursionError):
        raise RequestError("the field 'data' is no valid JSON") from None
    if isinstance(data, dict) and isinstance(data.get("text"), str):
        return json.dumps([{"text": data["text"]}])
    return json.dumps(_annotation(data))


def _annotation(data: object) -> list[dict[str, str]]:
    """Check the parts of an annotated text."""
    parts = data.get("annotation") if isinstance(data, dict) else None
    if not isinstance(parts, list):
        raise RequestError('the field \'data\' must be {"annotation": [{"text": …}, {"markup": …}, …]}')
    for part in parts:
        if not isinstance(part, dict) or not all(isinstance(value, str) for value in part.values()):
            raise RequestError("every part of an annotated text must be an object of texts")
        if ("text" in part) == ("markup" in part):
            raise RequestError("every part of an annotated text must have either 'text' or 'markup'")
    return parts
