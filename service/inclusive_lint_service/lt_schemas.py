"""What the LanguageTool-compatible part answers, as LanguageTool describes it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class _Out(BaseModel):
    model_config = ConfigDict(extra="allow")


class LtSoftware(_Out):
    """Who answers."""

    name: str
    version: str
    buildDate: str  # noqa: N815  # the protocol's name
    apiVersion: int  # noqa: N815  # the protocol's name
    premium: bool
    status: str


class LtValue(_Out):
    """A replacement or an address."""

    value: str


class LtContext(_Out):
    """The words around a match."""

    text: str
    offset: int
    length: int


class LtCategory(_Out):
    """A family of rules."""

    id: str
    name: str


class LtRule(_Out):
    """The rule behind a match."""

    id: str
    description: str
    issueType: str  # noqa: N815  # the protocol's name
    category: LtCategory
    urls: list[LtValue]


class LtMatch(_Out):
    """One finding; offset and length are UTF-16 units."""

    message: str
    shortMessage: str  # noqa: N815  # the protocol's name
    replacements: list[LtValue]
    offset: int
    length: int
    context: LtContext
    sentence: str
    rule: LtRule


class LtDetected(_Out):
    """The language found."""

    name: str
    code: str
    confidence: float


class LtLanguageAnswer(_Out):
    """The language used."""

    name: str
    code: str
    detectedLanguage: LtDetected  # noqa: N815  # the protocol's name


class LtAnswer(_Out):
    """The answer to a check."""

    software: LtSoftware
    language: LtLanguageAnswer
    matches: list[LtMatch]
    warnings: dict[str, Any]


class LtLanguage(_Out):
    """A language that can be asked for."""

    name: str
    code: str
    longCode: str  # noqa: N815  # the protocol's name


class LtInfo(_Out):
    """What software this is."""

    software: LtSoftware


class LtConfigInfo(LtInfo):
    """How it is set up."""

    parameter: dict[str, Any]
    rules: list[dict[str, Any]]
