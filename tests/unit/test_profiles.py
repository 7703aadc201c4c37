"""Profiles: inheritance, severities by rule or prefix, dates, and everything that can be wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inclusive_lint import store
from inclusive_lint.api import Linter, find_profile
from inclusive_lint.dates import is_date
from inclusive_lint.errors import ConfigError, RuleError
from inclusive_lint.model import Severity
from inclusive_lint.policy import Options, severities
from inclusive_lint.profiles import compile_profiles, load_profile, matches, profile_files, profile_on

if TYPE_CHECKING:
    from pathlib import Path

RULES = ["age.limit", "age.young", "hype.hero", "style.buzz", "fact.pay"]
PROFILES = ("be", "be-fwb", "be-public", "eu", "fr", "nl", "uk")


def compiled(folder: Path, **texts: str) -> dict[str, object]:
    for name, text in texts.items():
        (folder / "profiles").mkdir(exist_ok=True)
        (folder / "profiles" / f"{name}.yaml").write_text(f"description: {{en: x}}\n{text}\n", "utf-8")
    return compile_profiles([load_profile(path, name) for path, name in profile_files(folder)], RULES)


def test_the_nearest_profile_decides_and_in_it_the_most_exact_name(tmp_path: Path) -> None:
    table = compiled(
        tmp_path,
        base="region: eu\nseverities: {age.limit: error, hype: info}",
        middle="extends: base\nseverities: {age: warning, age.young: info}",
        leaf="extends: middle\nregion: be\nseverities: {hype.hero: off}",
    )
    leaf = profile_on(table, "leaf", "2026-01-01")
    assert leaf.region == "be"
    assert leaf.extends == "middle"
    assert leaf.severities == {"age.limit": Severity.WARNING, "age.young": Severity.INFO, "hype.hero": Severity.OFF}
    assert profile_on(table, "middle", "2026-01-01").region == "eu"


def test_house_style_is_inherited_and_the_configuration_decides(tmp_path: Path) -> None:
    table = compiled(tmp_path, base="style: {marker: three, disability-fr: person-first}", leaf="extends: base\nstyle: {marker: none}")
    assert profile_on(table, "leaf", "2026-01-01").style == {"marker": "none", "disability-fr": "person-first"}
    ad = "Boekhouder (m/v)\n\nJe houdt onze boeken bij."

    def remarks(*style: tuple[str, str]) -> list[str]:
        report = Linter(options=Options(profile="be-public", style=style)).check_text(ad, language="nl", doctype="vacancy")
        return [f.rule for f in report.findings if f.span]

    assert remarks() == ["gender.marker-form"]  # the public services write m/v/x
    assert remarks(("marker", "two")) == []
    assert remarks(("marker-nl", "any")) == []


def test_a_severity_that_changes_on_a_date(tmp_path: Path) -> None:
    table = compiled(
        tmp_path, a="severities: {age.limit: {severity: error, from: 2027-01-01, before: warning, why: law}}"
    )
    days = ("2026-12-31", "2027-01-01", "2030-01-01")
    assert [profile_on(table, "a", day).severities["age.limit"].value for day in days] == ["warning", "error", "error"]


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("severities: {age.limt: error}", "2:24", "unknown rule 'age.limt' (did you mean 'age.limit'?)"),
        ("style: {marker: tree}", "2:17", "(did you mean 'three'?)"),
        ("style: {order: f-first}", "2:9", "unknown key 'order' in style"),
        ("severities: {ag: error}", "2:18", "unknown rule 'ag' (did you mean 'age'?)"),
        ("severities: {fact.pay: error}", "2:24", "unknown rule 'fact.pay'"),
        ("severities: {age: eror}", "2:19", "(did you mean 'error'?)"),
        ("severities: {age: {severity: error, from: 2027-01-01}}", "2:19", "go together"),
        ("severities: {age: {severity: error, from: soon, before: off}}", "2:43", "'soon' is no date"),
        ("severities: [age]", "2:13", "must be a mapping"),
        ("extend: eu", "2:1", "unknown key 'extend' in a profile (did you mean 'extends'?)"),
        ("extends: bee", "2:10", "unknown profile 'bee' (did you mean 'be'?)"),
        ("extends: it", "2:10", "profile 'it' extends itself: it -> it"),
        ("region: 3", "2:9", "must be a text"),
        ("description: {en: y}", "2:1", "stands here twice"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, at: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        compiled(tmp_path, be="", it=text)
    assert f"it.yaml:{at}: " in str(caught.value)
    assert says in str(caught.value)


def test_a_ring_of_profiles(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="extends itself: a -> b -> c -> a"):
        compiled(tmp_path, a="extends: b", b="extends: c", c="extends: a")


def test_a_users_profile_file_extends_ours(mini: Path, tmp_path: Path) -> None:
    own = tmp_path / "house.yaml"
    own.write_text("extends: uk\ndescription: {en: ours}\nseverities: {style: error}\n", "utf-8")
    linter = Linter(profile=str(own))
    assert linter.severity("style.buzz") is Severity.ERROR
    assert linter.severity("hype.hero") is Severity.OFF
    assert linter.check_text("A dynamic team.", language="en").profile == "house"


def test_a_users_own_be_may_extend_ours(mini: Path, tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/be.yaml").write_text(
        "extends: be\ndescription: {en: ours}\nseverities: {style: warning}\n", "utf-8"
    )
    linter = Linter(rules_dirs=[str(tmp_path)])
    assert linter.severity("style.buzz") is Severity.WARNING
    assert linter.severity("age.limit") is Severity.ERROR


def test_unknown_names(mini: Path) -> None:
    for arguments, says in (
        ({"profile": "bee"}, "unknown profile 'bee' (did you mean 'be'?); there are be, eu, uk"),
        ({"profile": "nowhere.yaml"}, "there is no profile file"),
        ({"select": ["hype.heros"]}, "unknown rule 'hype.heros' (did you mean 'hype.hero'?)"),
        ({"severities": {"hype": "loud"}}, "the severity of 'hype' cannot be 'loud'"),
        ({"rules_dirs": ["nowhere"]}, "there is no folder of rules 'nowhere'"),
    ):
        with pytest.raises(ConfigError) as caught:
            Linter(**arguments)
        assert says in str(caught.value)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Options(), {"age.limit": "error", "hype.hero": "warning", "style.buzz": "info"}),
        (Options(profile="uk"), {"age.limit": "warning", "hype.hero": "off", "style.buzz": "info"}),
        (Options(profile="uk", as_of="2031-05-05"), {"age.limit": "error", "hype.hero": "off", "style.buzz": "info"}),
        (
            Options(severities=(("hype", "error"), ("hype.hero", "info"))),
            {"age.limit": "error", "hype.hero": "info", "style.buzz": "info"},
        ),
        (Options(select=("hype",)), {"age.limit": "off", "hype.hero": "warning", "style.buzz": "off"}),
        (Options(select=("hype.ninja",)), {"age.limit": "off", "hype.hero": "warning", "style.buzz": "off"}),
        (Options(ignore=("hype",)), {"age.limit": "error", "hype.hero": "off", "style.buzz": "info"}),
        (
            Options(select=("hype",), ignore=("hype.hero",)),
            {"age.limit": "off", "hype.hero": "off", "style.buzz": "off"},
        ),
        (
            Options(select=("hype.hero",), ignore=("hype",)),
            {"age.limit": "off", "hype.hero": "warning", "style.buzz": "off"},
        ),
        (
            Options(profile="uk", select=("hype.hero",)),
            {"age.limit": "off", "hype.hero": "warning", "style.buzz": "off"},
        ),
        (Options(select=("nothing",)), {"age.limit": "off", "hype.hero": "off", "style.buzz": "off"}),
    ],
)
def test_severities(mini: Path, options: Options, expected: dict[str, str]) -> None:
    catalog = store.load()
    profile = find_profile(catalog, options if options.as_of else Options(profile=options.profile, as_of="2026-01-01"))
    assert {k: v.value for k, v in severities(options, profile, catalog.rules).items()} == expected


def test_small_things() -> None:
    assert matches("age", "age.limit")
    assert not matches("age", "agent.x")
    assert [is_date(x) for x in ("2025-01-31", "2025-02-30", "2025-1-3", "soon", "")] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_the_profiles_that_ship() -> None:
    catalog = store.load()
    assert set(catalog.profiles) == set(PROFILES)
    for name in PROFILES:
        profile = profile_on(catalog.profiles, name, "2026-01-01")
        assert profile.region == name.split("-")[0]
        assert set(profile.description) == {"nl", "fr", "en"}


@pytest.mark.parametrize("name", PROFILES)
def test_no_error_rests_on_a_reference_nobody_read(name: str) -> None:
    catalog = store.load()
    profile = profile_on(catalog.profiles, name, "2027-12-31")
    for rule in catalog.rules.values():
        if profile.severities.get(rule.id, rule.severity) is Severity.ERROR:
            assert any(r.get("verified") for r in rule.references), rule.id


MATRIX = """
                        be       be-public be-fwb   nl       fr       uk       eu
