"""Put papers together from their content, and print them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.form_pictures import picture_at
from adapters.missing_glyphs import missing_on_form, missing_on_receipt
from adapters.pdf_writing import write_pdf, write_pdf_apart
from adapters.system import local
from adapters.table_layouts import is_whole, lay_out_table
from adapters.typesetting import mark_of, typeset
from core.catalogue.models import short_name
from core.errors import PrintingError
from core.forms.department_forms import FormTable
from core.i18n import DEFAULT_LOCALE, messages_of, translate
from core.materials.status import MaterialTally, OwedDay
from core.privacy.holdings import HeldData
from core.receipts.models import MissingGlyph, PaperForm, Receipt, ReceiptOrigin

TEMPLATES = Path(__file__).parents[1] / "assets" / "templates"
_OWN = "applicant"
_LONG = 40_000
"""From this length of a page on, printing takes seconds: it is done in a process of its own."""
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Fact:
    """A short line of the paper; catalogue and applicant speak Chinese in every language."""

    name: str
    text: str
    is_chinese: bool = False


class PaperPrinter:
    """Implements :class:`core.ports.Printer` in one language.

    In the place of the seal a demo prints that it is one; production never does.
    """

    def __init__(self, locale: str = DEFAULT_LOCALE, *, is_demo: bool = True) -> None:
        self._locale = locale
        self._is_demo = is_demo
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        self._templates.filters["in_short"] = short_name
        self._templates.filters["moment"] = _moment
        # Pango is not made for many threads, and taking turns costs nothing: it holds the GIL.
        self._turn = Lock()
        self._turn_of_long = Lock()

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

    def held_data(self, content: HeldData) -> bytes:
        """Return everything that is held of somebody in a case as PDF bytes.

        Raises:
            PrintingError: If it cannot be made.
        """
        return self._printed(lambda: self.held_data_html(content))

    def held_data_html(self, content: HeldData) -> str:
        """Return what that copy is printed from."""
        return self._templates.get_template("held_data.html").render(
            locale=self._locale, say=self._say, held=content
        )

    def missing_on_form(self, content: PaperForm) -> tuple[MissingGlyph, ...]:
        """Return the characters of a form that cannot be printed, to be told before it is."""
        return missing_on_form(content.form)

    def _printed(self, html_of: Callable[[], str]) -> bytes:
        """Print what is made, one paper after another; nobody waits for a long one."""
        try:
            html = typeset(html_of())
            if len(html) > _LONG:
                with self._turn_of_long:
                    return write_pdf_apart(html)
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
            is_signed=lambda part: part.type.kind.is_signed,
            is_whole=is_whole,
            picture=partial(picture_at, content.pictures),
            lay_out=lay_out_table,
            missing=self._missing(missing_on_form(content.form)),
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
            is_demo=self._is_demo,
            facts=self._facts(receipt),
            origins=[self._origin(origin) for origin in receipt.origins],
            materials=receipt.listed_materials,
            steps=_steps(receipt),
            missing=self._missing(missing_on_receipt(receipt, self._fact_name("applicant"))),
            qr_code=segno.make_qr(receipt.case_number, error="m").svg_data_uri(border=1),
        )

    def _say(self, key: str, **params: object) -> str:
        return translate(key, self._locale, **params)

    def _fact_name(self, name: str) -> str:
        return self._say(f"paper.receipt.fact.{name}")

    def _missing(self, missing: tuple[MissingGlyph, ...]) -> str:
        """Tell what is printed by its code, and where; nothing if every character is there."""
        if not missing:
            return ""
        places = [f"{one.place} {mark_of(one.character)}" for one in missing[:_MOST_NAMED]]
        return self._say("paper.missing", count=len(missing), places="；".join(places))

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
            params["about"] = short_name(origin.about)
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


def _moment(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"


def _steps(receipt: Receipt) -> tuple[str, ...]:
    owes = any(paper.state == "later" for paper in receipt.materials)
    return ("review", "later", "result") if owes else ("review", "result")


def _pdf_of(html: str) -> bytes:
    return write_pdf(html)
