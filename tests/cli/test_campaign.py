"""``inclusive-lint campaign``."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

UNEVEN = "A man drills a hole.\nTwo men repair a pump.\nA man measures a wall.\nThree women wave.\nA woman poses & smiles <b>.\n"
EVEN = "A woman drills a hole.\nA man measures a wall.\n"


@pytest.fixture
def uneven(here: Path) -> Path:
    (here / "uneven.txt").write_text(UNEVEN, "utf-8")
    return here / "uneven.txt"


def campaign(run: Callable[..., Result], *arguments: object) -> Result:
    return run("campaign", "--doctype", "imagery", "--language", "en", *arguments)


def test_json(run: Callable[..., Result], uneven: Path) -> None:
    result = campaign(run, "--format", "json", uneven)
    data: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (data["version"], data["balanced"], len(data["persons"])) == (1, False, 8)
    first = data["persons"][0]
    assert [first[k] for k in ("gender", "role", "age", "origin", "disability")] == [
        "masculine",
        "makes",
        None,
        None,
        None,
    ]
    (place,) = first["evidence"]
    assert UNEVEN[place["span"]["start"] : place["span"]["end"]] == "A man drills a hole."
    (finding,) = [f for f in data["findings"] if f["pattern"] == "active-passive"]
    assert finding["axis"] == "gender"
    assert finding["evidence"]
    assert "30 %" in finding["source"]
    assert data["counts"]["gender"] == {"feminine": 4, "masculine": 4}


def test_balanced_and_no_way_to_tell(run: Callable[..., Result], here: Path) -> None:
    (here / "even.txt").write_text(EVEN, "utf-8")
    (here / "open.txt").write_text("A colleague drills a hole.\n", "utf-8")
    for name, expected in (("even.txt", True), ("open.txt", None)):
        result = campaign(run, "--format", "json", here / name)
        assert (result.exit_code, json.loads(result.stdout)["balanced"]) == (0, expected)


def test_text(run: Callable[..., Result], uneven: Path) -> None:
    result = campaign(run, uneven)
    assert "out of balance on gender" in result.stdout
    assert "uneven.txt:1: A man drills a hole." in result.stdout
    assert "never from a name" in result.stdout
    dutch = campaign(run, "--message-language", "nl", uneven)
    assert "uit evenwicht op gender" in dutch.stdout
    assert "beleidsdocument van VHTO" in dutch.stdout  # where a threshold comes from, too


def test_csv_has_a_row_per_person_and_no_formula(run: Callable[..., Result], here: Path) -> None:
    (here / "a.txt").write_text("=1+1, a man drills a hole.\n", "utf-8")
    rows = list(csv.DictReader(io.StringIO(campaign(run, "--format", "csv", here / "a.txt").stdout)))
    assert [(r["gender"], r["role"], r["line"]) for r in rows] == [("masculine", "makes", "1")]
    assert rows[0]["description"].startswith("'=")


def test_html_is_one_page_that_asks_for_nothing(run: Callable[..., Result], uneven: Path) -> None:
    page = campaign(run, "--format", "html", uneven).stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=(?!\"#)|@import|url\(|<script", page)
    assert "A woman poses &amp; smiles &lt;b&gt;." in page
    assert page.count("<tr id=") == 5
    for at in re.findall(r'href="#(d\d+)"', page):
        assert f'id="{at}"' in page
    bars = re.search(r"<table class=bars>.*?</table>", page, re.DOTALL)
    assert bars
    assert "<th scope=row>make</th><td>–</td><td>4</td><td>–</td>" in bars[0]
    assert re.search(r"<p>3 × women · [^<]*</p>", page)  # persons do not run into one another
    assert re.search(r"@media print{[^\n]*h2,caption,thead{break-after:avoid}", page)
    assert "<li>No ages are said.</li>" in page
    assert 'data-label="Description"' in page  # narrow screens have no columns
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_output_goes_to_a_file(run: Callable[..., Result], uneven: Path) -> None:
    result = campaign(run, "--format", "html", "--output", "page.html", uneven)
    assert result.stdout == ""
    assert (uneven.parent / "page.html").read_text("utf-8").endswith("</html>\n")


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Callable[..., Result], uneven: Path) -> None:
    (uneven.parent / "broken.json").write_text("{", "utf-8")
    result = campaign(run, "--format", "json", uneven, uneven.parent / "broken.json", uneven.parent / "nowhere.txt")
    assert result.exit_code == 2
    data = json.loads(result.stdout)
    assert len(data["persons"]) == 8
    assert [error["fatal"] for error in data["errors"]] == [True, True]
    assert "not valid JSON" in result.stderr
    assert "nowhere.txt" in result.stderr
    (uneven.parent / "empty.txt").write_text("", "utf-8")
    result = campaign(run, "--format", "html", uneven, uneven.parent / "empty.txt")
    assert result.exit_code == 1
    assert "empty.txt: is empty" in result.stderr
    assert re.search("<h2>Not read</h2><ul><li>.*empty.txt: is empty", result.stdout)


def test_the_profile_can_be_named(run: Callable[..., Result], uneven: Path) -> None:
    assert campaign(run, "--profile", "uk", uneven).exit_code == 1
    result = campaign(run, "--profile", "bee", uneven)
    assert result.exit_code == 2
    assert "did you mean 'be'?" in result.stderr


def test_names_swapped_give_the_same_report(run: Callable[..., Result], here: Path) -> None:
    def report(man: str, woman: str) -> str:
        text = (
            f"{man} explains the pump to {woman}.\n{woman}, 24, repairs her bike.\nEngineer {man} and {woman} wave.\n"
        )
        (here / "a.txt").write_text(text, "utf-8")
        said = campaign(run, "--format", "csv", here / "a.txt").stdout
        return said.replace(man, "X").replace(woman, "Y")

    assert report("Thomas", "Layla") == report("Layla", "Thomas") == report("Rose", "Mark")


def test_asset_lists_and_subtitles(run: Callable[..., Result], here: Path) -> None:
    (here / "a.csv").write_text('file;alt\n1.jpg;"A man drills a hole."\n', "utf-8")
    (here / "a.json").write_text('{"images": [{"alt": "A woman drills a hole."}]}', "utf-8")
    (here / "a.yaml").write_text("- caption: A man measures a wall.\n", "utf-8")
    (here / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nA woman measures a wall.\n", "utf-8")
    files = [here / f"a.{x}" for x in ("csv", "json", "yaml", "srt")]
    data = json.loads(campaign(run, "--format", "json", *files).stdout)
    assert [p["gender"] for p in data["persons"]] == ["masculine", "feminine", "masculine", "feminine"]
