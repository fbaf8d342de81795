"""``files quarantined|scan``: files in which a virus was found, and those that wait for a look."""

import typer

from commands.inputs import JsonOption, bad_input_reported, locale
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.operators.screen_files import Screened, ScreenState

app = typer.Typer(help="Files that were handed in, and the virus scanner.")


@app.command()
def quarantined(*, as_json: JsonOption = False) -> None:
    """List the files in which a virus was found: nobody can open them."""
    with bad_input_reported():
        from runtime import file_screening  # noqa: PLC0415 -- the database is heavy

        found = file_screening().quarantined()
    _print(found, as_json=as_json)


@app.command()
def scan(*, as_json: JsonOption = False) -> None:
    """Look at the files that wait, and once more at those in quarantine: new signatures may know.

    Exits with 1 if a virus is in one of them.
    """
    with bad_input_reported():
        from runtime import file_screening  # noqa: PLC0415 -- as above

        looked = file_screening().look_again(ScreenState.WAITING, ScreenState.QUARANTINED)
    _print(looked, as_json=as_json)
    raise typer.Exit(int(any(file.finding for file in looked)))


def _print(files: tuple[Screened, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"files": [_document(file) for file in files]})
        return
    if files:
        names = ("digest", "state", "finding", "at")
        head = [translate(f"files.head.{name}", locale()) for name in names]
        print_table(head, [tuple(_document(file).values()) for file in files])
    print_line(translate("files.number", locale(), number=len(files)))


def _document(screened: Screened) -> dict[str, str]:
    return {
        "digest": screened.digest,
        "state": screened.state.value,
        "finding": screened.finding,
        "at": screened.at.isoformat(timespec="seconds"),
    }
