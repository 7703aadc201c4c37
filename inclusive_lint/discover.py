"""From what the user typed to the files to read: files, folders, patterns; ignored and excluded ones left out."""

from __future__ import annotations

import glob
import os
import re
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import InputError, Place, did_you_mean
from .model import InputProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

MAX_BYTES = 10_000_000
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def discover(
    paths: Iterable[str | os.PathLike[str]],
    *,
    exclude: Sequence[str] = (),
    respect_gitignore: bool = True,
    known: Callable[[str], bool],
    root: Path | None = None,
) -> tuple[list[Path], list[InputProblem]]:
    """Return the files that ``paths`` (files, folders, ``**`` patterns) stand for, each once, in a stable order.

    ``known`` says whether a file met in a folder is one to read; a file the user names is always read.
    ``exclude`` holds gitignore patterns relative to ``root`` (default: the working directory), and always wins.
    Raises InputError for a path that does not exist. Folders that cannot be read come back as problems.
    """
    walk = _Walk(_Excluded(exclude, root or Path.cwd()), known, respect_gitignore=respect_gitignore)
    found: dict[str, Path] = {}
    for given in paths:
        for path in walk.files(Path(given)):
            found.setdefault(identity(path), path)
    return list(found.values()), walk.problems


def identity(path: str | os.PathLike[str]) -> str:
    """Return the same for every way to name one file: its real path. A folder is resolved once, not for each of its files."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    return os.path.join(_real_folder(os.path.join(os.getcwd(), folder)), name)


@lru_cache(maxsize=256)
def _real_folder(folder: str) -> str:
    return os.path.realpath(folder)


def read_bytes(path: str | os.PathLike[str], max_bytes: int = MAX_BYTES) -> bytes:
    """Return the content of a file.

    Raises InputError if it cannot be read or is larger than ``max_bytes``.
    """
    try:
        with open(path, "rb") as file:
            # As much room as the file says it takes: room for ten megabytes is dear. A pipe says nothing.
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(size or max_bytes, max_bytes) + 1)
    except OSError as e:
        raise InputError(f"cannot be read: {e.strerror or e}", Place(os.fspath(path))) from None
    if len(data) > max_bytes:
        raise InputError(f"is larger than {max_bytes:,} bytes; raise --max-bytes to read it", Place(os.fspath(path)))
    return data


class _Excluded:
    """The user's exclude patterns; pathspec is imported only if there are any."""

    def __init__(self, patterns: Sequence[str], root: Path) -> None:
        self._root = _full(root)
        self._spec = _spec(patterns, self._refuse) if patterns else None

    @staticmethod
    def _refuse(pattern: str) -> None:
        raise InputError(f"the exclude pattern {pattern!r} is not valid; it is read as a line of .gitignore is")

    def __call__(self, path: Path, *, folder: bool = False) -> bool:
        if self._spec is None:
            return False
        return self._spec.match_file(_relative(path, self._root) + ("/" if folder else ""))


