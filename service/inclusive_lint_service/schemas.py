"""What goes in and comes out of the API. Answers are described here, and made elsewhere: a worker writes them once."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr
from pydantic_core import PydanticCustomError

from inclusive_lint.dates import is_date

Language = Literal["nl", "fr", "en"]
Severity = Literal["error", "warning", "info"]
Doctype = Literal["vacancy", "internal", "campaign", "event", "letter", "report", "page", "imagery"]
TextFormat = Literal["text", "markdown", "html"]
ReportForm = Literal["json", "html", "csv"]
_MOST = 200
_Name = Annotated[StrictStr, Field(max_length=100)]
_Phrase = Annotated[StrictStr, Field(max_length=200)]
_FileName = Annotated[StrictStr, Field(max_length=255)]


def _day(value: object) -> object:
    if not isinstance(value, str) or not is_date(value):
        raise PydanticCustomError("date", "Input should be a date, as in 2027-01-31")
    return value


_Day = Annotated[date, BeforeValidator(_day)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Out(BaseModel):
    model_config = ConfigDict(extra="allow")


class CampaignOptions(_In):
    """How to read a campaign, as the options of ``inclusive-lint campaign`` do."""

    profile: _Name | None = Field(
        default=None, description="Law and custom of a country or sector; default: that of the service."
    )
    language: Language | None = Field(default=None, description="Language of the text; default: found, block by block.")
    message_language: Language | None = Field(
        default=None, description="Language of the messages; default: that of the text."
    )
    doctype: Doctype | None = Field(default=None, description="Kind of text; default: found.")

    def values(self, profile: str) -> dict[str, Any]:
        """Return the options as a worker takes them."""
        values = self.model_dump(mode="json", exclude_none=True)
        return {**values, "profile": self.profile or profile}


class CheckOptions(CampaignOptions):
    """How to judge a text, as the options of ``inclusive-lint check`` do."""

    select: list[_Name] = Field(default=[], max_length=_MOST, description="Only these rules or families.")
    ignore: list[_Name] = Field(default=[], max_length=_MOST, description="All but these rules or families.")
    severities: dict[_Name, Literal["error", "warning", "info", "off"]] = Field(
        default={}, max_length=_MOST, description="Severities over those of the profile."
    )
    allow: list[_Phrase] = Field(default=[], max_length=_MOST, description="Phrases in which nothing is found.")
    as_of: _Day | None = Field(default=None, description="Judge by the law of this day; default: today.")


class Text(_In):
    """A text, and how to read it."""

    text: StrictStr
    format: TextFormat | None = Field(
        default=None, description="Default: by the extension of `filename`, else plain text."
    )
    filename: _FileName = Field(default="text.txt", description="A name for the report; no file is opened.")


class CheckRequest(Text):
    """A text to check."""

    options: CheckOptions = CheckOptions()


class CampaignRequest(_In):
    """The texts of a campaign."""

    files: list[Text] = Field(min_length=1, max_length=_MOST, description="Pages, briefs, lists of images, subtitles.")
    options: CampaignOptions = CampaignOptions()
    report: ReportForm | None = Field(default=None, description="Form of the report; default: by the header Accept.")


class Span(_Out):
    """Half-open range of code points of the text that was sent (of the extracted text for docx and pdf)."""

    start: int
    end: int


class Finding(_Out):
    """One remark. Without a span it is about the whole text."""

    rule: str
    severity: Severity
    confidence: Literal["high", "medium", "low"]
    ground: Literal["law", "duty", "bias", "style"]
    message: str
    language: str
    suggestions: list[str]
    references: list[str]
    text: str | None = None
    span: Span | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    match: str | None = None
    location: str | None = Field(
        default=None, description='Where in a document without lines: "page 2", "table 1, row 3".'
    )


class Suppressed(Finding):
    """A remark that the text or the options asked to leave out."""

    by: str
    reason: str


class Fact(_Out):
    """Whether the text states something, and where."""

    present: bool
    span: Span | None = None
    text: str | None = None


class LanguageSpan(_Out):
    """The language of a stretch of the text; null: none that is checked."""

    span: Span
    language: Language | None


class FileReport(_Out):
    """Everything said about one text."""

    path: str
    language: Language | None
    languages: list[LanguageSpan]
    doctype: Doctype
    profile: str
    findings: list[Finding]
    suppressed: list[Suppressed]
    facts: dict[str, Fact]
    scores: dict[str, Any]
    notes: list[str]


class InputProblem(_Out):
    """What could not be read, or only in part."""

    path: str
    message: str
    fatal: bool
    line: int | None = None
    column: int | None = None


class Tool(_Out):
    """Who made the report."""

    name: str
    version: str


class Summary(_Out):
    """Counts."""

    files: int
    error: int
    warning: int
    info: int


class Report(_Out):
    """The report, as `inclusive-lint check --format json` prints it. Fields may be added."""

    version: Literal[1]
    tool: Tool
    files: list[FileReport]
    errors: list[InputProblem]
    summary: Summary


class Place(_Out):
    """Where a description stands."""

    path: str
    span: Span
    line: int


class Person(_Out):
    """A person in a description, as far as its words say; null: not said."""

    gender: str | None
    role: str | None
    setting: str | None
    age: str | None
    origin: str | None
    disability: str | None
    profession: str | None
    evidence: list[Place]


class Imbalance(_Out):
    """A pattern of the campaign as a whole, as a question to its maker."""

    axis: str
    pattern: str
    message: str
    threshold: int
    source: str
    evidence: list[Place]


class PatternFinding(_Out):
    """What a rule says of one description."""

    rule: str
    severity: Severity
    message: str


class Description(Place):
    """A description, as it was read."""

    text: str
    persons: int
    findings: list[PatternFinding]


class CampaignReport(_Out):
    """The report, as `inclusive-lint campaign --format json` prints it. Fields may be added."""

    version: Literal[1]
    language: str
    persons: list[Person]
    balanced: bool | None
    findings: list[Imbalance]
    counts: dict[str, Any]
    descriptions: list[Description]
    errors: list[InputProblem]


class Rule(_Out):
    """One rule or fact."""

    id: str
    family: str
    summary: str
    check: str
    since: str
    ground: str | None = None
    default_severity: str | None = None
    severities: dict[str, str] | None = None
    message: dict[str, str] | None = None
    why: dict[str, str] | None = None
    references: list[dict[str, Any]] | None = None
    aliases: list[str]
    verified: str


class Rules(_Out):
    """All rules, or those of a family."""

    rules: list[Rule]


class Profile(_Out):
    """A country or sector: which rules hold, and how severely."""

    id: str
    region: str
    extends: str | None
    description: dict[str, str]


class Profiles(_Out):
    """All profiles, and the one that holds when none is asked for."""

    default: str
    profiles: list[Profile]


class Status(_Out):
    """Whether all is well."""

    status: str


class FieldError(_Out):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(_Out):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None
