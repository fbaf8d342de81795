"""Seal what comes in into a file, or open such a file again, with the key of backups.

    deploy/seal.py seal FILE <CONTENT
    deploy/seal.py open FILE >CONTENT

A sealed file has its name only once it was read back. What is opened comes piece by piece, each
genuine; only with exit code 0 was it whole.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIECE = 1024 * 1024


def main() -> None:
    """Do one of both; whatever goes wrong is said in one line."""
    sys.path.insert(0, str(ROOT))
    from adapters.archives import FileArchive, backup_key  # noqa: PLC0415 -- the path first
    from adapters.settings import read_settings  # noqa: PLC0415
    from core.errors import ServiceError  # noqa: PLC0415
    from core.i18n import translate  # noqa: PLC0415

    if len(sys.argv) != 3 or sys.argv[1] not in {"seal", "open"}:
        sys.exit(__doc__)
    settings = read_settings()
    try:
        archive = FileArchive(Path(sys.argv[2]).absolute(), backup_key(settings))
        if sys.argv[1] == "seal":
            archive.write([("content", _coming_in())])
        else:
            for _, content in archive.members():
                sys.stdout.buffer.writelines(content)
    except ServiceError as error:
        sys.exit(translate(error.message_key, settings.locale, **error.params))


def _coming_in() -> Iterator[bytes]:
    while piece := sys.stdin.buffer.read(PIECE):
        yield piece


if __name__ == "__main__":
    main()
