"""Builds what works on stored files."""

from functools import cache
from typing import TYPE_CHECKING

from building.installation import Runtime, ready_runtime, runtime
from db.upgrading import downgrade_database, has_keys

if TYPE_CHECKING:
    from core.services.operators.screen_files import FileScreening


@cache
def file_screening() -> "FileScreening":
    """Return what has files looked at for viruses, where there is a scanner."""
    return screening_over(ready_runtime())


def screening_over(process: Runtime) -> "FileScreening":
    """Return what has the files of an installation, or a room, looked at for viruses."""
    from adapters.virus_scanning import ClamScanner
    from core.services.operators.screen_files import FileScreening

    address = process.settings.virus_scanner
    return FileScreening(
        transaction=process.transaction,
        files=process.files,
        clock=process.clock,
        scanner=ClamScanner(address) if address else None,
        may_wait=process.settings.may_wait_for_scanner,
    )


def seal_files() -> None:
    """Seal what lies plain in the folder of files, from a version of before."""
    runtime().files.seal_plain()


def take_back(revision: str) -> None:
    """Take tables and files back to an earlier revision, for an earlier version of the program."""
    process = runtime()
    downgrade_database(process.settings.database, revision, keyring=process.keys)
    if not has_keys(process.engine):
        process.files.unseal()
