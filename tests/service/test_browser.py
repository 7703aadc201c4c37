"""The page in a real browser: by mouse, by keyboard, by touch, without a script; and what a screen reader would miss."""

from __future__ import annotations

import importlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ..unit.office import docx, paragraph, pdf
from .browser import Visit, launch, visit
from .conftest import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from .conftest import Server

AD = (EXAMPLES / "nl-magazijn.txt").read_text("utf-8")
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
SAID = {
    "nl": ("Magazijnier", "3 fouten", "leergierige collega", "Waarom, en wie zegt het"),
    "fr": ("Magazijnier", "3 erreurs", "leergierige collega", "Pourquoi, et selon qui"),
    "en": ("Magazijnier", "3 errors", "leergierige collega", "Why, and says who"),
}
TEXT = ".cm-content"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launch()


@pytest.fixture
def go(browser: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def opened(path: str = "/", **context: Any) -> Visit:
        visits.append(visit(browser, server.url, **(context or DESK)))
        visits[-1].page.goto(path)
        return visits[-1]

    yield opened
    for one in visits:
        one.end()


def paste(page: Page, text: str) -> None:
    """Paste as a person does."""
    page.locator(TEXT).click()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.querySelector(".cm-content").dispatchEvent(paste);
        }""",
        text,
    )


def text_of(page: Page) -> str:
    """The text in the editor, without the numbers of the marks, which are drawn and not written."""
    return "\n".join(page.locator(f"{TEXT} .cm-line").all_inner_texts())


def count(page: Page, selector: str, number: int) -> None:
    """Wait until there are so many."""
    importlib.import_module("playwright.sync_api").expect(page.locator(selector)).to_have_count(number, timeout=20_000)


def remarks(page: Page, number: int) -> None:
    count(page, "#remarks .remark", number)


def await_checked(page: Page) -> None:
    page.locator("#summary .counts").wait_for()


@pytest.mark.parametrize("language", SAID)
def test_by_mouse(go: Callable[..., Visit], language: str) -> None:
    first, counts, suggestion, why = SAID[language]
    page = go(f"/?language={language}").page
    paste(page, AD)
    await_checked(page)
    assert counts in page.locator("#summary").inner_text()
    remarks(page, 7)
    count(page, f"{TEXT} .mark", 7)
    page.locator(f"{TEXT} .mark.error").first.click()  # the text leads to the remark …
    card = page.locator(".remark.current")
    card.wait_for()
    assert card.get_attribute("id") == "r1"
    assert card.locator("details.why").get_attribute("open") is not None
    assert why in card.inner_text()
    page.locator("#r3 a.show").click()  # … and back
    assert page.evaluate("getSelection().toString()") == "moedertaal"
    page.locator("#r1 button", has_text=suggestion).click()
    remarks(page, 6)
    assert "Een leergierige collega met twee rechterhanden" in text_of(page)
    assert text_of(page).startswith(first)


@pytest.mark.parametrize("language", SAID)
def test_by_keyboard(go: Callable[..., Visit], language: str) -> None:
    page = go(f"/?language={language}").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first thing is a way to the text
    page.locator(TEXT).focus()
    page.keyboard.insert_text(AD)
    await_checked(page)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    page.locator("#r1.current").wait_for()
    assert (
        "‘jonge hond’" in page.locator("#said").inner_text() or "« jonge hond »" in page.locator("#said").inner_text()
    )
    page.keyboard.press("Alt+r")
    assert page.evaluate("document.activeElement.id") == "r1"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")
    assert page.evaluate("getSelection().toString()") == "jonge hond"
    page.keyboard.press("Alt+Enter")
    remarks(page, 6)
    assert "leergierige collega met" in text_of(page)
    page.keyboard.press("Control+z")
    remarks(page, 7)
    page.keyboard.press("Shift+F8")  # the last one
    page.locator("#r7.current").wait_for()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('cm-content')"), "the editor lets go"


def test_a_suggestion_taken_in_the_list_leaves_the_focus_there(go: Callable[..., Visit]) -> None:
    page = go("/?sample=nl-magazijn&language=nl").page
    page.locator("#r1 button").focus()
    page.keyboard.press("Enter")
    remarks(page, 6)
    assert page.evaluate("document.activeElement.id") == "r1"
    assert "leergierige collega" in text_of(page)


def test_a_suggestion_begins_with_a_capital_where_the_words_do(go: Callable[..., Visit]) -> None:
    page = go("/?sample=en-sales&language=en").page
    page.locator("#r1 button", has_text="salesperson").click()
    assert text_of(page).startswith("Salesperson, kitchens")


def test_hints_are_there_for_who_asks(go: Callable[..., Visit]) -> None:
    page = go("/?language=nl&doctype=vacancy").page
    paste(page, "Wij zoeken een sterke collega (m/v/x). Stuur je cv met foto naar ons, asap.")
    await_checked(page)
    page.locator("details.hints > summary").click()
    hinted = page.locator("details.hints .remark").first
    assert hinted.is_visible()
    marked = page.locator("details.hints .remark .excerpt").count()
    assert marked > 0
    count(page, f"{TEXT} .mark.info", marked)
    page.locator("details.hints > summary").click()
    count(page, f"{TEXT} .mark.info", 0)


def test_a_snippet_is_copied(go: Callable[..., Visit]) -> None:
    opened = go("/?sample=nl-magazijn&language=nl")
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = opened.page.locator(".statement.missing button.copy", has_text="Tekst kopiëren").last
    button.click()
    opened.page.locator("button.copy", has_text="Gekopieerd").wait_for()
    assert opened.page.evaluate("navigator.clipboard.readText()").startswith("Loon: tussen € [minimum]")


FILES = {
    "ad.docx": docx(paragraph("Wij zoeken een jonge hond voor Gent.")), "ad.pdf": pdf(["Wij zoeken een jonge hond voor Gent."]),
    "ad.md": b"# Vacature\r\n\r\nWij zoeken een jonge hond.\r\n", "ad.html": b"<p>Wij zoeken een jonge hond.</p>",
    "ad.txt": "Wij zoeken een jonge hond voor het caf\u00e9.".encode("cp1252"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_dropped(go: Callable[..., Visit], name: str) -> None:
    page = go("/?language=nl").page
    handle = page.evaluate_handle(
        """([name, bytes]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], name));
            return data;
        }""",
        [name, list(FILES[name])],
    )
    page.dispatch_event(TEXT, "drop", {"dataTransfer": handle})
    await_checked(page)
    assert page.locator("#name").inner_text() == name
    assert page.locator(f"{TEXT} .mark").inner_text() == "jonge hond"
    page.locator("#r1 button").click()  # and goes on as a text
    remarks(page, 0)
    assert "leergierige collega" in text_of(page)


def test_a_file_is_chosen_and_a_broken_one_is_explained(go: Callable[..., Visit]) -> None:
    opened = go("/?language=fr")
    page = opened.page
    page.set_input_files("#file", {"name": "a.docx", "mimeType": "", "buffer": b"PK\x03\x04 no"})
    page.locator(".error-box").wait_for()
    assert "Ce fichier ne peut pas être lu" in page.locator("#error").inner_text()
    assert "est endommagé" in page.locator("#error .detail").inner_text()  # though the browser speaks English
    opened.complaints.clear()  # the browser notes the status 422 itself
    page.set_input_files("#file", {"name": "a.docx", "mimeType": "", "buffer": FILES["ad.docx"]})
    await_checked(page)
    assert page.locator(".error-box").count() == 0


def test_a_service_that_cannot_be_reached_loses_no_text(go: Callable[..., Visit]) -> None:
    opened = go("/?language=nl")
    page = opened.page
    page.route("**/*", lambda route: route.abort())
    paste(page, "Wij zoeken een jonge hond.")
    page.locator(".error-box").wait_for()
    assert "niet bereikbaar" in page.locator("#error").inner_text()
    page.unroute("**/*")
    page.locator(".error-box button").click()
    await_checked(page)
    assert page.locator(".error-box").count() == 0
    assert text_of(page) == "Wij zoeken een jonge hond."
    opened.complaints.clear()


def test_an_emptied_text_brings_the_beginning_back(go: Callable[..., Visit]) -> None:
    page = go("/?sample=nl-magazijn&language=nl").page
    page.locator(TEXT).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.locator("#empty").wait_for()
    assert page.locator("#remarks .remark").count() == 0
    assert not page.locator("#keep").is_visible()
    page.locator("#empty a", has_text="Zorgkundige").click()
    await_checked(page)
    assert text_of(page).startswith("Zorgkundige")
    assert page.locator("#summary .clean").is_visible()


def test_the_language_changes_and_the_text_stays(go: Callable[..., Visit]) -> None:
    page = go("/?language=nl").page
    paste(page, AD)
    await_checked(page)
    page.locator(".switch button[value=fr]").click()
    page.locator("#summary", has_text="3 erreurs").wait_for()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert "language=fr" in page.url
    assert "Houthandel Van Looveren in Lier" in text_of(page)
    assert page.locator(f"{TEXT} .mark").count() == 7


def test_the_profile_changes_what_is_remarked_and_the_address(go: Callable[..., Visit]) -> None:
    page = go("/?sample=nl-magazijn&language=nl").page
    page.select_option("select[name=profile]", "nl")
    page.wait_for_url(re.compile("profile=nl"))
    page.locator("#r2 .sources", has_text="College").wait_for(state="attached")
    assert "sample" not in page.url


def test_the_result_can_be_kept(go: Callable[..., Visit], browser: Browser, server: Server) -> None:
    page = go("/?sample=nl-magazijn&language=nl").page
    with page.expect_download() as kept:
        page.locator("#keep button", has_text="HTML").click()
    html = kept.value.path().read_text("utf-8")
    assert kept.value.suggested_filename == "inclusive-lint.html"
    with page.expect_download() as data:
        page.locator("#keep button", has_text="JSON").click()
    assert json.loads(data.value.path().read_text("utf-8"))["summary"]["error"] == 3
    report = visit(browser, server.url, **DESK)
    report.page.set_content(html)
    assert report.page.locator(".remark").count() >= 7
    _accessible(report.page)
    report.end()


@pytest.mark.parametrize("language", SAID)
def test_without_a_script(go: Callable[..., Visit], language: str) -> None:
    page = go(f"/?language={language}", java_script_enabled=False, **DESK).page
    page.fill("textarea", AD)
    page.locator("button.primary").click()
    assert page.locator("#remarks .remark").count() == 7
    assert SAID[language][1] in page.locator("#summary").inner_text()
    page.locator("#r3 a.show").click()
    assert page.url.endswith("#m3")
    page.locator(".switch button[value=en]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("textarea").input_value() == AD
    page.set_input_files("#file", {"name": "ad.docx", "mimeType": "", "buffer": FILES["ad.docx"]})
    page.locator("button.primary").click()
    assert "jonge hond" in page.locator("textarea").input_value()
    assert page.locator("#remarks .remark").count() == 1


def _accessible(page: Page) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe comes with the extra 'browser-test'")
    options = {
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
    found = axe.Axe().run(page, options=options)
    said = [f"{v['id']}: {v['help']}: {[n['html'][:150] for n in v['nodes']]}" for v in found.response["violations"]]
    assert not said


LOOKS: dict[str, dict[str, Any]] = {
    "light": DESK, "dark": {**DESK, "color_scheme": "dark"}, "phone": PHONE,
    "contrast": {**DESK, "forced_colors": "active"}, "still": {**DESK, "reduced_motion": "reduce"},
}  # fmt: skip


PATHS = ("/campaign?language=nl", "/?language=nl", "/?sample=nl-magazijn&language=fr", "/?sample=en-library&language=en")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(go: Callable[..., Visit], look: str) -> None:
    for path in PATHS:
        page = go(path, **LOOKS[look]).page
        page.locator(f"{TEXT}, #chosen").wait_for(state="attached")
        _accessible(page)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        _accessible(page)


def test_axe_finds_nothing_without_our_script(browser: Browser, server: Server) -> None:
    opened = visit(browser, server.url, **DESK)
    opened.page.route("**/app.js*", lambda route: route.abort())
    for path in PATHS:
        opened.page.goto(path)
        assert opened.page.locator("textarea").is_visible()
        _accessible(opened.page)
    opened.complaints.clear()  # that the script did not come
    opened.end()


PICTURES = """Een vrouw in een rode jurk kijkt lachend naar de camera.
Een man legt aan zijn assistente uit hoe de machine werkt.
Drie mannen in pak vergaderen.
"""
SITE = b'<html lang="nl"><img src="a.jpg" alt="Een man leidt de vergadering."></html>'
WEIGHED = {"nl": "uit evenwicht", "fr": "déséquilibrées", "en": "out of balance"}


@pytest.mark.parametrize("language", WEIGHED)
def test_a_campaign(go: Callable[..., Visit], language: str) -> None:
    page = go(f"/?language={language}").page
    page.locator(".sections a").nth(1).click()
    page.locator("#chosen").wait_for(state="attached")
    page.locator(".go button").focus()
    page.keyboard.press("Enter")  # with nothing
    page.locator(".error-box").wait_for()
    page.fill("#text", PICTURES)
    page.set_input_files("#files", {"name": "a.html", "mimeType": "text/html", "buffer": SITE})
    page.set_input_files("#files", {"name": "b.html", "mimeType": "text/html", "buffer": SITE})
    count(page, "#chosen li", 2)  # the second comes beside the first
    page.locator("#chosen li", has_text="a.html").locator("button").click()
    count(page, "#chosen li", 1)
    page.locator(".go button").focus()
    page.keyboard.press("Enter")
    page.locator(".verdict").wait_for()
    assert WEIGHED[language] in page.locator(".verdict").inner_text()
    assert page.locator(".error-box").count() == 0
    count(page, "#result tbody tr", 4)
    assert "b.html:1" in page.locator("#result tbody").inner_text()
    assert page.locator(".bars li").count() >= 2
    _accessible(page)
    with page.expect_download() as kept:
        page.locator("#keep button", has_text="CSV").click()
    assert kept.value.suggested_filename == "campaign.csv"
    page.locator(".question a").first.click()
    assert re.search(r"#d\d", page.url)


def test_files_of_a_campaign_are_dropped(go: Callable[..., Visit]) -> None:
    page = go("/campaign?language=nl", **PHONE).page
    handle = page.evaluate_handle(
        """bytes => {
            const data = new DataTransfer();
            for (const name of ["a.html", "b.html"]) data.items.add(new File([new Uint8Array(bytes)], name));
            return data;
        }""",
        list(SITE),
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": handle})
    count(page, "#chosen li", 2)
    page.locator(".go button").tap()
    count(page, "#result tbody tr", 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    _accessible(page)


def test_on_a_phone_a_campaign_has_nothing_out_of_sight(go: Callable[..., Visit]) -> None:
    page = go("/campaign?language=nl", **PHONE).page
    page.fill("#text", PICTURES)
    page.locator(".go button").click()
    page.locator(".verdict").wait_for()
    cells = page.locator("#result tbody td")
    assert cells.count() >= 12
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes)
    assert page.get_by_role("columnheader").count() == 5  # still a table to a screen reader
    _accessible(page)


def test_a_campaign_without_a_script(go: Callable[..., Visit]) -> None:
    page = go("/campaign?language=nl", java_script_enabled=False, **DESK).page
    page.fill("#text", PICTURES)
    page.set_input_files("#files", {"name": "a.html", "mimeType": "text/html", "buffer": SITE})
    page.locator(".go button").click()
    count(page, "#result tbody tr", 4)
    page.locator(".switch button[value=fr]").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("#text").input_value() == PICTURES


def test_a_key_is_asked_where_keys_are_needed(browser: Browser, start: Callable[..., Server]) -> None:
    opened = visit(browser, start(INCLUSIVE_LINT_API_KEYS="sesame").url, **DESK)
    page = opened.page
    page.goto("/?language=nl")
    page.locator(".switch button[value=fr]").click()  # needs none
    page.locator("html[lang=fr]").wait_for()
    page.locator("#empty a", has_text="Vendeuse").click()
    page.locator(".error-box", has_text="clé d’API").wait_for()
    page.fill("input[name=key]", "sesame")
    page.locator("#empty a", has_text="Vendeuse").click()
    await_checked(page)
    page.locator(TEXT).click()
    page.keyboard.insert_text("Une jeune femme. ")
    page.locator("#r2").wait_for()
    assert page.locator(".error-box").count() == 0
    opened.complaints.clear()  # the browser notes the 401 itself
    opened.end()


def test_a_phone_shows_all_of_it(go: Callable[..., Visit]) -> None:
    page = go("/?sample=fr-vente&language=fr", **PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(f"{TEXT} .mark").nth(1).tap()  # the remark comes to the words
    tip = page.locator(".cm-at-cursor")
    tip.wait_for()
    assert "demande une personne jeune" in tip.inner_text()
    tip.locator("button.go").tap()
    assert page.evaluate("document.activeElement.id") == "r2"


def test_nothing_moves_for_who_asks(go: Callable[..., Visit]) -> None:
    page = go("/?sample=nl-magazijn", **{**DESK, "reduced_motion": "reduce"}).page
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((e) => {
            const style = getComputedStyle(e);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).map((e) => e.className)"""
    )
    assert [name for name in moving if "cm-" not in str(name)] == []