class _Ignored:
    """The .gitignore files of a folder and of those above it; the nearest one that has an opinion decides."""

    def __init__(self, specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    def __call__(self, path: Path, *, folder: bool = False) -> bool:
        for base, spec in reversed(self._specs):
            verdict = spec.check_file(_relative(path, base) + ("/" if folder else "")).include
            if verdict is not None:
                return verdict
        return False

    def inside(self, folder: Path) -> _Ignored:
        """Return these with the .gitignore of ``folder``, if it has one."""
        try:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return self
        # A line that is no pattern is nothing to git, so nothing to us.
        return _Ignored((*self._specs, (_full(folder), _spec(lines, lambda _: None))))

    @classmethod
    def above(cls, folder: Path) -> _Ignored:
        """Return those of the folders around ``folder``, up to the top of its repository.

        Where they ignore ``folder`` itself they say nothing: the user named it.
        """
        top = Path(_full(folder))
        ignored = cls()
        parents = list(top.parents)
        repository = next((i for i, p in enumerate(parents) if _exists(p / ".git")), None)
        if repository is None or _exists(top / ".git"):
            return ignored
        for parent in reversed(parents[: repository + 1]):
            ignored = ignored.inside(parent)
        return cls() if ignored(top, folder=True) else ignored


class _Walk:
    """Lists the files under folders. Links to folders are not followed: they could lead anywhere, or round."""

    def __init__(self, excluded: _Excluded, known: Callable[[str], bool], *, respect_gitignore: bool) -> None:
        self.problems: list[InputProblem] = []
        self._excluded = excluded
        self._known = known
        self._respect_gitignore = respect_gitignore

    def files(self, given: Path) -> Iterator[Path]:
        """Yield the files that one path of the user stands for."""
        if _is_folder(given):
            yield from (path for path in self._below(given) if self._known(path.name))
        elif _exists(given):
            if not self._excluded(given):
                yield given
        elif glob.has_magic(os.fspath(given)):
            yield from self._matching(given)
        else:
            raise _missing(given)

    def _matching(self, pattern: Path) -> Iterator[Path]:
        """Yield the files that match a pattern; one that names no extension takes only the files we know."""
        parts = pattern.parts
        first = next(i for i, part in enumerate(parts) if glob.has_magic(part))
        base = Path(*parts[:first])
        if not _is_folder(base):
            raise _missing(base)
        named = bool(pattern.suffix) and not glob.has_magic(pattern.suffix)
        found = [
            path
            for path in self._below(base)
            if (named or self._known(path.name)) and _matches(path.parts[len(base.parts) :], parts[first:])
        ]
        if not found:
            raise InputError(f"no file matches {os.fspath(pattern)!r}")
        yield from found

    def _below(self, folder: Path) -> Iterator[Path]:
        ignored = _Ignored.above(folder) if self._respect_gitignore else _Ignored()
        stack: list[tuple[Path, bool, _Ignored]] = [(folder, True, ignored)]
        while stack:
            path, is_folder, ignored = stack.pop()
            if not is_folder:
                yield path
                continue
            here = ignored.inside(path) if self._respect_gitignore else ignored
            entries = [(entry, is_dir, here) for entry, is_dir in self._entries(path, here)]
            stack += reversed(entries)

    def _entries(self, folder: Path, ignored: _Ignored) -> list[tuple[Path, bool]]:
        """Return the entries of a folder that are to be looked at, sorted by name."""
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda e: e.name)
        except OSError as e:
            self.problems.append(InputProblem(os.fspath(folder), f"cannot be read: {e.strerror or e}"))
            return []
        kept = []
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            path = folder / entry.name
            if not self._is_wanted(entry, is_folder=is_folder) or self._excluded(path, folder=is_folder):
                continue
            if not ignored(path, folder=is_folder):
                kept.append((path, is_folder))
        return kept

    def _is_wanted(self, entry: os.DirEntry[str], *, is_folder: bool) -> bool:
        if entry.name.startswith("."):
            return False
        if not is_folder:
            return os.path.isfile(entry.path)
        is_environment = _exists(Path(entry.path, "pyvenv.cfg"))
        return entry.name not in _SKIPPED_FOLDERS and not is_environment


def _full(path: Path) -> str:
    return os.path.abspath(path)


def _exists(path: Path) -> bool:
    return os.path.exists(path)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)


def _spec(patterns: Iterable[str], on_error: Callable[[str], None]) -> GitIgnoreSpec:
    """Compile gitignore patterns, telling ``on_error`` of those that are none."""
    import pathspec

    valid = []
    for pattern in patterns:
        try:
            pathspec.GitIgnoreSpec.from_lines([pattern])
        except (ValueError, re.error):
            on_error(pattern)
        else:
            valid.append(pattern)
    return pathspec.GitIgnoreSpec.from_lines(valid)


def _relative(path: Path, base: str) -> str:
    """Return ``path`` relative to ``base`` with slashes; outside of it, from the top of the disk."""
    full = _full(path)
    inside = full.startswith(base.rstrip(os.sep) + os.sep)
    relative = full[len(base.rstrip(os.sep)) + 1 :] if inside else os.path.splitdrive(full)[1].lstrip(os.sep)
    return relative.replace(os.sep, "/")


def _matches(names: Sequence[str], patterns: Sequence[str]) -> bool:
    """Whether the parts of a path match those of a pattern; ``**`` is any number of folders."""
    if not patterns:
        return not names
    if patterns[0] == "**":
        return len(patterns) == 1 or any(_matches(names[i:], patterns[1:]) for i in range(len(names)))
    return bool(names) and fnmatch(names[0], patterns[0]) and _matches(names[1:], patterns[1:])


def _missing(path: Path) -> InputError:
    """Name the first part of the path that does not exist, and the sibling it may be a slip for."""
    for part in (*reversed(path.parents), path):
        if not _exists(part):
            try:
                siblings = os.listdir(part.parent)
            except OSError:
                siblings = []
            hint = did_you_mean(part.name, siblings)
            return InputError(f"there is no file or folder {os.fspath(path)!r}{hint}")
    return InputError(f"{os.fspath(path)!r} cannot be read")
