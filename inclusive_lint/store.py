"""Gets a catalog: from the wheel's tables, or compiled from YAML and kept in the user's cache by content.

The cache is JSON, never pickle: a folder the user can write must not be able to run code.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import resources
from .catalog import Catalog

if TYPE_CHECKING:
    from .errors import UserError

CORE = "core"
# What the compiled form depends on, besides the data.
_COMPILERS = (
    "compiler", "folders", "lexicon", "model", "pairs", "pattern_syntax", "profiles", "rule", "schema", "strict_yaml", "tokens",
)  # fmt: skip


def load(
    rules_dirs: Sequence[Path] = (), lexicon_dirs: Sequence[Path] = (), problems: list[UserError] | None = None
) -> Catalog:
    """Return the catalog of this installation, extended with the user's folders.

    Raises RuleError or LexiconError where a file is wrong; with ``problems`` it is told there and left out.
    """
    bundled = resources.compiled()
    if bundled and not rules_dirs and not lexicon_dirs:
        return from_folder(bundled)
    rules = [resources.folder("rules"), *rules_dirs]
    lexicons = [resources.folder("lexicons"), *lexicon_dirs]
    cached = _cache_folder() / _fingerprint([*rules, *lexicons])
    if not (cached / f"{CORE}.json").is_file():
        from .folders import compile_folders

        compiled = compile_folders(rules, lexicons, problems)
        if problems or not _write(compiled, cached):
            return Catalog.from_compiled(compiled)
    return from_folder(cached)


def from_folder(folder: Path) -> Catalog:
    """Read compiled tables; a language's table only when it is asked for."""
    return Catalog(_read(folder / f"{CORE}.json"), lambda code: _read(folder / f"{code}.json"))


def write_compiled(compiled: Mapping[str, Any], folder: Path) -> None:
    """Write compiled tables, one file for the rules and one per language."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, data in compiled["languages"].items():
        _dump(data, folder / f"{code}.json")
    _dump({k: v for k, v in compiled.items() if k != "languages"}, folder / f"{CORE}.json")


def _write(compiled: Mapping[str, Any], folder: Path) -> bool:
    """Write to the cache; a read-only home only costs time."""
    try:
        write_compiled(compiled, folder)
    except OSError:
        return False
    _forget_old(folder)
    return True


def _forget_old(folder: Path, keep: int = 8) -> None:
    others = [p for p in folder.parent.iterdir() if p.is_dir() and p != folder]
    for old in sorted(others, key=lambda p: p.stat().st_mtime)[:-keep]:
        for file in old.glob("*.json"):
            file.unlink(missing_ok=True)
        old.rmdir()


def _dump(data: object, path: Path) -> None:
    # Written beside and moved, so that a run at the same time never reads half a file.
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
    temporary.replace(path)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache") / "inclusive-lint"


def _fingerprint(folders: Sequence[Path]) -> str:
    """Return a hash of every YAML file's name and content, and of the code that compiles them."""
    digest = hashlib.sha256()
    code = Path(__file__).parent
    for path in [code / f"{name}.py" for name in _COMPILERS]:
        digest.update(path.read_bytes())
    for folder in folders:
        for path in sorted([*folder.rglob("*.yaml"), *(folder / "titles").glob("*.json")]):
            digest.update(f"\0{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


LanguageData = Callable[[str], Mapping[str, Any]]
