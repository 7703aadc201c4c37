"""Errors over HTTP are in the language that the client prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .hostile import AD
from .test_check import upload

if TYPE_CHECKING:
    from .conftest import Server


@pytest.mark.parametrize(
    ("header", "language", "says"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.5", "nl", "onbekend profiel 'bee' (bedoelde je 'be'?); er zijn be, "),
        ("de, fr;q=0.8", "fr", "profil inconnu 'bee' (s’agissait-il de 'be'\u00a0?)\u00a0; il y a be, "),
        ("de", "en", "unknown profile 'bee' (did you mean 'be'?); there are be, "),
        ("", "en", "unknown profile 'bee'"),
        ("nl;q=0", "en", "unknown profile 'bee'"),
    ],
)
def test_the_language_that_is_preferred(server: Server, header: str, language: str, says: str) -> None:
    body = {"text": AD, "options": {"profile": "bee"}}
    answer = server.http.post("/v1/check", json=body, headers={"accept-language": header})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(says)
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_every_kind_of_error(server: Server) -> None:
    http = server.http
    http.headers["accept-language"] = "nl"
    try:
        wrong = http.post("/v1/check", json={"txt": AD})
        details = [
            answer.json()["detail"]
            for answer in (
                http.get("/nowhere"), http.get("/v1/rules/hype.heros"), http.put("/v1/check"), http.post("/v1/check", content=b"x"),
                http.post("/v1/check", content=b"{", headers={"content-type": "application/json"}), wrong,
                upload(server, "ad.docx", b"PK\x03\x04"), upload(server, "ad.txt", b"a", encoding="utf-9"),
                http.post("/v2/check", data={"text": "a"}), server.check("a" * 2_000_000), http.post("/v1/campaign", files={"x": b""}),
                http.get("/healthz", headers={"host": "elsewhere.example"}),
            )
        ]  # fmt: skip
    finally:
        del http.headers["accept-language"]
    assert details == [
        "op dit adres is niets", "die regel bestaat niet (bedoelde je 'hype.hero-words'?)", "deze methode kan hier niet",
        "stuur de aanvraag als application/json; een bestand gaat naar /v1/check/file", "wat verstuurd is, is geen geldige JSON",
        "text: dit veld is verplicht", "ad.docx: is stuk: het is niet het zip-archief dat zo'n bestand is",
        "er is geen tekencodering 'utf-9'; gebruik bijvoorbeeld utf-8 of cp1252",
        "het veld 'language' ontbreekt; gebruik bijvoorbeeld 'auto' of 'nl-BE'", "wat verstuurd is, is groter dan 2\u00a0000\u00a0000 bytes",
        "files: het formulier heeft een bestand nodig in een veld met deze naam",
        "de dienst kent zichzelf niet onder deze naam; zie --allowed-host",
    ]  # fmt: skip
    assert [error["message"] for error in wrong.json()["errors"]] == ["dit veld is verplicht", "dit veld bestaat niet"]
