"""How much a visitor, an address and this process may use."""

from dataclasses import dataclass

from adapters.settings import Settings

MEGABYTE = 1024 * 1024

LARGEST_MESSAGE = 4 * MEGABYTE
"""A message of the browser; a page full of drawn signatures has less than one."""
LARGEST_HEAD = 32 * 1024
HEAD_SECONDS = 10.0
"""How long the first line and the headers of a request may take."""
CHUNK_SECONDS = 15.0
BODY_SECONDS = 300.0
"""How long a body may take altogether: 20 MB from a telephone with a poor connection."""
SENDING_SECONDS = 60.0
"""How long a client may refuse to take what it asked for."""
HALF_OPEN_AT_MOST = 256
"""Connections of this process that have not asked for anything yet; the oldest gives way."""
FILES_PER_SESSION = 60
RETURNING_SHARE = 1.25
"""Whoever only lost the connection is let in beyond what newcomers may fill."""
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 10.0, 50
ADDRESS_MESSAGES_A_SECOND, ADDRESS_MESSAGES_AT_ONCE = 40.0, 400
"""Telephones of a hall share an address, so it may send more than one of them would."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an operator can set of it.

    ``lingers`` is for how many seconds a session outlives its connection.
    """

    sessions: int
    sessions_per_address: int
    upload_bytes_per_session: int
    upload_bytes: int
    lingers: float = 0.0


def limits_of(settings: Settings) -> Limits:
    """Return what an operator has set of it."""
    return Limits(
        sessions=settings.sessions_at_most,
        sessions_per_address=settings.sessions_per_address,
        upload_bytes_per_session=settings.upload_megabytes_per_session * MEGABYTE,
        upload_bytes=settings.upload_megabytes_at_most * MEGABYTE,
        lingers=float(settings.cut_off_seconds),
    )
