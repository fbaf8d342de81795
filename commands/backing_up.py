"""``backup`` and ``restore``: everything that an installation keeps, in one encrypted file."""

from pathlib import Path
from typing import Annotated

import typer

from commands.history import print_problems, problems_document
from commands.inputs import JsonOption, bad_input_reported, locale, say
from commands.outputs import print_json, print_line
from core.i18n import translate

ToOption = Annotated[Path, typer.Option("--to", metavar="FILE", help="The archive to write.")]
FromOption = Annotated[Path, typer.Option("--from", metavar="FILE", help="The archive to read.")]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Keep what is there under another name, and go on.")
]


def backup(to: ToOption, *, as_json: JsonOption = False) -> None:
    """Copy database, files and signed heads into an encrypted archive, while everything runs.

    It is read back before it gets its name. Keys are not in it: keep them apart.
    """
    with bad_input_reported():
        from runtime import back_up_to  # noqa: PLC0415 -- the database is heavy, load it late

        made = back_up_to(to.absolute())
    report = {
        "file": str(to),
        "bytes": made.size,
        "made_at": made.made_at.isoformat(),
        "database": made.database,
        "revision": made.revision,
        "files": made.files,
        "heads": made.heads,
    }
    if as_json:
        print_json(report)
    else:
        print_line(translate("command.backup.made", locale(), **report))


def restore(source: FromOption, *, force: ForceOption = False, as_json: JsonOption = False) -> None:
    """Restore an archive into an empty place, then compare all cases with what was written.

    Exits with 1 if it is restored and something in it is not as it was written.
    """
    with bad_input_reported():
        from runtime import restore_from, verified_history  # noqa: PLC0415 -- as above

        came = restore_from(source.absolute(), force=force)
        report = verified_history()
    document = {
        "file": str(source),
        "made_at": came.made_at.isoformat(),
        "revision": came.revision,
        "files": came.files,
        "heads": came.heads,
        "set_aside": came.set_aside or None,
    }
    if as_json:
        print_json({**document, "history": problems_document(report)})
    else:
        print_line(translate("command.restore.done", locale(), **document))
        if came.set_aside:
            say(translate("command.restore.set_aside", locale(), suffix=came.set_aside))
        print_problems(report)
    raise typer.Exit(int(bool(report.problems)))
