"""Read entries out of the files that the lists of the library stand in."""

from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel, ValidationError

from core.catalogue.editing import EntryKind, code_of
from core.catalogue.models import Part
from core.catalogue.yaml_reading import RefusedFileError, read_yaml
from core.ports import LibraryChange


@lru_cache(maxsize=64)
def list_in(kind: EntryKind, content: bytes) -> BaseModel | None:
    """Return the list that a file says, each content read once; nothing if it is no such list."""
    try:
        data, _ = read_yaml(content)
        return kind.model.model_validate(data)
    except (RefusedFileError, ValidationError):
        return None


def entry_in(kind: EntryKind, code: str, content: bytes | None) -> Part | None:
    """Return an entry as a content of its file says it, if it does."""
    listed = list_in(kind, content) if content is not None else None
    entries: tuple[Part, ...] = getattr(listed, kind, ())
    return next((entry for entry in entries if code_of(kind, entry) == code), None)


def changes_of(
    kind: EntryKind, code: str, changes: tuple[LibraryChange, ...]
) -> Iterator[LibraryChange]:
    """Yield the changes of a file that touched one entry, and its arrival."""
    was = None
    for change in changes:
        becomes = entry_in(kind, code, change.content)
        if becomes != was:
            yield change
        was = becomes
