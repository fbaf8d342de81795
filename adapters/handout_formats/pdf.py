"""PDF, as every other paper is printed."""

from adapters.handout_writing import HandoutFormat
from core.handouts.models import Handout
from core.ports import Printer


def _write(handout: Handout, printer: Printer) -> bytes:
    return printer.print_paper(handout)


FORMAT = HandoutFormat("application/pdf", _write)
