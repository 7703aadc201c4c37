"""What a user installs: the wheel carries all it needs and nothing else, and says the same as the checkout."""

from __future__ import annotations

import email
import json
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from inclusive_lint import __version__

if TYPE_CHECKING:
    from .conftest import Installed

ROOT = Path(__file__).resolve().parents[2]
INFO = f"inclusive_lint-{__version__}.dist-info"


def data_files(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def packages() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {Path(path).name for path in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]}


def test_the_wheel_holds_our_packages_and_its_data(installed: Installed) -> None:
    names = installed.in_wheel()
    assert {name.split("/")[0] for name in names} == {*packages(), INFO}
    assert all(name.startswith("inclusive_lint") for name in packages()), "no other name lands in a user's environment"
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name or name.endswith(".pyc")]
    bundled = {name.removeprefix("inclusive_lint/_bundled/") for name in names if "/_bundled/" in name}
    assert data_files("rules") <= bundled
    assert data_files("lexicons") <= bundled
    assert {f"compiled/{name}.jsonl" for name in ("core", "nl", "fr", "en")} <= bundled
    assert {"inclusive_lint/models/language/weights.json", "inclusive_lint/py.typed"} <= set(names)
    assert {f"inclusive_lint/locales/{code}.json" for code in ("nl", "fr", "en")} <= set(names)
    assert data_files("inclusive_lint/models/grammar") <= set(names)
    assert installed.wheel.stat().st_size < 15_000_000


def test_the_page_travels_with_the_wheel_and_its_sources_stay(installed: Installed) -> None:
    names = set(installed.in_wheel())
    page = "inclusive_lint_service/page"
    ours = {path.removeprefix("service/") for path in data_files("service/inclusive_lint_service/page")}
    assert {name for name in ours if "__pycache__" not in name} <= names
    assert {f"{page}/static/{name}" for name in ("app.js", "app.css", "report.css", "text-latin.woff2", "licences.txt")} <= names
    assert {f"{page}/templates/page.html", f"{page}/locales/fr.json", f"{page}/samples/nl-magazijn.txt"} <= names
    assert not [name for name in names if "node_modules" in name or "/web/" in name]
    script = "from inclusive_lint_service.page import assets as a; print(len(a.samples()), a.asset('app.js').version, a.url('app.css'))"
    done = installed.run(installed.python, "-c", script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 ")
    sources = set(installed.in_sdist())
    assert {"service/web/package-lock.json", "service/web/build.mjs", "service/web/src/main.js"} <= sources
    assert not [name for name in sources if "node_modules" in name]


def test_the_licences_travel_with_the_wheel(installed: Installed) -> None:
    licences = {name.removeprefix(f"{INFO}/licenses/") for name in installed.in_wheel() if "/licenses/" in name}
    models = {f"inclusive_lint/models/{name}/LICENSE" for name in ("grammar", "language")}
    assert licences == {"LICENSE", "THIRD_PARTY.md", "lexicons/LICENSE", *models, "service/inclusive_lint_service/page/static/licences.txt"}
    with zipfile.ZipFile(installed.wheel) as archive:
        metadata = email.message_from_string(archive.read(f"{INFO}/METADATA").decode())
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-4.0 AND CC-BY-SA-4.0 AND MIT AND OFL-1.1"
    assert metadata["Requires-Python"] == ">=3.11"


def test_the_source_distribution_can_be_built_and_read(installed: Installed) -> None:
    names = set(installed.in_sdist())
    assert data_files("rules") | data_files("lexicons") <= names
    assert {"README.md", "LICENSE", "CHANGELOG.md", "hatch_build.py", "pyproject.toml", "tests/conftest.py"} <= names
    assert not [name for name in names if name.startswith((".venv", ".hypothesis", "dist/", ".git/"))]


def test_the_installed_wheel_has_the_rules_of_the_checkout(installed: Installed) -> None:
    command = ("rules", "list", "--format", "json")
    there = installed.run(installed.program, *command)
    here = installed.run(sys.executable, "-m", "inclusive_lint", *command, cwd=ROOT)
    assert (there.returncode, there.stderr) == (0, "")
    assert (here.returncode, here.stderr) == (0, "")
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_the_installed_wheel_checks_texts_as_the_checkout_does(installed: Installed) -> None:
    command = ("check", "--format", "json", str(ROOT / "examples"))
    there = installed.run(installed.program, *command)
    here = installed.run(sys.executable, "-m", "inclusive_lint", *command, cwd="/")
    assert (there.returncode, there.stderr) == (1, "")
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_the_cards_can_be_read_from_the_wheel(installed: Installed) -> None:
    """The YAML is in the wheel too, for those who want to read or extend it."""
    done = installed.run(installed.program, "rules", "show", "age.limit")
    assert done.returncode == 0
    assert "Examples" in done.stdout