def test_the_text_goes_to_the_service_and_nowhere_else(go: Callable[..., Visit], server: Server) -> None:
    canary = "kanarievogel8431"
    opened = go("/?language=nl")
    page = opened.page
    paste(page, f"Wij zoeken een {canary} en een jonge hond.")
    await_checked(page)
    page.select_option("select[name=profile]", "nl")
    page.wait_for_url(re.compile("profile=nl"))
    page.locator(".switch button[value=fr]").click()
    page.locator("#remarks .remark").first.wait_for()
    assert canary in text_of(page)
    assert len(opened.requests) > 5
    assert all(address.startswith(server.url) for address in opened.requests if not address.startswith("blob:"))
    assert not [address for address in opened.requests if canary in address]
    kept = page.evaluate(
        """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state,
            location.href, await indexedDB.databases(), await caches.keys().catch(() => [])])"""
    )
    assert canary not in kept
    assert json.loads(kept)[:3] == [{}, {}, ""]
    assert canary not in server.log.read_text()


def test_the_policy_stops_what_should_not_run(go: Callable[..., Visit]) -> None:
    opened = go("/?sample=nl-magazijn")
    page = opened.page
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", '<p id=styled style="color: red" onclick="window.ran = true">x</p>');
            document.getElementById("styled").click();
            return [window.ran, getComputedStyle(document.getElementById("styled")).color === "rgb(255, 0, 0)"];
        }"""
    )
    assert ran == [None, False]
    left = page.evaluate("fetch('https://example.org/').then(() => 'left', () => 'stopped')")
    assert left == "stopped"
    assert any("Content Security Policy" in said for said in opened.complaints)
    opened.complaints.clear()
    opened.elsewhere.clear()


def test_our_own_words_only() -> None:
    """The script holds no word of a language: they come with the page."""
    assets = importlib.import_module("inclusive_lint_service.page.assets")
    script = assets.asset("app.js").data.decode()
    assert not re.search(r"Opmerking|Remarque \{|Checking", script)
