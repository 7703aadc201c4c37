"""What this installation is made of: where rules/ and lexicons/ are, and whether its modules are compiled.

In a wheel the data is inside the package, in a checkout beside it.
"""

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


def form() -> str:
    """Return ``compiled`` where Python takes the engine from a C extension, ``pure Python`` where from its source."""
    from importlib.util import find_spec  # only who asks pays

    spec = find_spec(f"{__package__}.engine")  # looked up, not loaded
    return "compiled" if spec and not str(spec.origin).endswith(".py") else "pure Python"
