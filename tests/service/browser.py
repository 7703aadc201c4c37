"""A real browser for the tests of the page: Debian's chromium, without a window and without a network but our service."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def launch() -> Iterator[Browser]:
    """Yield a browser, or skip and say why."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="the page needs the extra 'browser-test'")
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


class Visit(NamedTuple):
    """A page, what it asked for from elsewhere, and what it complained of."""

    context: BrowserContext
    page: Page
    requests: list[str]
    elsewhere: list[str]
    complaints: list[str]

    def end(self) -> None:
        """Nothing was asked for from elsewhere, nothing was refused by the policy, no script failed."""
        assert not self.elsewhere
        assert not self.complaints
        self.context.close()


def visit(browser: Browser, url: str, **context: Any) -> Visit:
    """Open a page of the service."""
    opened = browser.new_context(base_url=url, **context)
    opened.set_default_timeout(20_000)
    page = opened.new_page()
    found = Visit(opened, page, [], [], [])
    ours = urlsplit(url).netloc

    def asked(address: str) -> None:
        found.requests.append(address)
        if urlsplit(address).scheme not in ("data", "blob") and urlsplit(address).netloc != ours:
            found.elsewhere.append(address)

    page.on("request", lambda request: asked(request.url))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("console", lambda said: found.complaints.append(said.text) if said.type in ("error", "warning") else None)
    return found
