"""What many tests share: a small world of rules of its own, a cache of its own, and no configuration from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusive_lint import config, resources

if TYPE_CHECKING:
    from collections.abc import Iterator

MINI = Path(__file__).parent / "data" / "mini"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the compiled tables of the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("NO_COLOR", raising=False)
        patch.delenv("FORCE_COLOR", raising=False)
        yield


@pytest.fixture
def mini(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four small rules in place of ours: hype.hero, age.limit, style.buzz, fact.pay; profiles eu, be, uk."""
    monkeypatch.setattr(resources, "folder", lambda name: MINI / name)
    monkeypatch.setattr(resources, "compiled", lambda: None)
    return MINI


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory, where no configuration was read yet."""
    monkeypatch.chdir(tmp_path)
    config.forget()
    yield tmp_path
    config.forget()
