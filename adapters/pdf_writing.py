"""Write a page as tagged PDF (PDF/UA-1) by WeasyPrint, here or in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from adapters.text_layers import tell_given_texts

_ROOT = Path(__file__).parents[1]
_LONGEST = 300
"""Seconds after which a printing process is given up."""


def write_pdf(html: str) -> bytes:
    """Return a page as PDF."""
    import weasyprint

    # Everything is inside the page: nothing is fetched from anywhere.
    fetcher = weasyprint.URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
    tell_given_texts(document)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_scope_headers)
    return pdf


def write_pdf_apart(html: str) -> bytes:
    """Return a page as PDF, written by a process of its own: nobody waits for it here."""
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        input=html.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        check=True,
        timeout=_LONGEST,
    )
    return done.stdout


def _scope_headers(_document: Any, pdf: Any) -> None:
    """Say of each table header whether it heads a column or a row, for those who listen."""
    parts: dict[Any, Any] = {part.reference: part for part in _dictionaries(pdf)}
    for part in parts.values():
        if part.get("S") == "/TH":
            group = parts[parts[part["P"]]["P"]]
            part["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _dictionaries(pdf: Any) -> Iterator[Any]:
    return (part for part in pdf.objects if isinstance(part, dict))


if __name__ == "__main__":
    sys.stdout.buffer.write(write_pdf(sys.stdin.buffer.read().decode()))
