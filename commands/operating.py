"""What an operator does: start both apps, show a demonstration, bring the database up to date."""

from enum import StrEnum
from typing import Annotated

import typer

from commands.inputs import bad_input_reported, locale, refuse
from commands.outputs import print_line
from core.i18n import translate
from core.services.trainers import play_scenario, read_scenario


class AppName(StrEnum):
    """The two apps."""

    KIOSK = "kiosk"
    DESIGNER = "designer"


database = typer.Typer(help="The database of this installation.")


def run() -> None:
    """Prepare everything and run both apps until Ctrl-C."""
    with bad_input_reported():
        from runtime import launch  # noqa: PLC0415 -- the database is heavy, load it late

        raise typer.Exit(launch())


def serve(
    app: Annotated[AppName, typer.Argument(help="Which of the two.")],
    *,
    address: Annotated[str, typer.Option(help="Where it listens, if not as it is set.")] = "",
    port: Annotated[int, typer.Option(help="Its port, if not as it is set.")] = 0,
) -> None:
    """Serve one of the apps in this process, for a service manager; `run` serves both."""
    with bad_input_reported():
        import runtime  # noqa: PLC0415 -- as above

        code = runtime.serve(app.value, address=address, port=port)
    raise typer.Exit(code)


def work(
    *,
    once: Annotated[bool, typer.Option("--once", help="Do one round, say what was done.")] = False,
) -> None:
    """Let legal clocks run out, and hand over to departments' own systems.

    What offices are silent about is accepted. Messages that are due are sent.

    Without an option a round is done each minute until Ctrl-C. `run` starts it too.
    """
    with bad_input_reported():
        from runtime import keep_working, work_once  # noqa: PLC0415 -- as above

        if not once:
            keep_working()
            raise typer.Exit
        clocks, handed_over = work_once()
    print_line(translate("command.work.done", locale(), number=clocks.accepted))
    params = {"sent": handed_over.sent, "waiting": handed_over.waiting, "dead": handed_over.dead}
    print_line(translate("command.work.handed_over", locale(), **params))


def demo() -> None:
    """Submit the cases of all scenarios, once, so that there is something to look at."""
    with bad_input_reported():
        from runtime import (  # noqa: PLC0415 -- as above
            SCENARIOS,
            citizen_use_cases,
            is_demo,
            write_head,
        )

        if not is_demo():
            refuse("command.demo.refused")
        same = True
        for file in sorted(SCENARIOS.glob("*.yaml")):
            scenario = read_scenario(file)
            key = f"demo-{scenario.code}"
            steps = play_scenario(scenario, citizen_use_cases(), submission_key=key, channel="demo")
            right = sum(step.same for step in steps)
            same = same and right == len(steps)
            params = {"title": scenario.title, "right": right, "steps": len(steps)}
            print_line(translate("command.demo.played", locale(), code=scenario.code, **params))
        write_head()
    raise typer.Exit(int(not same))


@database.command()
def sweep() -> None:
    """Let go of what is over: links, visits left for later, files that no case has (law 14)."""
    with bad_input_reported():
        from runtime import citizen_use_cases  # noqa: PLC0415 -- as above

        number = citizen_use_cases().materials.leases.sweep()
    print_line(translate("command.database.swept", locale(), number=number))


@database.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help="The newest that the earlier version knows.")],
) -> None:
    """Take the tables back for an earlier version of the program; no case is lost by it."""
    with bad_input_reported():
        from runtime import take_back  # noqa: PLC0415 -- as above

        take_back(revision)
    print_line(translate("command.database.ready", locale()))


@database.command()
def upgrade() -> None:
    """Make the database if there is none, migrate it, and fill it; encrypt what is plain."""
    with bad_input_reported():
        from runtime import prepare, seal_files, tell_unpublished  # noqa: PLC0415 -- as above

        prepare()
        seal_files()
        tell_unpublished()
    print_line(translate("command.database.ready", locale()))
