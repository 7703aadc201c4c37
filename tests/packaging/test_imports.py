"""Nothing heavy is imported before a text needs it: start-up is most of what a hook or an editor pays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from .conftest import Installed

SCRIPT = """
import sys
sys.argv[0] = "inclusive-lint"
from inclusive_lint.cli import main
try:
    main()
finally:
    print("\\nMODULES", *sorted(sys.modules), file=sys.stderr)
"""
NEVER = {
    "spacy", "fastapi", "pydantic", "rich", "numpy", "importlib.metadata", "concurrent.futures", "multiprocessing",
    "asyncio", "socket", "ssl", "http.client", "urllib.request", "email", "logging", "xml", "sqlite3",
}  # fmt: skip
YAML = {
    "yaml",
    "inclusive_lint.strict_yaml",
    "inclusive_lint.compiler",
    "inclusive_lint.folders",
    "inclusive_lint.schema",
}
MARKDOWN = {"markdown_it", "inclusive_lint.readers.markdown"}
HTML = {"html.parser", "inclusive_lint.readers.html"}
PATHSPEC = {"pathspec"}
DUTCH = "Wij zoeken een kuisvrouw die van de zee houdt en graag met de trein reist.\n"


def modules(installed: Installed, folder: Path, *arguments: str, status: Collection[int] = (0, 1)) -> set[str]:
    """Return the modules that a call of the installed program loaded."""
    done = installed.run(installed.python, "-c", SCRIPT, *arguments, cwd=folder)
    assert done.returncode in status, done.stderr
    return set(done.stderr.rpartition("MODULES ")[2].split())


def loaded(found: set[str], unwanted: set[str]) -> set[str]:
    """Return the unwanted modules that are there, a package's own modules included."""
    return {name for name in found for wanted in unwanted if name == wanted or name.startswith(f"{wanted}.")}


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_plain_text_needs_no_reader_and_no_yaml(installed: Installed, tmp_path: Path, form: str) -> None:
    (tmp_path / "ad.txt").write_text(DUTCH, "utf-8")
    found = modules(installed, tmp_path, "check", "--format", form, "ad.txt")
    assert loaded(found, NEVER | YAML | MARKDOWN | HTML | PATHSPEC | {"tomllib"}) == set()
    assert "inclusive_lint.engine" in found


def test_an_extension_loads_its_own_reader_only(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "ad.md").write_text(f"# Kuisvrouw\n\n{DUTCH}", "utf-8")
    (tmp_path / "ad.html").write_text(f"<h1>Kuisvrouw</h1><p>{DUTCH}</p>", "utf-8")
    assert loaded(modules(installed, tmp_path, "check", "ad.md"), NEVER | YAML) <= {"logging"}  # markdown-it's own
    assert loaded(modules(installed, tmp_path, "check", "ad.html"), NEVER | YAML | MARKDOWN) == set()


def test_the_tables_of_one_language_are_read_for_a_text_in_one(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "ad.txt").write_text(DUTCH, "utf-8")
    script = (
        "import sys; sys.addaudithook(lambda name, args: name == 'open' and print('OPEN', args[0]));"
        "from inclusive_lint.cli import main; sys.argv[0] = 'inclusive-lint'; main()"
    )
    done = installed.run(installed.python, "-c", script, "check", "--format", "json", "ad.txt", cwd=tmp_path)
    tables = {
        line.rpartition("/")[2] for line in done.stdout.splitlines() if line.startswith("OPEN") and "compiled" in line
    }
    assert tables == {"core.jsonl", "nl.jsonl"}


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("chekc", "x.txt")])
def test_a_call_without_work_loads_no_engine(installed: Installed, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    found = modules(installed, tmp_path, *arguments, status=(0, 2))
    assert loaded(found, NEVER | YAML | {"inclusive_lint.engine", "inclusive_lint.store", "json"}) == set()


def test_importing_the_package_costs_next_to_nothing(installed: Installed, tmp_path: Path) -> None:
    script = "import sys; before = set(sys.modules); import inclusive_lint, json; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = installed.run(installed.python, "-c", script, cwd=tmp_path)
    assert [name for name in json.loads(done.stdout) if name.startswith("inclusive_lint")] == ["inclusive_lint"]


def test_checking_opens_no_connection_and_writes_nothing(installed: Installed, tmp_path: Path) -> None:
    """What the README promises under privacy, of the installed program."""
    (tmp_path / "ad.txt").write_text(DUTCH, "utf-8")
    script = (
        "import os, sys\n"
        "def hook(name, args):\n"
        "    writes = name == 'open' and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)\n"
        "    if name.startswith(('socket.', 'subprocess.', 'os.mkdir', 'os.rename', 'os.remove')) or writes:\n"
        "        os.write(2, f'AUDIT {name} {args}\\n'.encode())\n"
        "from inclusive_lint.cli import main\n"
        "sys.dont_write_bytecode = True\n"
        "sys.addaudithook(hook)\n"
        "sys.argv[0] = 'inclusive-lint'\n"
        "main()\n"
    )
    done = installed.run(installed.python, "-c", script, "check", "ad.txt", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert "AUDIT" not in done.stderr
    writing = installed.run(installed.python, "-c", script, "check", "--output", "report.txt", "ad.txt", cwd=tmp_path)
    assert "AUDIT" in writing.stderr  # so the hook sees what it should


def test_grammar_works_where_it_is_asked_and_only_there(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "asks.txt").write_text("You man the cloakroom and you keep the shop tidy for our guests.\n", "utf-8")
    (tmp_path / "does-not.txt").write_text("You meet a man in the cloakroom, and he keeps his hat.\n", "utf-8")
    options = ("--language", "en", "--doctype", "vacancy")
    found = modules(installed, tmp_path, "check", *options, "asks.txt", status=(1,))
    assert "spacy" in found
    assert loaded(found, {"spacy.cli"}) == set()
    assert "spacy" not in modules(installed, tmp_path, "check", *options, "does-not.txt", status=(0,))
