"""``catalogue import`` and ``catalogue export``: matters from spreadsheets and back."""

import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from commands.inputs import (
    CatalogueOption,
    JsonOption,
    bad_input_reported,
    hint_for,
    locale,
    package_from,
    refusals_reported,
    refuse,
    say,
)
from commands.outputs import finding_document, print_json, print_line
from commands.writing import write_files
from core.catalogue.models import Matter
from core.i18n import translate
from core.services.queries import import_matters
from core.services.queries.import_matters import (
    MAX_BYTES,
    Imported,
    matter_file,
    report_of,
    write_spreadsheet,
)

FileArgument = Annotated[str, typer.Argument(metavar="F.xlsx", help="The spreadsheet to read.")]
DepartmentOption = Annotated[
    str, typer.Option("--department", help="Code of the department whose matters these are.")
]
OutOption = Annotated[Path, typer.Option("--out", help="Directory for the matter files.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
ToOption = Annotated[Path, typer.Option("--to", help="The spreadsheet to write.")]


def import_spreadsheet(
    file: FileArgument,
    *,
    department: DepartmentOption,
    out: OutOption,
    force: ForceOption = False,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read 实施清单, a blank form or an XLSForm, and write matters; with an error, nothing."""
    raw = _bytes_of(file)
    package = package_from(catalogue)
    known = package.catalogue
    _expect(known.departments, department, "unknown_department")
    # openpyxl prints what it finds odd; standard output is for the result alone.
    with bad_input_reported(), redirect_stdout(sys.stderr):
        imported = import_matters.import_spreadsheet(
            raw, name=Path(file).stem, department=department, catalogue=known
        )
    for refusal in refusals_reported(package):
        say(refusal)
    written = {} if imported.has_errors else _written(imported, out, force=force)
    if as_json:
        print_json(_document(file, imported, written))
    else:
        _print(imported, written)
    raise typer.Exit(int(imported.has_errors))


def export_spreadsheet(
    code: Annotated[str, typer.Argument(help="Code of the matter.")],
    *,
    to: ToOption,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a matter as the spreadsheet that ``catalogue import`` reads, without loss."""
    matters = package_from(catalogue).catalogue.matters
    _expect(matters, code, "unknown_matter")
    matter = matters[code]
    with bad_input_reported():
        raw = write_spreadsheet(matter)
    write_files({to: raw})
    counts = {"fields": sum(1 for _ in matter.entries()), "materials": len(matter.materials)}
    if as_json:
        print_json({"matter": code, "name": matter.name, "file": str(to), **counts})
    else:
        print_line(
            translate("command.spreadsheet.exported", locale(), code=code, file=to, **counts)
        )


def _bytes_of(file: str) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("command.input.unreadable", source=file, reason=reason)


def _expect(known: Mapping[str, Any], code: str, refusal: str) -> None:
    if code not in known:
        refuse(f"command.spreadsheet.{refusal}", code=code[:80], hint=hint_for(code, known))


def _written(imported: Imported, out: Path, *, force: bool) -> dict[str, str]:
    """Write the matters, all or none; return the file of each."""
    files: dict[Path, bytes] = {}
    for matter in imported.matters:
        path = out / f"{matter.code}.yaml"
        if path.exists() and not force:
            refuse("command.spreadsheet.exists", file=path)
        try:
            files[path] = matter_file(matter)
        except ValueError:
            refuse("command.spreadsheet.not_yaml", code=matter.code)
    write_files(files)
    pairs = zip(imported.matters, files, strict=True)
    return {matter.code: str(path) for matter, path in pairs}


def _document(file: str, imported: Imported, written: Mapping[str, str]) -> dict[str, Any]:
    return {
        "file": file,
        "matters": [
            _matter_document(matter, written.get(matter.code)) for matter in imported.matters
        ],
        "rows": [
            {
                "sheet": row.sheet,
                "row": row.row,
                "understood": _plain(row.understood) or None,
                "findings": [finding_document(finding, locale()) for finding in row.findings],
            }
            for row in imported.rows
        ],
        "findings": [finding_document(finding, locale()) for finding in imported.findings],
    }


def _matter_document(matter: Matter, file: str | None) -> dict[str, Any]:
    return {
        "code": matter.code,
        "name": matter.name,
        "file": file,
        "fields": sum(1 for _ in matter.entries()),
        "materials": len(matter.materials),
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _print(imported: Imported, written: Mapping[str, str]) -> None:
    report = report_of(imported, locale())
    for line in report.every_line:
        print_line(f"{line.at}: {line.severity.value} {line.message}")
    print_line(translate("command.spreadsheet.summary", locale(), **report.counts))
    for file in written.values():
        print_line(translate("command.spreadsheet.written", locale(), file=file))
    if report.counts["errors"]:
        say(translate("command.spreadsheet.errors", locale()))
