"""Write handouts to files: the end of the file's name says in which format."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.inputs import bad_input_reported, locale, refuse, say
from commands.readiness import expect_ready
from commands.writing import write_files
from core.i18n import translate
from core.services.queries.guide_answers import ThemePlan
from core.services.queries.write_handouts import Handout, theme_handout
from core.working_days import day_of

PNG = "png"


def expect_suffix(to: Path, name: str, *more: str) -> str:
    """Return in which format a file is to be written, by its name; refuse any other."""
    from runtime import handout_writer  # noqa: PLC0415 -- loads the printer

    known, suffix = (*handout_writer().media_types, *more), to.suffix.removeprefix(".").lower()
    if suffix not in known:
        ends = ", ".join(f".{form}" for form in known)
        refuse(
            "command.exchange.unknown_suffix", name=name, suffix=to.suffix or to.name, known=ends
        )
    return suffix


def written_handout(
    plan: ThemePlan, name: str, answers: Mapping[str, Any], *, suffix: str
) -> bytes:
    """Return a handout about a theme as a file."""
    expect_ready(plan, notes=(), as_json=False)
    handout = theme_handout(name, plan, answers, day_of(datetime.now(UTC)), locale=locale())
    return written(handout, suffix)


def written(handout: Handout, suffix: str) -> bytes:
    """Return a handout as a file of a format."""
    from runtime import handout_writer  # noqa: PLC0415 -- loads the printer

    with bad_input_reported():
        if suffix == PNG:
            return handout_writer().picture(handout)
        return handout_writer().write(handout, suffix)


def minutes(
    code: Annotated[str, typer.Argument(help="Code of the theme.")],
    *,
    to: Annotated[Path, typer.Option("--to", help="File to write: .pdf, .docx or .xlsx.")],
    number: Annotated[int | None, typer.Option("--number", min=1, help="An older round.")] = None,
) -> None:
    """Write the minutes of a round of a theme, the newest: who said what, conflicts, dates."""
    from runtime import theme_queries  # noqa: PLC0415 -- the database is heavy, load it late

    suffix = expect_suffix(to, "round")
    with bad_input_reported():
        today = day_of(datetime.now(UTC))
        handout = theme_queries().minutes(code, today=today, locale=locale(), number=number or 0)
    write_handout(handout, to, suffix)


def write_handout(handout: Handout, to: Path, suffix: str) -> None:
    """Write a handout to a file, and say where."""
    content = written(handout, suffix)
    write_files({to: content})
    say(translate("command.exchange.written", locale(), path=to, size=f"{len(content):,}"))
