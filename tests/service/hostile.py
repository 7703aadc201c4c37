"""Files that are broken, huge inside, endlessly nested or something else than they say: for the tests and the benchmark."""

from __future__ import annotations

import io
import json
import random
import zipfile
from itertools import cycle, islice
from typing import TYPE_CHECKING, NamedTuple

from ..unit.office import docx, paragraph, pdf, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AD = "Wij zoeken een verkoopster (m/v/x) die onze klanten in Gent helpt. "
_SEED = 5


class Hostile(NamedTuple):
    """One upload: what is wrong with it, its name and its content."""

    kind: str
    name: str
    data: bytes


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return stream.getvalue()


def paged(count: int, kids: int) -> bytes:
    """A PDF that says it has ``count`` pages, which are ``kids`` times the same one."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * kids)
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", tree, page]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table_at = len(out)
    rows = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 4\n0000000000 65535 f \n%strailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        rows,
        table_at,
    )


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_GOOD = {
    "a.docx": docx(paragraph(AD)), "a.pdf": pdf([AD]), "a.html": b"<p>" + AD.encode() + b"</p>", "a.md": b"# " + AD.encode(),
    "a.csv": b"file;alt\n1.jpg;" + AD.encode(), "a.json": json.dumps([{"alt": AD}]).encode(), "a.yaml": b"- alt: " + AD.encode(),
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\n" + AD.encode(),
}  # fmt: skip
_EXTENSIONS = ("txt", "md", "html", "docx", "pdf", "csv", "json", "yaml", "srt", "exe", "")
# Always the same; ``n`` makes them larger or smaller.
_MADE: dict[str, Callable[[int], tuple[str, bytes]]] = {
    "zip bomb": lambda n: ("a.docx", zipped({"word/document.xml": b"<a>" + b" " * (n * 5_000_000)})),
    "many zip entries": lambda n: ("a.docx", zipped({f"word/{i}.xml": b"<a/>" for i in range(n * 300)})),
    "zip in zip": lambda n: ("a.docx", zipped({"word/document.xml": zipped({"a": b"0" * n * 1_000_000})})),
    "entities": lambda n: ("a.docx", docx("", word__document=f"<!DOCTYPE a [<!ENTITY l0 'ha'>{_LAUGHS}]><a>&l9;</a>".encode())),
    "deep XML": lambda n: ("a.docx", docx("", word__document=b"<a>" * n * 20_000 + b"</a>" * n * 20_000)),
    "deep tables": lambda n: ("a.docx", docx(_nested(n * 30))),
    "page count": lambda n: ("a.pdf", paged(10**n, n)),
    "many pages": lambda n: ("a.pdf", paged(n * 2_000, n * 2_000)),
    "pages of pages": lambda n: ("a.pdf", paged(n, 1).replace(b"/Kids [3", b"/Kids [2")),
    "deep HTML": lambda n: ("a.html", b"<div>" * n * 20_000),
    "endless attribute": lambda n: ("a.html", b"<p title='" + b"x " * n * 50_000),
    "deep quotes": lambda n: ("a.md", b"> " * n * 5_000),
    "open emphasis": lambda n: ("a.md", b"*a **b _c " * n * 2_000),
    "open brackets": lambda n: ("a.md", b"[" * n * 5_000 + b"](" * n * 5_000),
    "deep lists": lambda n: ("a.md", b"\n".join(b" " * i + b"- a" for i in range(n * 60))),
    "deep JSON": lambda n: ("a.json", b"[" * n * 20_000),
    "YAML bomb": lambda n: ("a.yaml", _aliases(n)),
    "endless row": lambda n: ("a.csv", b"alt\n" + b'"' + b"a," * n * 50_000),
    "endless word": lambda n: ("a.txt", b"a" * n * 100_000),
    "endless number": lambda n: ("a.txt", "€ ".encode() + b"1." * n * 20_000),
    "combining marks": lambda n: ("a.txt", ("e" + "\u0301\u0327" * n * 5_000).encode()),
    "joined emoji": lambda n: ("a.txt", ("👩\u200d" * n * 5_000).encode()),
    "right to left": lambda n: ("\u202eext.txt", ("\u202e" + AD + "\u2066" * n * 1_000).encode()),
    "soft hyphens": lambda n: ("a.txt", ("a\u00ad" * n * 20_000).encode()),
    "what NFKC unfolds": lambda n: ("a.txt", ("\ufdfa" * n * 5_000).encode()),
    "points and stars": lambda n: ("a.txt", "collègue·s/".encode() * n * 3_000),
    "not UTF-8": lambda n: ("a.txt", AD.encode() + b"\xc3\x28\xf5\xff" * n * 1_000),
    "NUL bytes": lambda n: ("a.txt", b"\x00" * n * 10_000),
    "half a BOM": lambda n: ("a.txt", b"\xff\xfe" + AD.encode() * n),
    "name": lambda n: ("../" * n * 50 + "etc/passwd", AD.encode()),
}  # fmt: skip


def _nested(depth: int) -> str:
    content = paragraph(AD)
    for _ in range(depth):
        content = table([content])
    return content


def _aliases(n: int) -> bytes:
    rows = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, n + 3)]
    return ("a0: &a0 [lol]\n" + "\n".join(rows)).encode()


def hostile(number: int) -> Iterator[Hostile]:
    """So many uploads, the same ones each time."""
    chance = random.Random(_SEED)
    for at, kind in enumerate(islice(cycle([*_MADE, "changed", "cut", "random bytes", "another extension"]), number)):
        if kind in _MADE:
            yield Hostile(kind, *_MADE[kind](1 + at // len(_MADE) % 10))
            continue
        name, data = chance.choice(list(_GOOD.items()))
        if kind == "random bytes":
            name, data = f"a.{chance.choice(_EXTENSIONS)}", chance.randbytes(chance.randrange(1, 100_000))
        elif kind == "another extension":
            name = f"a.{chance.choice(_EXTENSIONS)}"
        elif kind == "cut":
            data = data[: chance.randrange(len(data))]
        else:
            changed = bytearray(data)
            for _ in range(chance.randrange(1, 20)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            data = bytes(changed)
        yield Hostile(kind, name, data)
