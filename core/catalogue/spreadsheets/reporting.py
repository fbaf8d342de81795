"""What an import says to people: one report, for the page and for the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.catalogue.findings import Severity

if TYPE_CHECKING:
    from core.catalogue.spreadsheets.importing import Imported

_TO_CONFIRM = frozenset({"spreadsheet-to-confirm", "spreadsheet-nothing-fits"})


class ReportLine(NamedTuple):
    """One finding: where, how severe, and its sentence."""

    at: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every finding as a line, none folded away, and how much was read.

    ``lines`` tell what was not understood, in the order of the rows; ``to_confirm`` what a
    person says of fields that were.
    """

    lines: Sequence[ReportLine]
    to_confirm: Sequence[ReportLine]
    counts: dict[str, int]

    @property
    def every_line(self) -> list[ReportLine]:
        """Return all lines, what was not understood first."""
        return [*self.lines, *self.to_confirm]


def report_of(imported: "Imported", locale: str) -> ImportReport:
    """Return what an import says, in the language of the reader."""
    lines: list[ReportLine] = []
    to_confirm: list[ReportLine] = []
    for finding in imported.all_findings:
        to = to_confirm if finding.rule in _TO_CONFIRM else lines
        to.append(ReportLine(finding.at, finding.severity, finding.message(locale)))
    counts = {
        "rows": len(imported.rows),
        "matters": len(imported.matters),
        "fields": sum(1 for matter in imported.matters for _ in matter.entries()),
        "materials": sum(len(matter.materials) for matter in imported.matters),
        "confirm": len(to_confirm),
        "errors": sum(line.severity is Severity.ERROR for line in lines),
    }
    return ImportReport(lines, to_confirm, counts)
