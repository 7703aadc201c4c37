"""Accept-Language is read in one place, for the page and for errors."""

from __future__ import annotations

import pytest
from inclusive_lint_service import accept


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"), ("*", "en"), (",;q=,", "en"), ("de", "en"), ("NL", "nl"), ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        # weights decide, whatever the order; of equals the first
        ("de, fr-BE;q=0.5, en;q=0.4", "fr"), ("en;q=0.1, nl;q=1.0", "nl"), ("fr, nl", "fr"), ("nl-NL;q=0.2, fr;q=0.3, nl;q=0.4", "nl"),
        # what is refused, or weighs what no weight is
        ("nl;q=0", "en"), ("nl;q=0, fr;q=0.001", "fr"), ("fr;q=rubbish, en", "en"), ("fr;q=nan, nl;q=0.5", "nl"),
        ("fr;q=inf, nl;q=0.5", "nl"), ("fr;q=7, nl;q=0.5", "nl"), ("fr;level=1;q=0.4, nl;q=0.5", "nl"),
        # anything else
        ("de, *;q=0.5, nl;q=0.4", "en"), ("fr, *;q=0.5", "fr"), ("en;q=0, *", "nl"), ("*;q=0, fr", "fr"), ("nl-*", "nl"),
        ("en;q=0, nl;q=0, fr;q=0", "en"),
    ],
)  # fmt: skip
def test_the_language_that_is_liked_best(header: str, language: str) -> None:
    assert accept.language(header) == language


def test_a_header_without_end_is_read_in_part() -> None:
    assert accept.language("de," * 100_000 + "nl") == "en"
