"""``user add|change|password|disable|enable``: accounts of the staff."""

from typing import Annotated

import typer

from commands.inputs import bad_input_reported, locale
from commands.outputs import print_line
from core.i18n import translate
from core.staff.models import OPERATOR, Role

app = typer.Typer(help="Accounts of the staff.")

Password = Annotated[
    str,
    typer.Option(
        prompt=True,
        hide_input=True,
        confirmation_prompt=True,
        envvar="DONE_ONCE_NEW_PASSWORD",
        help="Asked for when not given; never shown.",
    ),
]


@app.command()
def add(
    username: str,
    *,
    name: Annotated[str, typer.Option(help="How pages show the person.")],
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    department: Annotated[str, typer.Option(help="Code of the catalogue.")] = "",
    password: Password,
) -> None:
    """Make an account."""
    with bad_input_reported():
        from runtime import account_use_cases  # noqa: PLC0415 -- the database is heavy, load it late

        account_use_cases().accounts.add(
            OPERATOR, username, name, roles=role, password=password, department=department
        )
    print_line(translate("command.user.added", locale(), username=username))


@app.command()
def change(
    username: str,
    *,
    role: Annotated[
        list[Role] | None, typer.Option(help="In place of all it has; may be given several times.")
    ] = None,
    department: Annotated[
        str | None, typer.Option(help="Code of the catalogue; empty takes it away.")
    ] = None,
) -> None:
    """Give an account other roles or another department, from the next thing it does."""
    with bad_input_reported():
        from runtime import account_use_cases  # noqa: PLC0415 -- as above

        account_use_cases().accounts.change(
            OPERATOR, username, roles=role or None, department=department
        )
    print_line(translate("command.user.standing", locale(), username=username))


@app.command()
def password(username: str, *, password: Password) -> None:
    """Give an account a new password; whoever is logged in with it is logged out."""
    with bad_input_reported():
        from runtime import account_use_cases  # noqa: PLC0415 -- as above

        account_use_cases().accounts.set_password(OPERATOR, username, password)
    print_line(translate("command.user.changed", locale(), username=username))


@app.command()
def disable(username: str) -> None:
    """Switch an account off; whoever is logged in with it is logged out."""
    with bad_input_reported():
        from runtime import account_use_cases  # noqa: PLC0415 -- as above

        account_use_cases().accounts.switch_off(OPERATOR, username)
    print_line(translate("command.user.disabled", locale(), username=username))


@app.command()
def enable(username: str) -> None:
    """Switch an account on again; its password is the one it had."""
    with bad_input_reported():
        from runtime import account_use_cases  # noqa: PLC0415 -- as above

        account_use_cases().accounts.switch_on(OPERATOR, username)
    print_line(translate("command.user.enabled", locale(), username=username))
