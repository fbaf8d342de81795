"""Print papers as tagged PDF (PDF/UA-1) by WeasyPrint."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.system import local
from core.catalogue.models import FieldType
from core.errors import PrintingError
from core.forms.department_forms import FormTable
from core.i18n import DEFAULT_LOCALE, messages_of, translate
from core.materials.status import MaterialTally, OwedDay
from core.receipts.models import PaperForm, Receipt, ReceiptOrigin

TEMPLATES = Path(__file__).parents[1] / "assets" / "templates"
_OWN = "applicant"


@dataclass(frozen=True, slots=True)
class Fact:
    """A short line of the paper; catalogue and applicant speak Chinese in every language."""

    name: str
    text: str
    is_chinese: bool = False


class PaperPrinter:
    """Implements :class:`core.ports.Printer` in one language."""

    def __init__(self, locale: str = DEFAULT_LOCALE) -> None:
        self._locale = locale
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        self._templates.filters["in_short"] = in_short
        self._templates.filters["moment"] = _moment
        # Pango is not made for many threads, and taking turns costs nothing: it holds the GIL.
        self._turn = Lock()

    def receipt(self, content: Receipt) -> bytes:
        """Return the receipt (收件凭证) as PDF bytes.

        Raises:
            PrintingError: If it cannot be made. The case is safe all the same.
        """
        return self._printed(lambda: self.receipt_html(content))

    def department_form(self, content: PaperForm) -> bytes:
        """Return a department's own form as PDF bytes.

        Raises:
            PrintingError: If it cannot be made.
        """
        return self._printed(lambda: self.department_form_html(content))

    def _printed(self, html_of: Callable[[], str]) -> bytes:
        """Print what is made, one paper after another."""
        try:
            html = html_of()
            with self._turn:
                return _pdf_of(html)
        except Exception as error:  # whatever a printer fails with, the case is safe
            raise PrintingError(reason=type(error).__name__) from error

    def department_form_html(self, content: PaperForm) -> str:
        """Return what a department's form is printed from."""
        return self._templates.get_template("department_form.html").render(
            locale=self._locale,
            say=self._say,
            form=content.form,
            case_number=content.case_number,
            received_at=local(content.received_at),
            is_table=lambda part: isinstance(part, FormTable),
            is_signed=lambda part: part.type is FieldType.SIGNATURE,
        )

    def receipt_html(self, content: Receipt) -> str:
        """Return what the receipt is printed from."""
        receipt = replace(content, received_at=local(content.received_at))
        return self._templates.get_template("receipt.html").render(
            locale=self._locale,
            say=self._say,
            days=self._days,
            until=self._until,
            counted=self._counted(receipt.tally),
            receipt=receipt,
            facts=self._facts(receipt),
            origins=[self._origin(origin) for origin in receipt.origins],
            materials=receipt.listed_materials,
            steps=_steps(receipt),
            qr_code=segno.make_qr(receipt.case_number, error="m").svg_data_uri(border=1),
        )

    def _say(self, key: str, **params: object) -> str:
        return translate(key, self._locale, **params)

    def _channel(self, channel: str) -> str:
        """Tell who received it; a channel that has no words yet must not keep a paper back."""
        key = f"paper.channel.{channel}"
        return self._say(key) if key in messages_of(DEFAULT_LOCALE) else channel

    def _days(self, due_day: int | None) -> str:
        """Tell a time limit; it counts from acceptance, which is not yet."""
        if due_day is None:
            return self._say("paper.receipt.unknown_days")
        if due_day == 0:
            return self._say("paper.receipt.at_once")
        return self._say("paper.receipt.working_days", days=due_day)

    def _until(self, until: OwedDay | None) -> str:
        """Tell until when a paper is owed, and which matter needs it first."""
        if until is None:
            return ""
        key = "material.owed.until" if until.is_certain else "material.owed.provisional"
        day = until.day
        return self._say(key, month=day.month, day=day.day, matter=until.matter_name)

    def _counted(self, told: MaterialTally) -> str:
        """Tell how many papers were asked, as the guide did, and what came of them."""
        counts = {"asked": told.asked, "given": told.given, "owed": told.owed}
        words = self._say(f"material.tally.{told.told_as}", **counts)
        if not told.spared:
            return words
        return self._say("material.tally.spared", words=words, spared=told.spared)

    def _origin(self, origin: ReceiptOrigin) -> tuple[str, Fact]:
        """Tell a source, and what came from it; of the applicant's own, how many entries."""
        params: dict[str, Any] = {"licence": origin.licence, "number": origin.number}
        if origin.checked_at is not None:
            params["time"] = _moment(origin.checked_at)
            params["about"] = in_short(origin.about)
        where = self._say(f"paper.origin.{origin.source}", **params)
        if origin.source == _OWN:
            count = self._say("paper.origin.count", count=len(origin.labels))
            return where, Fact(origin.source, count)
        return where, Fact(origin.source, "、".join(dict.fromkeys(origin.labels)), is_chinese=True)

    def _facts(self, receipt: Receipt) -> tuple[Fact, ...]:
        at = receipt.received_at
        moment = self._say(
            "paper.moment", year=at.year, month=at.month, day=at.day, time=f"{at:%H:%M}"
        )
        return (
            Fact("applicant", receipt.applicant or "—", is_chinese=True),
            Fact("received_at", moment),
            Fact("theme", receipt.theme_name, is_chinese=True),
            Fact("channel", self._channel(receipt.channel)),
            Fact("form", self._say("paper.receipt.form", fields=receipt.fields)),
            Fact("working_days", self._days(receipt.working_days)),
        )


def in_short(name: str) -> str:
    """Return the name of a subject without its explanation.

    Examples:
        >>> in_short("经营主体负责人:公司法定代表人、个体工商户经营者"), in_short("经营场所(门店)")
        ('经营主体负责人', '经营场所')
    """
    return re.split("[:：(（,，]", name, maxsplit=1)[0]


def _moment(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"


def _steps(receipt: Receipt) -> tuple[str, ...]:
    owes = any(paper.state == "later" for paper in receipt.materials)
    return ("review", "later", "result") if owes else ("review", "result")


def _pdf_of(html: str) -> bytes:
    import weasyprint  # half a second that only printing needs

    # Everything is inside the page: nothing is fetched from anywhere.
    fetcher = weasyprint.URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_scope_headers)
    return pdf


def _scope_headers(_document: Any, pdf: Any) -> None:
    """Say of each table header whether it heads a column or a row, for those who listen."""
    parts: dict[Any, Any] = {part.reference: part for part in _dictionaries(pdf)}
    for part in parts.values():
        if part.get("S") == "/TH":
            group = parts[parts[part["P"]]["P"]]
            part["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _dictionaries(pdf: Any) -> Iterator[Any]:
    return (part for part in pdf.objects if isinstance(part, dict))
