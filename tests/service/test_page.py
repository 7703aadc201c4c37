"""The page as a browser without a script gets it, and what its script asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint.model import LANGUAGES

from ..unit.office import docx, paragraph, pdf
from .conftest import EXAMPLES
from .test_check import assert_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from .conftest import Server

AD = (EXAMPLES / "nl-magazijn.txt").read_text("utf-8")
TEXT = "Wij zoeken een jonge hond voor onze winkel in Gent."
JSON = {"accept": "application/json"}


def post(server: Server, text: str = "", *, address: str = "/", headers: dict[str, str] | None = None, file: Any = None, **fields: str) -> httpx.Response:  # fmt: skip
    """Send the form of the page, as a browser does."""
    parts: dict[str, Any] = {"text": (None, text), "do": (None, "check"), **{k: (None, v) for k, v in fields.items()}}
    parts["file"] = file or ("", b"")
    return server.http.post(address, files=parts, headers=headers)


def test_the_page_is_strict_and_stored_nowhere(server: Server) -> None:
    answers = [
        server.http.get("/"),
        post(server, TEXT),
        post(server, TEXT, headers=JSON),
        post(server, TEXT, address="/report.html"),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
    policy = answers[0].headers["content-security-policy"]
    directives = dict(d.strip().partition(" ")[::2] for d in policy.split(";"))
    nonce = re.search(r"'nonce-([\w-]+)'", policy)
    assert nonce
    assert directives.pop("style-src") == f"'self' {nonce[0]}"
    assert directives == {
        "default-src": "'none'", "script-src": "'self'", "img-src": "'self'", "font-src": "'self'", "connect-src": "'self'",
        "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    assert nonce[1] in answers[0].text
    assert nonce[1] not in server.http.get("/").text


def test_the_page_holds_nothing_that_the_policy_forbids(server: Server) -> None:
    for page in (server.http.get("/").text, post(server, AD).text):
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:|https?://", page)
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in s or 'type="application/json"' in s for s in scripts)
        assert set(re.findall(r'(?:src|href)="(static/[^"?]+)', page)) == {
            "static/app.css", "static/app.js", "static/icon.svg", "static/licences.txt",
        }  # fmt: skip


def test_the_files_of_the_page(server: Server) -> None:
    page = server.http.get("/").text
    for address in re.findall(r'"(static/[^"]+)"', page):
        answer = server.http.get(f"/{address}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert "immutable" not in server.http.get("/" + address.partition("?")[0]).headers["cache-control"]
    assert server.http.get("/static/text-latin.woff2").content.startswith(b"wOF2")
    for name in ("words.py", "..%2fwords.py", "%2e%2e/words.py", "report.css", "a" * 300):
        assert server.http.get(f"/static/{name}").status_code == 404
    licences = server.http.get("/static/licences.txt").text
    assert "@codemirror/view" in licences
    assert "SIL OPEN FONT LICENSE" in licences.upper()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_a_form_does_it_all(server: Server, language: str) -> None:
    page = post(server, AD, language=language, profile="be")
    assert page.status_code == 200
    html = page.text
    assert f'<html lang="{language}">' in html
    assert html.count('<li class="remark error"') == 3
    assert html.count('<li class="remark warning"') == 4
    for number in range(1, 8):
        assert f'id="m{number}" href="#r{number}"' in html  # from the text to the remark
        assert f'id="r{number}"' in html
        assert f'href="#m{number}"' in html  # and back
    assert "leergierige collega" in html
    assert '<li class="statement missing">' in html
    assert "Houthandel Van Looveren in Lier" in html.partition("<textarea")[2].partition("</textarea>")[0]


def test_the_language_is_that_of_the_browser_until_one_is_chosen(server: Server) -> None:
    get = server.http.get
    assert '<html lang="fr">' in get("/", headers={"accept-language": "fr-BE,fr;q=0.9"}).text
    assert '<html lang="nl">' in get("/?language=nl", headers={"accept-language": "fr"}).text
    assert '<html lang="en">' in get("/?language=de", headers={"accept-language": "de"}).text


def test_the_profile_is_that_of_the_service_until_one_is_chosen(server: Server) -> None:
    get = server.http.get
    assert re.search(r'value="be" selected', get("/").text)
    assert re.search(r'value="uk" selected', get("/?profile=uk").text)
    assert re.search(r'value="be" selected', get("/?profile=../../etc/passwd").text)
    assert re.search(r'value="vacancy" selected', get("/?doctype=vacancy").text)


def test_switching_the_language_keeps_the_text(server: Server) -> None:
    parts: list[tuple[str, Any]] = [("text", (None, TEXT)), ("language", (None, "nl")), ("file", ("", b""))]
    page = server.http.post("/?language=fr", files=[*parts, ("language", (None, "fr"))])
    assert '<html lang="fr">' in page.text
    assert TEXT in page.text
    assert "demande une personne jeune" in page.text
    empty = server.http.post("/", files={"text": (None, ""), "language": (None, "fr"), "file": ("", b"")})
    assert empty.status_code == 200
    assert "error-box" not in empty.text


def test_a_few_lines_are_read_as_part_of_an_ad(server: Server) -> None:
    parts = post(server, TEXT, headers=JSON, language="en").json()
    assert [m["severity"] for m in parts["marks"]] == ["error"]
    assert "statement missing" not in parts["more"]
    as_page = post(server, TEXT, headers=JSON, doctype="page").json()
    assert as_page["marks"] == []
    long = post(server, TEXT + " Het regent vandaag in de stad en morgen schijnt de zon." * 20, headers=JSON).json()
    assert long["marks"] == []


def test_samples(server: Server) -> None:
    page = server.http.get("/?sample=fr-vente&language=fr").text
    assert "La Maison Thonet" in page
    assert '<li class="remark error"' in page
    assert server.http.get("/?sample=fr-vente", headers=JSON).json()["text"].startswith("Vendeuse en boulangerie")
    assert "error-box" not in server.http.get("/?sample=../../etc/passwd").text


FILES = {
    "ad.docx": docx(paragraph(TEXT)), "ad.pdf": pdf([TEXT]), "ad.md": f"# Vacature\n\n{TEXT}\n".encode(),
    "ad.html": f"<p>{TEXT}</p>".encode(), "ad.txt": TEXT.replace("Gent", "Gént").encode("cp1252"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files(server: Server, name: str) -> None:
    parts = post(server, file=(name, FILES[name]), doctype="vacancy", headers=JSON).json()
    assert "jonge hond" in parts["text"]
    mark = next(m for m in parts["marks"] if m["suggestions"] == ["leergierige collega"])
    assert parts["text"][mark["from"] : mark["to"]] == "jonge hond"
    assert parts["format"] == {"ad.md": "markdown", "ad.html": "html"}.get(name, "text")
    again = post(server, parts["text"], filename=name, format=parts["format"], doctype="vacancy", headers=JSON).json()
    assert again["marks"] == parts["marks"]
    page = post(server, file=(name, FILES[name]), doctype="vacancy").text
    assert '<li class="remark error"' in page


def test_reports_to_keep(server: Server) -> None:
    html = post(server, AD, address="/report.html", language="nl")
    assert html.headers["content-disposition"] == 'attachment; filename="inclusive-lint.html"'
    assert html.text.startswith("<!doctype html>")
    assert "leergierige collega" in html.text
    data = post(server, AD, address="/report.json", language="nl", filename="ad.txt")
    assert data.headers["content-type"] == "application/json"
    options = {"message_language": "nl"}
    assert (
        data.json() == server.http.post("/v1/check", json={"text": AD, "filename": "ad.txt", "options": options}).json()
    )
    assert post(server, " ", address="/report.html").status_code == 422
    assert server.http.post("/report.exe", files={"text": (None, AD)}).status_code == 404


def test_what_goes_wrong_is_said_in_the_language_of_the_page(server: Server, start: Callable[..., Server]) -> None:
    empty = post(server, "  \n", language="nl")
    assert empty.status_code == 422
    assert "Er is nog geen tekst" in empty.text
    assert_problem(post(server, "", headers=JSON), 422, "nothing to check")
    broken = post(server, file=("a.docx", b"PK\x03\x04 no"), language="fr")
    assert broken.status_code == 422
    assert "Ce fichier ne peut pas être lu" in broken.text
    assert "est endommagé" in broken.text
    assert_problem(post(server, file=("a.docx", b"PK\x03\x04 no"), headers=JSON), 422, "a.docx")
    assert_problem(
        server.http.post("/", content=b"text=a", headers={**JSON, "content-type": "application/x-www-form-urlencoded"}),
        415,
        "multipart",
    )
    assert (
        server.http.post(
            "/", content=b"text=a", headers={"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 415
    )
    small = start("--max-text", "100", "--max-file", "200")
    assert_problem(post(small, "a" * 101, headers=JSON), 413, "larger than 100 bytes")
    assert_problem(post(small, file=("a.txt", b"a" * 201), headers=JSON), 413, "larger than 200 bytes")
    large = post(small, file=("a.txt", b"a" * 300_000), headers={"accept-language": "nl"})
    assert large.status_code == 413
    assert "Dit is te groot" in large.text
    for address in ("/report.html", "/report.json"):
        kept = post(small, "a" * 101, address=address, headers={"accept": "text/html,*/*;q=0.8"})
        assert kept.status_code == 413
        assert "error-box" in kept.text
        assert_problem(post(small, "a" * 101, address=address, headers={"accept": "*/*"}), 413, "larger than 100 bytes")
    page = post(small, "a" * 101, language="en")
    assert page.status_code == 413
    assert "too large" in page.text
    assert "error-box" in page.text


def test_a_key_where_keys_are_asked(start: Callable[..., Server]) -> None:
    server = start(INCLUSIVE_LINT_API_KEYS="sesame")
    page = server.http.get("/")
    assert page.status_code == 200
    assert 'name="key"' in page.text
    assert_problem(post(server, TEXT, headers=JSON), 401, "API key")
    refused = post(server, TEXT, key="wrong", language="en")
    assert refused.status_code == 401
    assert "this one is not known here" in refused.text
    assert TEXT in refused.text, "the text is still there"
    assert post(server, TEXT, key="sesame", headers=JSON).status_code == 200
    assert '<li class="remark error"' in post(server, TEXT, key="sesame", doctype="vacancy").text
    assert post(server, TEXT, address="/report.json").status_code == 401


def test_what_is_sent_is_shown_as_text(server: Server) -> None:
    text = "</textarea><script>alert(1)</script> jonge hond"
    page = post(server, text, filename='"><script>x</script>').text
    assert "<script>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


PICTURES = """Een vrouw in een rode jurk kijkt lachend naar de camera.
Een man legt aan zijn assistente uit hoe de machine werkt.
Een man herstelt een pomp in de kelder van het zwembad.
Een lerares helpt twee leerlingen bij een proef.
Drie mannen in pak vergaderen.
"""
SITE = '<html lang="nl"><img src="a.jpg" alt="Een man leidt de vergadering."><p>Een man rijdt paard.</p></html>'


def give(server: Server, text: str = "", *files: tuple[str, bytes], address: str = "/campaign", headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:  # fmt: skip
    parts: list[tuple[str, Any]] = [("text", (None, text)), ("do", (None, "check"))]
    parts += [(key, (None, value)) for key, value in fields.items()]
    parts += [("files", file) for file in files or (("", b""),)]
    return server.http.post(address, files=parts, headers=headers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_campaign_without_a_script(server: Server, language: str) -> None:
    assert f'<html lang="{language}">' in server.http.get(f"/campaign?language={language}").text
    page = give(server, PICTURES, ("site/index.html", SITE.encode()), language=language)
    assert page.status_code == 200
    html = page.text
    assert html.count('<tr id="d') == 6, "five lines, and of the page only its image"
    assert "site/index.html:1" in html
    assert '<li class="question">' in html
    for number in re.findall(r'href="#d(\d+)"', html):
        assert f'id="d{number}"' in html
    assert "Drie mannen in pak vergaderen." in html.partition("<textarea")[2].partition("</textarea>")[0]
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:|https?://", html)


def test_a_campaign_is_weighed_as_by_the_api(server: Server) -> None:
    files = [("a.txt", PICTURES.encode()), ("b.html", SITE.encode()), ("c.csv", b"alt\nEen vrouw leidt het team.\n")]
    ours = give(server, "", *files, address="/campaign.json", language="nl").json()
    assert [len([d for d in ours["descriptions"] if d["path"] == name]) for name, _ in files] == [5, 1, 1]
    options = '{"doctype": "imagery", "message_language": "nl"}'
    theirs = server.http.post("/v1/campaign", files=[("files", files[0])], data={"options": options}).json()
    only = give(server, "", files[0], address="/campaign.json", language="nl").json()
    assert only == theirs
    assert give(server, PICTURES, address="/campaign.csv").text.startswith("path,line,gender")
    kept = give(server, PICTURES, address="/campaign.html", language="nl")
    assert kept.headers["content-disposition"] == 'attachment; filename="campaign.html"'
    assert "Wie staat er in beeld?" in kept.text


def test_a_campaign_of_nothing_and_of_what_cannot_be_read(server: Server, start: Callable[..., Server]) -> None:
    empty = give(server, " ", language="fr")
    assert empty.status_code == 422
    assert "rien à peser" in empty.text
    assert_problem(give(server, "", headers=JSON), 422, "nothing to check")
    assert_problem(give(server, "", ("a.docx", b"PK\x03\x04 no"), headers=JSON), 422, "a.docx")
    some = give(server, PICTURES, ("a.docx", b"PK\x03\x04 no"), headers=JSON).json()["result"]
    assert "a.docx" in some
    assert 'id="d5"' in some
    assert "is stuk: het is niet het zip-archief" in give(server, PICTURES, ("a.docx", b"PK\x03\x04 no"), language="nl").text
    many = [(f"{n}.txt", b"a") for n in range(201)]
    assert_problem(give(server, "", *many, headers=JSON), 422, "no more than 200")
    small = start("--max-text", "100", "--max-file", "200")
    assert_problem(give(small, "", ("a.txt", b"a" * 150), ("b.txt", b"a" * 150), headers=JSON), 413, "files are larger")


def test_a_campaign_is_shown_as_text(server: Server) -> None:
    html = give(server, "Een man <script>alert(1)</script> lacht.", ("<script>.txt", b"Een vrouw lacht.")).text
    assert "<script>" not in html
    assert "&lt;script&gt;alert" in html
