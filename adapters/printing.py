"""Print papers: content and template together, in one language."""

from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.paper_layouts import PaperLayout, PaperVoice, missing_on, moment
from adapters.papers import PAPER_LAYOUTS
from adapters.pdf_writing import write_pdf, write_pdf_apart
from adapters.typesetting import typeset
from adapters.watermarks import watermark_style
from core.catalogue.models import short_name
from core.errors import PrintingError
from core.i18n import DEFAULT_LOCALE, locale_of
from core.receipts.models import MissingGlyph, Paper

TEMPLATES = Path(__file__).parents[1] / "assets" / "templates"
_LONG = 40_000
"""From this length of a page on, printing takes seconds: it is done in a process of its own."""
_PLAIN = PaperLayout()


class PaperPrinter:
    """Implements :class:`core.ports.Printer` in one language.

    In the place of the seal a demo prints that it is one; production never does. A ``watermark``
    goes across every page.
    """

    def __init__(
        self, locale: str = DEFAULT_LOCALE, *, is_demo: bool = True, watermark: str = ""
    ) -> None:
        self._watermark = watermark_style(watermark) if watermark else ""
        self._voice = PaperVoice(locale, is_demo)
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        self._templates.filters["in_short"] = short_name
        self._templates.filters["moment"] = moment
        # Pango is not made for many threads, and taking turns costs nothing: it holds the GIL.
        self._turn = Lock()
        self._turn_of_long = Lock()

    def print_paper(self, content: Paper) -> bytes:
        """Return a paper as PDF bytes, one after another; nobody waits for a long one.

        Raises:
            PrintingError: If it cannot be made. The case is safe all the same.
        """
        try:
            html = typeset(self.html_of(content))
            if len(html) > _LONG:
                with self._turn_of_long:
                    return write_pdf_apart(html)
            with self._turn:
                return _pdf_of(html)
        except Exception as error:  # whatever a printer fails with, the case is safe
            raise PrintingError(reason=type(error).__name__) from error

    def lay_out(self, content: Paper) -> str:
        """Return a paper as a page of its own, for the printer of a browser.

        Raises:
            PrintingError: If it cannot be made. The case is safe all the same.
        """
        try:
            return typeset(self.html_of(content))
        except Exception as error:  # as for a PDF
            raise PrintingError(reason=type(error).__name__) from error

    def html_of(self, content: Paper) -> str:
        """Return what a paper is printed from."""
        html = self._templates.get_template(f"{content.template}.html").render(
            locale=self._voice.locale,
            direction=locale_of(self._voice.locale).direction,
            say=self._voice.say,
            is_demo=self._voice.is_demo,
            page_of=Markup(self._voice.page_of()),  # ours, and no letter of it from outside
            paper=content,
            missing=self._voice.tell_missing(self.missing_on(content)),
            **_layout_of(content).context(content, self._voice),
        )
        return html.replace("</head>", f"{self._watermark}</head>", 1)

    def missing_on(self, content: Paper) -> tuple[MissingGlyph, ...]:
        """Return the characters that cannot be printed, to be told before the paper is."""
        return missing_on(content, self._voice, _layout_of(content))


def _layout_of(content: Paper) -> PaperLayout:
    return PAPER_LAYOUTS.get(content.template, _PLAIN)


def _pdf_of(html: str) -> bytes:
    return write_pdf(html)
