"""What the pages promise: links lead somewhere, and the snippets of the README work as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inclusive_lint import config, config_file
from inclusive_lint.api import Linter
from inclusive_lint.errors import ConfigError
from inclusive_lint.readers import markdown
from inclusive_lint.strict_yaml import parse

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "quality" / "README.md"])
README = (ROOT / "README.md").read_text("utf-8")


def snippets(language: str) -> list[str]:
    """Return the fenced blocks of a language in the README."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as they are made on code hosts."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(path), f"{page.name}: {target}"


def test_the_two_commands_stand_first() -> None:
    """The script that checks a clean clone takes them from here."""
    commands = re.findall(r"<!-- (check|test) -->\n```console\n\$ (.+)\n```", README)
    assert [name for name, _ in commands] == ["check", "test"]
    assert README.index("<!-- check -->") < 1000


def test_the_python_snippet(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = snippets("python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("hype.hero-words warning ninja")


def test_the_configuration_snippet(tmp_path: Path) -> None:
    (text,) = snippets("toml")
    path = tmp_path / "pyproject.toml"
    path.write_text(text, "utf-8")
    file = config_file.load(path)
    assert file.problems == ()
    options = config.options_of(config.Config(file).values(str(tmp_path / "campaigns" / "x.md")))
    assert (options.profile, options.doctype, options.ignore, options.allow) == (
        "be-public",
        "campaign",
        ("hype",),
        ("Guru Systems",),
    )
    Linter(options=options)


def test_the_suppression_snippets() -> None:
    (comment,) = snippets("html")
    (front,) = (s for s in snippets("yaml") if s.startswith("inclusive-lint:"))
    document = markdown.read("x.md", f"---\n{front}---\n{comment}\nJonge hond gezocht\n")
    assert document.problems == ()
    found = {d.action: d.rules for d in document.directives}
    assert found == {"disable-next-line": ("age.young-person",), "disable-file": ("hype.hero-words",)}
    assert document.options == {"doctype": "campaign"}
    linter = Linter()
    for directive in document.directives:
        assert all(linter.names.problem(rule) == "" for rule in directive.rules)


def test_the_hook_is_named_as_the_readme_says() -> None:
    (hook,) = parse((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), "hooks", ConfigError).data
    assert (hook["id"], hook["entry"], hook["types_or"]) == (
        "inclusive-lint",
        "inclusive-lint check",
        ["markdown", "html"],
    )
    assert f"- id: {hook['id']}" in README
