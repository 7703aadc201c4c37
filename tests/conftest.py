"""What many tests share: a small world of rules of its own, a cache of its own, and no configuration from outside."""

from __future__ import annotations

import json
import os
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from inclusive_lint import config, resources
from inclusive_lint.cli import command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

BLOCKER = Path(__file__).parent / "data" / "no_spacy"
MINI = Path(__file__).parent / "data" / "mini"
ADS = {
    "good.txt": "Wij zoeken een collega die graag met mensen werkt en die goed kan luisteren naar wat zij vragen.\n",
    "bad.txt": "Wij zoeken een ninja voor ons dynamisch team, en je hebt veel zin om samen met ons te werken aan iets moois.\n",
    "worst.txt": "Je bent maximaal 35 jaar en je hebt veel zin om samen met ons te werken aan iets moois voor de mensen.\n",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-spacy", action="store_true", help="run as where spaCy is not installed")
    parser.addoption("--compiled", action="store_true", help="fail unless the package that is imported is a compiled one")


def pytest_configure(config: pytest.Config) -> None:
    """Look at what is tested; block spaCy, here and in the processes that tests start."""
    config.addinivalue_line("markers", "grammar: needs spaCy")
    if config.getoption("--compiled") and resources.form() != "compiled":
        raise pytest.UsageError(f"{resources.__file__} belongs to a package that is not compiled")
    if config.getoption("--no-spacy"):
        block_spacy()


def block_spacy() -> None:
    """Make every import of spaCy fail, in this process and in those it starts."""
    runpy.run_path(str(BLOCKER / "sitecustomize.py"))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(BLOCKER), os.environ.get("PYTHONPATH", "")]))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--no-spacy"):
        for item in items:
            if item.get_closest_marker("grammar"):
                item.add_marker(pytest.mark.skip(reason="needs spaCy"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the compiled tables of the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("COLUMNS", "100")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.delenv("NO_COLOR", raising=False)
        patch.delenv("FORCE_COLOR", raising=False)
        yield


@pytest.fixture
def mini(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four small rules in place of ours: hype.hero, age.limit, style.buzz, fact.pay; profiles eu, be, uk."""
    monkeypatch.setattr(resources, "folder", lambda name: MINI / name)
    monkeypatch.setattr(resources, "compiled", lambda: None)
    return MINI


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory, where no configuration was read yet."""
    monkeypatch.chdir(tmp_path)
    config.forget()
    yield tmp_path
    config.forget()


@pytest.fixture
def ads(here: Path) -> Path:
    """A folder with a good ad, one with a warning and a hint, and one with an error."""
    for name, text in ADS.items():
        (here / name).write_text(text, "utf-8")
    return here


@pytest.fixture
def run() -> Callable[..., Result]:
    """Call the command."""

    def call(*arguments: object, stdin: str | bytes | None = None, **env: str) -> Result:
        return CliRunner().invoke(command, [str(a) for a in arguments], input=stdin, env=env)

    return call


@pytest.fixture
def report(run: Callable[..., Result]) -> Callable[..., dict[str, Any]]:
    """Check, and read the JSON report."""

    def call(*arguments: object, **more: Any) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(run("check", "--format", "json", *arguments, **more).stdout)
        return data

    return call


@pytest.fixture
def process() -> Callable[..., list[str]]:
    """The command line that runs the command in a process of its own, in the small world."""

    def call(*arguments: str) -> list[str]:
        return [sys.executable, str(Path(__file__).parent / "cli" / "small_world.py"), *arguments]

    return call
