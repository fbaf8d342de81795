"""What a file of a catalogue says; a file that was understood before is not read again."""

from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from core.catalogue.refusals import shown
from core.catalogue.yaml_reading import Lines, RefusedFileError, read_yaml

_MOST_KEPT = 8192
"""Files whose meaning is kept: more than the library of a city has."""


@lru_cache(maxsize=_MOST_KEPT)
def understood_file(model: type[BaseModel], raw: bytes) -> tuple[Any, Lines]:
    """Return what a file says, and its lines; both are read-only.

    Where one file of a library changes, all others are known.

    Raises:
        RefusedFileError: If it is no document of format 1.
        ValidationError: If the model does not take what stands there.
    """
    data, lines = read_yaml(raw)
    _expect_format_1(data, lines)
    return model.model_validate(data), lines


def _expect_format_1(data: Any, lines: Lines) -> None:
    if not isinstance(data, dict):
        raise RefusedFileError("not-a-mapping", lines.line)
    if "format" not in data:
        raise RefusedFileError("no-format", lines.line)
    found = data["format"]
    if type(found) is not int or found != 1:
        raise RefusedFileError("other-format", lines.at(("format",)), found=shown(found))
