"""Builds the wheel: rules and lexicons become tables, the modules that read and judge texts become C extensions.

Both are made in a temporary folder and added to the wheel beside the .py files; nothing is written into the checkout, so what runs there is
always the source. The extensions are a matter of speed alone. Where they cannot be made the wheel is a pure one that says the same.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PURE = "INCLUSIVE_LINT_PURE"  # 1: do not compile; 0: do not build without
# Debugging symbols would be three quarters of the extensions; warnings about translated C are for Cython's authors.
_FLAGS = [] if os.name == "nt" else ["-O2", "-g0", "-w"]
_PROBE = "#include <Python.h>\nPyMODINIT_FUNC PyInit_probe(void) { return NULL; }\n"


class CannotCompileError(Exception):
    """Why there will be no extensions, in a few words."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds ``inclusive_lint/_bundled/compiled`` and the extensions to a wheel. A checkout needs neither."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make both, unless the build is an editable install, which reads the checkout."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._temporary = tempfile.TemporaryDirectory(prefix="inclusive-lint-")
        folder = Path(self._temporary.name)
        included = build_data["force_include"]
        for path in _tables(Path(self.root), folder / "tables"):
            included[str(path)] = f"inclusive_lint/_bundled/compiled/{path.name}"
        for path in self._extensions(folder):
            included[str(path)] = path.relative_to(folder / "lib").as_posix()
            build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's
        """Remove what is in the wheel now."""
        if hasattr(self, "_temporary"):
            self._temporary.cleanup()

    def _extensions(self, folder: Path) -> list[Path]:
        """Return the compiled modules: all of them, or none where one cannot be compiled."""
        start = time.perf_counter()
        try:
            found = _compile(self.config["compiled"], Path(self.root), folder)
        except CannotCompileError as reason:
            if os.environ.get(PURE) == "0":
                raise
            self.app.display_warning(
                f"inclusive-lint is built as pure Python, which is slower and says the same: {reason}"
            )
            return []
        self.app.display_info(f"inclusive-lint: {len(found)} modules compiled in {time.perf_counter() - start:.0f} s")
        return found


def _tables(root: Path, folder: Path) -> list[Path]:
    """Compile rules and lexicons, so that an installed copy reads no YAML to start."""
    sys.path.insert(0, str(root))
    from inclusive_lint.folders import compile_folders
    from inclusive_lint.store import write_compiled

    write_compiled(compile_folders([root / "rules"], [root / "lexicons"]), folder)
    return sorted(folder.glob("*.jsonl"))


def _compile(modules: Sequence[str], root: Path, folder: Path) -> list[Path]:
    """Translate modules to C and compile them below ``folder/lib``, several at a time."""
    if os.environ.get(PURE) == "1":
        raise CannotCompileError(f"{PURE}=1")
    if sys.implementation.name != "cpython":
        raise CannotCompileError(f"{sys.implementation.name} is faster without extensions")
    try:
        from Cython.Build import cythonize
        from setuptools import Extension
    except ImportError as error:
        raise CannotCompileError(f"{error.name} is not installed") from None
    probe = folder / "probe.c"
    probe.write_text(_PROBE, "utf-8")
    # Asked first: translating takes a while, and would be in vain.
    _attempt(
        "no C compiler with the headers of Python works here",
        lambda: _build([Extension("probe", [str(probe)])], folder / "probe"),
    )
    # Names relative to the root: what is in the extensions does not depend on where the checkout is.
    with contextlib.chdir(root):
        files = map(_source, modules)
        sources = [Extension(".".join(f.with_suffix("").parts), [str(f)], extra_compile_args=_FLAGS) for f in files]
        translated = _attempt(
            "Cython failed",
            lambda: cythonize(
                sources, build_dir=str(folder / "c"), nthreads=_processors(), language_level=3, quiet=True,
                compiler_directives={"annotation_typing": False},  # what has types has them in its .pxd
            ),
        )
        _attempt("the C compiler failed", lambda: _build(translated, folder / "lib"))
    return sorted(path for path in (folder / "lib").rglob("*") if path.is_file())


def _source(module: str) -> Path:
    """Return the file of a module, or of a package, below the working directory."""
    path = Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _attempt(what: str, work: Callable[[], Any]) -> Any:
    """Do what may fail in ways that are the tools' own, and name the beginning of what they say."""
    try:
        return work()
    except (Exception, SystemExit) as error:
        said = textwrap.shorten(str(error) or type(error).__name__, 120)
        raise CannotCompileError(f"{what} ({said})") from error


def _build(extensions: list[Any], folder: Path) -> None:
    """Compile C into extensions below a folder, as setuptools would for this Python on this platform."""
    from setuptools import Distribution

    command = Distribution({"name": "inclusive-lint", "ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp, command.parallel = str(folder), str(folder) + "-objects", _processors()
    command.ensure_finalized()
    command.run()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
