"""Our own rules and words, read once per worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from inclusive_lint.api import Linter, load_catalog
from inclusive_lint.policy import Options
from inclusive_lint.rule import load_cards

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog
    from inclusive_lint.rule import Card
    from inclusive_lint.tokens import Tokenizer

# A busy machine is no failure.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(Options())


@pytest.fixture(scope="session")
def tokenizer(catalog: Catalog) -> Tokenizer:
    return catalog.tokenizer


@pytest.fixture(scope="session")
def linter(catalog: Catalog) -> Linter:
    return Linter(catalog=catalog)


@pytest.fixture(scope="session")
def cards() -> list[Card]:
    return load_cards(ROOT / "rules")
