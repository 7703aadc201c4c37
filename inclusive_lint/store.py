"""Gets a catalog: from the wheel's tables, or compiled from YAML and kept in the user's cache by content.

The cache is JSON, never pickle: a folder the user can write must not be able to run code.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import resources, tables
from .catalog import TEXTS, Catalog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .errors import UserError

CORE = "core"
_DAY = 24 * 3600
_SUFFIX = ".jsonl"
# The tables of a language of which a text needs little.
_LANGUAGE_ROWS = (
    "terms", "entries", "patterns", "classes", "excepts", "cues", "regexes", "pairs", "sets",
)  # fmt: skip
# What the compiled form depends on, besides the data.
_COMPILERS = (
    "affixes", "anchors", "compiler", "dates", "folders", "lexicon", "model", "pairs", "pattern_syntax", "profiles", "rule", "schema", "store", "strict_yaml", "style", "tables", "tokens",
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
    if not (cached / f"{CORE}{_SUFFIX}").is_file():
        from .folders import compile_folders

        compiled = compile_folders(rules, lexicons, problems)
        if problems or not _write(compiled, cached):
            return Catalog.from_compiled(compiled)
    return from_folder(cached)


def from_folder(folder: Path) -> Catalog:
    """Read compiled tables; a language's table only when it is asked for."""
    return Catalog(_read(folder, CORE), lambda code: _read(folder, code))


def write_compiled(compiled: Mapping[str, Any], folder: Path) -> None:
    """Write compiled tables, one file for the rules and one per language."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, data in compiled["languages"].items():
        _dump(tables.dump(data, _LANGUAGE_ROWS), folder / f"{code}{_SUFFIX}")
    core = {k: v for k, v in compiled.items() if k != "languages"}
    core["texts"] = {r: {k: v for k, v in card.items() if k in TEXTS} for r, card in core["rules"].items()}
    core["rules"] = {r: {k: v for k, v in card.items() if k not in TEXTS} for r, card in core["rules"].items()}
    _dump(tables.dump(core, ("texts",)), folder / f"{CORE}{_SUFFIX}")


def _write(compiled: Mapping[str, Any], folder: Path) -> bool:
    """Write to the cache; a read-only home only costs time."""
    try:
        write_compiled(compiled, folder)
    except OSError:
        return False
    _forget_old(folder)
    return True


def _forget_old(folder: Path, keep: int = 8) -> None:
    """Remove tables nobody can be reading any more. Other runs may write and forget at the same time."""
    try:
        others = [p for p in folder.parent.iterdir() if p.is_dir() and p != folder]
        yesterday = time.time() - _DAY
        for old in sorted(others, key=lambda p: p.stat().st_mtime)[:-keep]:
            if old.stat().st_mtime < yesterday:
                import shutil  # slow to load, and rarely needed

                shutil.rmtree(old, ignore_errors=True)
    except OSError:
        return  # what is left costs a little disk, no more


def _dump(text: str, path: Path) -> None:
    # Written beside and moved, so that a run at the same time never reads half a file.
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(text.encode())
    temporary.replace(path)


def _read(folder: Path, name: str) -> dict[str, Any]:
    return tables.load((folder / f"{name}{_SUFFIX}").read_bytes())


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
    import hashlib  # slow to load, and no installed copy needs it

    digest = hashlib.sha256()
    code = Path(__file__).parent
    counted = sorted((resources.MODELS / "frequency").glob("*.json"))
    for path in [*(code / f"{name}.py" for name in _COMPILERS), *counted]:
        digest.update(path.read_bytes())
    for folder in folders:
        for path in sorted([*folder.rglob("*.yaml"), *(folder / "titles").glob("*.json")]):
            digest.update(f"\0{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
