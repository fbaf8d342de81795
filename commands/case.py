"""``case archive|archive-check``: a case that has ended as one package, and whether it is whole."""

from pathlib import Path
from typing import Annotated

import typer

from commands.inputs import JsonOption, bad_input_reported, locale, log_bytes
from commands.outputs import print_json, print_line
from commands.writing import write_files
from core.i18n import translate
from core.services.officers.archive_case import check_package
from core.staff.models import OPERATOR

app = typer.Typer(help="Cases that have ended, for the archive.")


@app.command()
def archive(
    number: Annotated[str, typer.Argument(help="The number of the case.")],
    *,
    out: Annotated[Path, typer.Option("--out", help="The ZIP file that is written.")],
) -> None:
    """Write a case with everything in it as one ZIP file; the same case, the same bytes."""
    with bad_input_reported():
        from runtime import case_archive  # noqa: PLC0415 -- the database is heavy

        write_files({out: case_archive().case_file(OPERATOR, number)})
    print_line(translate("archive.written", locale(), case=number, file=out))


@app.command("archive-check")
def archive_check(
    package: Annotated[Path, typer.Argument(help="A package of `case archive`.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Name every file of a package that is not as it was packed; needs no database."""
    with bad_input_reported():
        found = check_package(log_bytes(package))
    if as_json:
        print_json({"differences": [{"file": each.name, "kind": each.kind} for each in found]})
    else:
        for each in found:
            print_line(translate(f"archive.difference.{each.kind}", locale(), file=each.name))
        if not found:
            print_line(translate("archive.whole", locale()))
    raise typer.Exit(int(bool(found)))
