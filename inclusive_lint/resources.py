"""Where rules/ and lexicons/ are: inside the wheel, else beside the package, as in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
BUNDLED = _PACKAGE / "_bundled"
MODELS = _PACKAGE / "models"


def folder(name: str) -> Path:
    """Return the folder of ``rules`` or ``lexicons`` that belongs to this installation."""
    bundled = BUNDLED / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def compiled() -> Path | None:
    """Return the folder of the tables that were compiled into the wheel, or None in a checkout."""
    path = BUNDLED / "compiled"
    return path if path.is_dir() else None
