"""``keys list|new|rotate|drop``: what everything at rest is encrypted under."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_reported, locale, refuse, say
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.operators.rotate_keys import KeyReport, KeyUse, Rotation

app = typer.Typer(help="The keys that everything at rest is encrypted under.")

KeyFileOption = Annotated[
    Path | None,
    typer.Option("--key-file", metavar="FILE", help="Take the key NAME:KEY that stands here."),
]


@app.command("list")
def list_keys(*, as_json: JsonOption = False) -> None:
    """List the keys: which one writes, and how many rows and files are under each.

    Exits with 1 if something is under a key that is not here.
    """
    with bad_input_reported():
        from runtime import key_report  # noqa: PLC0415 -- the database is heavy

        report = key_report()
    if as_json:
        print_json(_document(report))
    else:
        _print(report)
    raise typer.Exit(int(bool(_missing(report))))


@app.command()
def new() -> None:
    """Print a new key, for a setting or a file; nothing is changed."""
    with bad_input_reported():
        from runtime import fresh_key  # noqa: PLC0415 -- as above

        print_line(fresh_key())


@app.command()
def rotate(key_file: KeyFileOption = None, *, as_json: JsonOption = False) -> None:
    """Bring everything under a new key, while everything goes on; encrypt files of before.

    Interrupt it whenever you like: what is done stays done, and running it again goes on with the
    same key. Exits with 1 if something is left under another one.
    """
    line = _line_of(key_file) if key_file else ""
    with bad_input_reported():
        from runtime import rotated_keys  # noqa: PLC0415 -- as above

        done = rotated_keys(line)
    if as_json:
        did = {name: getattr(done, name) for name in ("is_new", "sealed", "rows", "files")}
        print_json({**did, "left": done.now.left, **_document(done.now)})
    else:
        _print_rotation(done)
    raise typer.Exit(int(bool(done.now.left)))


@app.command()
def drop(key: Annotated[str, typer.Argument(help="Its name.")]) -> None:
    """Take a key away that nothing is under any more; one that is in use is refused."""
    with bad_input_reported():
        from runtime import drop_key  # noqa: PLC0415 -- as above

        drop_key(key)
    print_line(translate("keys.dropped", locale(), key=key))


def _line_of(file: Path) -> str:
    try:
        return file.read_text("ascii").strip() or "nothing"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        refuse("command.keys.unreadable", file=file, reason=reason)


def _print(report: KeyReport) -> None:
    head = [translate(f"keys.head.{name}", locale()) for name in ("key", "state", "rows", "files")]
    print_table(head, [(key.name, _state(key), key.rows, key.files) for key in report.keys])
    if report.plain_files:
        print_line(translate("keys.plain", locale(), number=report.plain_files))
    for name in report.unused:
        print_line(translate("keys.unused", locale(), key=name))
    if _missing(report):
        say(translate("keys.unreadable", locale(), number=_missing(report)))


def _print_rotation(done: Rotation) -> None:
    newest = next(key.name for key in done.now.keys if key.is_newest)
    what = "new" if done.is_new else "same"
    print_line(translate(f"keys.rotated.{what}", locale(), key=newest))
    print_line(translate("keys.rotated.done", locale(), rows=done.rows, files=done.files))
    if done.sealed:
        print_line(translate("keys.sealed", locale(), number=done.sealed))
    print_line()
    _print(done.now)
    if done.now.left:
        say(translate("keys.left", locale(), number=done.now.left))


def _state(use: KeyUse) -> str:
    state = "newest" if use.is_newest else "older" if use.is_here else "missing"
    return translate(f"keys.state.{state}", locale())


def _missing(report: KeyReport) -> int:
    return sum(key.rows + key.files for key in report.keys if not key.is_here)


def _document(report: KeyReport) -> dict[str, Any]:
    keys = [
        {
            "key": key.name,
            "writes": key.is_newest,
            "here": key.is_here,
            "rows": key.rows,
            "files": key.files,
        }
        for key in report.keys
    ]
    return {"keys": keys, "plain_files": report.plain_files, "unused": list(report.unused)}
