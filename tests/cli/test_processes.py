"""What only a process of its own can show: workers, colours, encodings, imports."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint import runner
from inclusive_lint.policy import Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from inclusive_lint.document import Document

    Run = Callable[..., Result]
    Report = Callable[..., dict[str, Any]]
    Process = Callable[..., list[str]]

pytestmark = pytest.mark.usefixtures("mini")
BAD = "Wij zoeken een ninja voor ons dynamisch team, en je hebt veel zin om samen met ons te werken aan iets moois.\n"
GOOD = "Wij zoeken een collega die graag met mensen werkt en die goed kan luisteren naar wat zij vragen.\n"


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_several_processes_lose_nothing(here: Path, run: Run, report: Report, process: Process) -> None:
    for i in range(60):
        write(here / f"{i:02}.txt", BAD if i % 2 else GOOD)
    write(here / "30.txt", b"%PDF-1.4\x00")
    one = report(".")
    # Workers are processes of their own: they must see the small world too.
    two = json.loads(
        subprocess.run([*process("check", ".", "--format", "json", "-j", "2")], capture_output=True, check=False).stdout
    )
    assert two == one
    assert len(one["files"]) == 59
    assert len(one["errors"]) == 1


@pytest.mark.parametrize(
    ("arguments", "stdin", "status"),
    [
        (["check", "good.txt"], "", 0),
        (["check", "bad.txt"], "", 1),
        (["check", "-"], BAD, 1),
        (["check", "nowhere"], "", 2),
        (["chek"], "", 2),
        (["--version"], "", 0),
    ],
)
def test_in_a_process_of_its_own(
    ads: Path, arguments: list[str], stdin: str, status: int, run: Run, process: Process
) -> None:
    done = subprocess.run(process(*arguments), input=stdin.encode(), capture_output=True, check=False)
    assert done.returncode == status, done
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("env", "options", "colored"),
    [
        ({}, [], False), ({"FORCE_COLOR": "1"}, [], True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True), ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)  # fmt: skip
def test_color(ads: Path, env: dict[str, str], options: list[str], colored: bool, run: Run, process: Process) -> None:
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(process("check", "bad.txt", *options), capture_output=True, check=False, env=clean | env)
    assert (b"\x1b[" in done.stdout) is colored
    assert "waarschuwing" in done.stdout.decode()


def test_an_ascii_terminal(ads: Path, run: Run, process: Process) -> None:
    done = subprocess.run(
        process("check", "bad.txt"), capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 1
    assert b"! waarschuwing" in done.stdout


def test_what_a_plain_check_does_not_import(ads: Path, run: Run, process: Process) -> None:
    heavy = (
        "yaml",
        "fastapi",
        "spacy",
        "markdown_it",
        "html.parser",
        "rich",
        "importlib.metadata",
        "pathspec",
        "tomllib",
        "concurrent.futures",
        "multiprocessing",
    )
    run("check", "bad.txt")  # fills the cache of compiled tables
    program = f"import sys; sys.argv[1:] = ['check', 'bad.txt']; import runpy\ntry: runpy.run_path({process()[1]!r}, run_name='__main__')\nexcept SystemExit: print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_importing_the_package_is_cheap(run: Run) -> None:
    program = "import sys, inclusive_lint; print(sorted(m for m in sys.modules if m.startswith('inclusive_lint')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['inclusive_lint']"


def test_a_worker_that_dies_costs_only_its_file(ads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("the worker must inherit the trap")
    read = runner.document_of

    def trap(task: runner.Task) -> Document:
        if task.path == "worst.txt":
            os._exit(9)
        return read(task)

    monkeypatch.setattr(runner, "document_of", trap)
    tasks = [runner.Task(name, Options()) for name in ("good.txt", "worst.txt", "bad.txt", "good.txt")]
    files, problems = runner.run(tasks, runner.Checker(), jobs=2)
    assert [f.path for f in files] == ["good.txt", "bad.txt", "good.txt"]
    assert [(p.path, p.fatal) for p in problems] == [("worst.txt", True)]
