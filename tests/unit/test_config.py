"""Configuration: which file counts, how values are laid over each other, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from inclusive_lint import config
from inclusive_lint.config import Config, command_line, merge, nearest, options_of
from inclusive_lint.config_file import load
from inclusive_lint.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def plain(values: config.Values, key: str) -> list[object]:
    return [item.value for item in values.get(key, ())]


def problems(path: Path) -> list[str]:
    return [str(error).removeprefix(f"{path.parent}/") for error in load(path).problems]


def test_the_nearest_file_upward_wins(here: Path) -> None:
    write(here / "pyproject.toml", "[tool.inclusive-lint]\nprofile = 'nl'\n")
    write(here / "a/b/.inclusive-lint.yaml", "profile: fr\n")
    write(here / "a/b/pyproject.toml", "[tool.other]\nx = 1  # not inclusive-lint\n")
    for path, profile in (("x.txt", "nl"), ("a/x.txt", "nl"), ("a/b/x.txt", "fr"), ("a/b/c/x.txt", "fr")):
        assert plain(nearest(path, {}).values(path), "profile") == [profile]


def test_a_file_elsewhere_takes_the_configuration_of_here(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(here / ".inclusive-lint.yaml", "profile: fr\n")
    assert plain(nearest(str(elsewhere / "x.txt"), {}).values(), "profile") == ["fr"]
    assert plain(nearest(str(elsewhere / "x.txt"), {}, look=False).values(), "profile") == ["be"]


def test_command_line_over_chosen_file_over_default(here: Path) -> None:
    write(here / ".inclusive-lint.yaml", "profile: fr\nmax-bytes: 5\n")
    chosen = write(here / "ci.yaml", "profile: uk\nfail-on: error\n")
    values = nearest("x.txt", command_line({"profile": "nl", "select": (), "language": None}), chosen).values("x.txt")
    assert plain(values, "profile") == ["nl"]
    assert values["profile"][0].origin == "--profile"
    assert values["fail-on"] == (config.Value("error", f"{chosen}:2:10"),)
    assert values["max-bytes"] == (config.Value(config.MAX_BYTES, "default"),)


def test_lists_on_the_command_line() -> None:
    values = command_line({"select": ("age, hype.hero", "pay"), "allow": ("Guru, Systems",), "gitignore": False})
    assert plain(values, "select") == ["age", "hype.hero", "pay"]
    assert plain(values, "allow") == ["Guru, Systems"]
    assert values["gitignore"][0].origin == "--no-gitignore"
    with pytest.raises(ConfigError, match=r"--as-of: 'soon' is no date"):
        command_line({"as-of": "soon"})


def test_what_adds_up_and_what_replaces() -> None:
    lower = command_line({"allow": ("a",), "select": ("age",)})
    upper = command_line({"allow": ("b",), "select": ("hype",)})
    merged = merge(lower, upper)
    assert (plain(merged, "allow"), plain(merged, "select")) == (["a", "b"], ["hype"])


def test_extends(here: Path) -> None:
    write(
        here / "base/house.yaml",
        "profile: fr\nallow: [Guru Systems]\nseverities: {hype: error, age.limit: info}\nrules-dir: mine\n",
    )
    file = load(
        write(
            here / "team/pyproject.toml",
            "[tool.inclusive-lint]\nextends = '../base/house.yaml'\nallow = 'Ninja Warrior'\nseverities = {hype = 'info'}\n",
        )
    )
    assert plain(file.values, "profile") == ["fr"]
    assert plain(file.values, "allow") == ["Guru Systems", "Ninja Warrior"]
    assert plain(file.values, "severities") == [("hype", "error"), ("age.limit", "info"), ("hype", "info")]
    assert file.values["allow"][1].origin.endswith("pyproject.toml:3:1")
    assert Path(str(plain(file.values, "rules-dir")[0])) == here / "base/mine"


def test_severities_apply_the_general_first(here: Path) -> None:
    file = load(write(here / "c.yaml", "severities: {age.limit: info, age: error}\n"))
    assert options_of(file.values | config.defaults()).severities == (("age", "error"), ("age.limit", "info"))


def test_house_style_adds_up(here: Path) -> None:
    write(here / "base.yaml", "style: {marker: three, disability: person-first}\n")
    file = load(write(here / "c.yaml", "extends: base.yaml\nstyle: {marker: none}\n"))
    assert dict(options_of(file.values | config.defaults()).style) == {"marker": "none", "disability": "person-first"}


def test_overrides_are_by_path(here: Path) -> None:
    file = write(
        here / ".inclusive-lint.yaml",
        "profile: be\noverrides:\n  - {paths: ['vlaanderen/**'], profile: be-public}\n  - {paths: ['*.md'], ignore: [hype], allow: x}\n",
    )
    found = Config(load(file), command_line({"ignore": ("age",)}))
    assert plain(found.values("vlaanderen/a.md"), "profile") == ["be-public"]
    assert plain(found.values("a.md"), "profile") == ["be"]
    assert plain(found.values("a.md"), "allow") == ["x"]
    assert plain(found.values("a.md"), "ignore") == ["age"]  # the command line is above overrides
    assert plain(found.values(), "allow") == []
    assert plain(found.values("../elsewhere/a.md"), "allow") == []


def test_overrides_in_toml(here: Path) -> None:
    file = load(
        write(
            here / "pyproject.toml",
            "[[tool.inclusive-lint.overrides]]\npaths = ['a']\nprofil = 'x'\n[[tool.inclusive-lint.overrides]]\npaths = ['b']\nmax_bytes = 3\nas-of = 2027-01-01\n",
        )
    )
    assert [str(p) for p in file.problems] == [
        f"{here}/pyproject.toml:3:1: unknown key 'profil' in an override (did you mean 'profile'?)"
    ]
    assert [(plain(o.values, "max-bytes"), plain(o.values, "as-of")) for o in file.overrides] == [([3], ["2027-01-01"])]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("profil: be", "c.yaml:1:1: unknown key 'profil' in the configuration (did you mean 'profile'?)"),
        ("fail-on: always", "c.yaml:1:10: 'fail-on' in the configuration must be one of error, warning, info, never"),
        ("fail_on: warn", "(did you mean 'warning'?)"),
        ("language: de", "must be one of nl, fr, en"),
        ("max-bytes: many", "c.yaml:1:12: 'max-bytes' in the configuration must be a number"),
        ("max-bytes: true", "must be a number"),
        ("all: yes", "c.yaml:1:6: 'all' in the configuration must be true or false"),
        ("select: {age: x}", "must be a list of texts"),
        ("select: [1]", "must be a list of texts"),
        ("allow: [a, a]", "'a' stands twice"),
        ("severities: [age]", "must be a mapping"),
        (
            "severities: {age: warn}",
            "c.yaml:1:19: 'age' in severities must be one of error, warning, info, off (did you mean 'warning'?)",
        ),
        ("style: {markr: three}", "c.yaml:1:9: unknown key 'markr' in style (did you mean 'marker'?)"),
        ("style: {marker-fr: tree}", "'marker-fr' in style must be one of any, two, three, none (did you mean 'three'?)"),
        ("overrides: [{profile: be}]", "an override needs 'paths'"),
        ("overrides: [{paths: [x], format: json}]", "unknown key 'format' in an override"),
        ("overrides: [{paths: 3}]", "must be a list of texts"),
        ("overrides: [x]", "an override must be a mapping"),
        ("as-of: soon", "'soon' is no date"),
        ("extends: nowhere.yaml", "c.yaml:1:10: there is no file 'nowhere.yaml' to extend"),
        ("max-bytes: 1\nmax_bytes: 2", "c.yaml:2:1: the key 'max-bytes' stands here twice"),
    ],
)
def test_a_mistake_is_told_and_the_rest_holds(here: Path, text: str, says: str) -> None:
    path = write(here / "c.yaml", f"{text}\nprofile: uk\n")
    (problem,) = problems(path)
    assert says in problem
    assert plain(load(path).values, "profile") == ["uk"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("c.yaml", "a: [\n", "c.yaml:2:1: not valid YAML"),
        ("c.yaml", "profile: a\nprofile: b\n", "c.yaml:2:1: the key 'profile' stands here twice"),
        ("c.yaml", "- a\n", "c.yaml:1:1: the configuration must be a mapping"),
        ("pyproject.toml", "[tool.inclusive-lint\n", "pyproject.toml:1:21: not valid TOML"),
        (
            "pyproject.toml",
            "[tool.inclusive-lint]\nprofile = 'a'\nprofile = 'b'\n",
            "pyproject.toml:3:14: not valid TOML",
        ),
        ("pyproject.toml", "[tool.x]\n", "has no table [tool.inclusive-lint]"),
    ],
)
def test_what_cannot_be_read_at_all(here: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(here / name, text))
    assert says in str(caught.value)


def test_places_in_toml(here: Path) -> None:
    path = write(
        here / "pyproject.toml",
        "[tool.inclusive-lint]\nprofile = 'be'\nprofil = 'nl'\n[tool.inclusive-lint.severities]\n\"age.limit\" = 'eror'\n",
    )
    said = problems(path)
    assert said[0].startswith("pyproject.toml:3:1: unknown key 'profil'")
    assert said[1].startswith("pyproject.toml:5:1: 'age.limit' in severities must be one of")


def test_a_file_that_extends_itself(here: Path) -> None:
    write(here / "a.yaml", "extends: b.yaml\n")
    write(here / "b.yaml", "extends: a.yaml\n")
    assert "this configuration extends itself" in str(load(here / "a.yaml").problems[0])


def test_a_file_that_is_not_utf8(here: Path) -> None:
    (here / "c.yaml").write_bytes(b"allow: [caf\xe9]\n")
    with pytest.raises(ConfigError, match=r"c\.yaml: this configuration cannot be read: it is not UTF-8"):
        load(here / "c.yaml")


def test_every_key_is_an_option_of_check() -> None:
    from inclusive_lint.cli.check import CONFIGURED

    names = {opt.removeprefix("--") for option in CONFIGURED for opt in option.opts if opt.startswith("--")}
    assert names | {"severities", "style"} == set(config.OPTIONS)  # these two are mappings