gender.restricted       error    error     error    error    error    error    error
gender.feminine-title   warning  warning   error    warning  warning  warning  warning
gender.title-one-gender warning  warning   error    off      warning  info     warning
gender.masculine-title  warning  warning   warning  warning  warning  warning  warning
gender.generic-pronoun  warning  warning   warning  warning  warning  warning  warning
age.limit               error    error     error    error    error    error    error
age.young-person        error    error     error    error    error    error    error
age.young-team          warning  warning   warning  warning  warning  warning  warning
age.career-stage        warning  warning   warning  warning  warning  warning  warning
origin.native-speaker   error    error     error    error    warning  warning  warning
origin.accent           warning  warning   warning  warning  warning  warning  warning
origin.nationality      error    warning   warning  error    warning  warning  warning
belief.religion         warning  warning   warning  warning  warning  warning  warning
belief.conviction       error    error     error    error    error    warning  warning
family.status           error    error     error    error    error    error    error
family.always-on        warning  warning   warning  warning  warning  warning  warning
ability.blanket-health  warning  warning   warning  warning  warning  warning  warning
appearance.looks        warning  warning   warning  info     error    info     warning
education.prestige      warning  warning   warning  warning  warning  warning  warning
pay.history             warning  warning   error    warning  warning  off      warning
"""


def test_the_matrix_of_severities() -> None:
    header, *rows = MATRIX.strip().splitlines()
    catalog = store.load()
    profiles = [profile_on(catalog.profiles, name, "2026-01-01") for name in header.split()]
    for row in rows:
        rule, *expected = row.split()
        assert [p.severities.get(rule, catalog.rules[rule].severity).value for p in profiles] == expected, rule


def test_a_decree_counts_from_its_date() -> None:
    catalog = store.load()
    before, after = (
        profile_on(catalog.profiles, "be-fwb", day).severities["pay.history"] for day in ("2024-12-31", "2025-01-01")
    )
    assert (before, after) == (Severity.WARNING, Severity.ERROR)
