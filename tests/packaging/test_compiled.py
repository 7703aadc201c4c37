"""The wheel carries its hot modules compiled where there is a C compiler; without, it is pure Python, says so, and finds the same."""

from __future__ import annotations

import json
import sys
import tomllib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import PURE, ROOT, can_compile, must, run

if TYPE_CHECKING:
    from .conftest import Installed, Unpacked

SENTENCE = "inclusive-lint is built as pure Python, which is slower and says the same: "
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["hooks"]["custom"]
MODULES: list[str] = HOOK["compiled"]
TEXTS = [ROOT / "examples", ROOT / "benchmarks" / "quality"]
WHERE = "import importlib, json, sys; print(json.dumps({n: importlib.import_module(n).__file__ for n in sys.argv[1:]}))"

needs_compiler = pytest.mark.skipif(not can_compile(), reason="needs a C compiler and the headers of Python")


def source(module: str) -> str:
    """Return the path of a module's or package's file."""
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (ROOT / path).is_dir() else f"{path}.py"


def extension(module: str) -> str:
    """Return the path of a compiled module in a wheel for this Python."""
    return source(module).removesuffix(".py") + EXTENSION_SUFFIXES[0]


def test_what_is_compiled_is_there_and_what_has_types_is_compiled() -> None:
    assert [name for name in MODULES if not (ROOT / source(name)).is_file()] == []
    typed = {path.relative_to(ROOT).with_suffix(".py").as_posix() for path in (ROOT / "inclusive_lint").rglob("*.pxd")}
    assert typed <= set(map(source, MODULES)), (
        "a .pxd of a module that is not compiled does nothing; see pyproject.toml"
    )


def test_a_checkout_runs_its_sources() -> None:
    here = run([sys.executable, "-c", WHERE, *MODULES], cwd="/")
    assert json.loads(here.stdout) == {name: str(ROOT / source(name)) for name in MODULES}


@needs_compiler
def test_the_wheel_holds_the_extensions_and_their_sources(installed: Installed, pure: Unpacked) -> None:
    """The one is built from the source distribution, the other from the checkout: but for the extensions they hold the same files."""
    assert "none-any" not in installed.wheel.name
    compiled, plain = set(installed.in_wheel()), set(pure.in_wheel())
    assert compiled - plain == {extension(name) for name in MODULES}
    assert plain <= compiled
    assert {source(name) for name in MODULES} <= plain
    assert not [name for name in compiled if name.endswith((".pxd", ".c"))]


def test_the_source_distribution_holds_the_types_and_nothing_compiled(installed: Installed) -> None:
    names = installed.in_sdist()
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "inclusive_lint").rglob("*.pxd")} <= set(names)
    assert not [name for name in names if name.endswith((".c", *EXTENSION_SUFFIXES))]


@needs_compiler
def test_python_takes_the_extensions(installed: Installed, pure: Unpacked) -> None:
    there = json.loads(installed.run(installed.python, "-c", WHERE, *MODULES).stdout)
    assert {name: Path(path).name for name, path in there.items()} == {
        name: Path(extension(name)).name for name in MODULES
    }
    assert installed.run(installed.program, "--version").stdout.endswith(", compiled\n")
    plain = json.loads(pure.run("-c", WHERE, *MODULES).stdout)
    assert plain == {name: str(pure.folder / "unpacked" / source(name)) for name in MODULES}
    assert pure.run("-m", "inclusive_lint", "--version").stdout.endswith(", pure Python\n")


@needs_compiler
def test_both_say_the_same_to_the_byte(installed: Installed, pure: Unpacked) -> None:
    command = ("check", "--format", "json", *map(str, TEXTS))
    compiled = installed.run(installed.program, *command)
    plain = pure.run("-m", "inclusive_lint", *command)
    assert (compiled.returncode, compiled.stderr) == (1, "")
    assert (plain.returncode, plain.stderr) == (1, "")
    assert len(json.loads(compiled.stdout)["files"]) > 300
    assert compiled.stdout == plain.stdout


def test_without_a_compiler_the_wheel_is_pure_and_the_build_says_why(pure: Unpacked) -> None:
    assert pure.wheel.name.endswith("-py3-none-any.whl")
    (line,) = (line for line in pure.log.splitlines() if SENTENCE in line)
    assert line.startswith(f"{SENTENCE}no C compiler with the headers of Python works here (")


def test_a_pure_wheel_can_be_asked_for(tmp_path: Path) -> None:
    log = must(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT, cwd=tmp_path, **{PURE: "1"})
    assert [path.name.rpartition("-py3-")[2] for path in tmp_path.glob("*.whl")] == ["none-any.whl"]
    assert f"{SENTENCE}{PURE}=1" in log.splitlines()
