"""Two wheels, each built once per test run: the one users get, installed in an empty environment, and the pure one beside it.

The first is built from the checkout's source distribution and must be compiled where there is a C compiler. The second is built from the
checkout itself as on a machine without one, and runs with the libraries of the first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
PURE = "INCLUSIVE_LINT_PURE"
_PATIENCE = 600  # seconds for another worker to build


def can_compile() -> bool:
    """Say whether there is a C compiler, with the headers of this Python."""
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cl"
    return shutil.which(compiler.split()[0]) is not None and Path(sysconfig.get_path("include"), "Python.h").exists()


@dataclass(frozen=True)
class Installed:
    """What was built, and where it is installed."""

    folder: Path

    @property
    def wheel(self) -> Path:
        return next(self.folder.glob("dist/*.whl"))

    @property
    def sdist(self) -> Path:
        return next(self.folder.glob("dist/*.tar.gz"))

    @property
    def python(self) -> Path:
        return self._programs / ("python.exe" if os.name == "nt" else "python")

    @property
    def program(self) -> Path:
        return self._programs / ("inclusive-lint.exe" if os.name == "nt" else "inclusive-lint")

    @property
    def _programs(self) -> Path:
        return self.folder / "env" / ("Scripts" if os.name == "nt" else "bin")

    def in_wheel(self) -> list[str]:
        with zipfile.ZipFile(self.wheel) as archive:
            return archive.namelist()

    def in_sdist(self) -> list[str]:
        with tarfile.open(self.sdist) as archive:
            return [name.partition("/")[2] for name in archive.getnames()]

    def run(self, *command: str | Path, cwd: Path | str = "/") -> subprocess.CompletedProcess[str]:
        """Run a command away from the checkout, with nothing of it on the path."""
        return run(command, cwd=cwd)


@dataclass(frozen=True)
class Unpacked:
    """A pure wheel, unpacked; it borrows the libraries of the installed one."""

    folder: Path
    installed: Installed

    @property
    def wheel(self) -> Path:
        return next(self.folder.glob("dist/*.whl"))

    @property
    def log(self) -> str:
        """What the build said."""
        return (self.folder / "build.log").read_text("utf-8")

    def in_wheel(self) -> list[str]:
        with zipfile.ZipFile(self.wheel) as archive:
            return archive.namelist()

    def run(self, *arguments: str | Path, cwd: Path | str = "/") -> subprocess.CompletedProcess[str]:
        """Run Python with the pure package before the installed one."""
        return run((self.installed.python, *arguments), cwd=cwd, PYTHONPATH=str(self.folder / "unpacked"))


def run(command: Sequence[str | Path], cwd: Path | str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"PYTHONUTF8": "1", **more}
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def must(*command: str | Path, cwd: Path, **more: str) -> str:
    """Run what has to succeed; return what it printed."""
    done = run(command, cwd, **more)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout + done.stderr


def _install(folder: Path) -> None:
    """Build the source distribution, of that the wheel, and install the wheel with its dependencies."""
    environment = {PURE: "0"} if can_compile() else {}  # 0: no wheel rather than a pure one
    must(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder, **environment)
    venv.create(folder / "env", with_pip=False)
    wheel = next(folder.glob("dist/*.whl"))
    must(sys.executable, "-m", "pip", "--python", folder / "env", "install", "--quiet", wheel, cwd=folder)


def _unpack(folder: Path) -> None:
    """Build a wheel where no C compiler can be called, and unpack it."""
    environment = {"CC": str(folder / "no-compiler"), PURE: ""}
    log = must(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ROOT, cwd=folder, **environment)
    (folder / "build.log").write_text(log, "utf-8")
    with zipfile.ZipFile(next(folder.glob("dist/*.whl"))) as archive:
        archive.extractall(folder / "unpacked")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel that users get."""
    return Installed(_once(tmp_path_factory, "installed", _install))


@pytest.fixture(scope="session")
def pure(tmp_path_factory: pytest.TempPathFactory, installed: Installed) -> Unpacked:
    """The wheel where there is no C compiler."""
    return Unpacked(_once(tmp_path_factory, "pure", _unpack), installed)


def _once(tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """Build in the folder that the workers of a run share; the first that comes builds, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, ready, failed = shared / name, shared / f"{name}.ready", shared / f"{name}.failed"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait(ready, failed)
        return folder
    try:
        build(folder)
    except BaseException:
        failed.touch()
        raise
    ready.touch()
    return folder


def _wait(ready: Path, failed: Path) -> None:
    for _ in range(_PATIENCE * 5):
        if ready.exists():
            return
        if failed.exists():
            pytest.fail("the wheel could not be built or installed; another test says why")
        time.sleep(0.2)
    pytest.fail(f"no wheel after {_PATIENCE} seconds")
