"""Saved situations of a theme as a YAML file: to be sent, looked through, and read again."""

from typing import Any

from pydantic import ValidationError

from core.catalogue.matter_files import yaml_text
from core.catalogue.models import SavedSituation, Theme
from core.catalogue.yaml_reading import RefusedFileError, read_yaml
from core.errors import SituationFileError

_PART = "saved_situations"


def situations_file(theme: Theme) -> bytes:
    """Return the saved situations of a theme as YAML."""
    said = theme.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return yaml_text({"format": 1, "theme": theme.code, _PART: said.get(_PART, [])}).encode()


def situations_in(raw: bytes) -> tuple[SavedSituation, ...]:
    """Return the situations of a file, one that was written so or the file of a theme.

    Raises:
        SituationFileError: Naming the line of what cannot be read; nothing of it is taken then.
    """
    try:
        document, lines = read_yaml(raw)
    except RefusedFileError as refused:
        raise SituationFileError(line=refused.line, place=refused.rule) from refused
    entries = document.get(_PART) if isinstance(document, dict) else None
    if not isinstance(entries, tuple) or not entries:
        raise SituationFileError(line=1, place=_PART)
    names: set[str] = set()
    read = []
    for number, entry in enumerate(entries):
        situation = _situation(entry, (_PART, number), lines)
        if situation.name in names:
            raise SituationFileError(line=lines.at((_PART, number)), place=situation.name)
        names.add(situation.name)
        read.append(situation)
    return tuple(read)


def _situation(entry: Any, path: tuple[Any, ...], lines: Any) -> SavedSituation:
    try:
        return SavedSituation.model_validate(entry)
    except ValidationError as invalid:
        place = invalid.errors()[0]["loc"]
        line = lines.at((*path, *place))
        raise SituationFileError(line=line, place=".".join(map(str, place))) from invalid
