"""A concluded case as one package (归档): in the order of the law, with the digest of each part.

The order is that of a case file: catalogue (目录), application, materials, what the offices told,
what was handed over and paid, and the history. Nothing is compressed and no time of writing stands
in it, so that the same case always gives the same bytes.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.cases.history import broken_at
from core.cases.models import Event

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.txt"
HISTORY = "history/history.json"
_FORMAT = 1
_MOST_PARTS = 10_000
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP file can name."""
_PLAIN_FILE = 0o644 << 16


class PartKind(StrEnum):
    """What a part of a case file is, in the order in which they lie in it."""

    APPLICATION = "application"
    FORM = "form"
    AUTHORISATION = "authorisation"
    """Who acted for whom: what was handed in, and what changed since."""
    MATERIAL = "material"
    NOTICE = "notice"
    DELIVERY = "delivery"
    CHARGE = "charge"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class ArchivedPart:
    """One part of a case file; ``suffix`` says what kind of file it is."""

    kind: PartKind
    title: str = field(repr=False)
    suffix: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ArchivedCase:
    """What stands on the cover of a case file."""

    number: str
    theme: str
    version: int
    title: str
    received_at: datetime
    ended_at: datetime
    status: str
    history_digest: str


@dataclass(frozen=True, slots=True)
class PackageDifference:
    """Something in a package that is not as it was packed: which file, and what is wrong."""

    name: str
    kind: str


def pack_case(cover: ArchivedCase, parts: Iterable[ArchivedPart]) -> bytes:
    """Return a case file as one ZIP file, its parts in their order."""
    kinds = list(PartKind)
    ordered = sorted(parts, key=lambda part: kinds.index(part.kind))
    files = list(_named(ordered))
    catalogue = _catalogue(cover, files)
    manifest = _manifest(cover, [(CATALOGUE, "catalogue", catalogue), *_listed(files)])
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in [
            (MANIFEST, manifest),
            (CATALOGUE, catalogue),
            *((name, part.content) for name, part in files),
        ]:
            archive.writestr(_entry(name), content)
    return written.getvalue()


def history_document(history: Sequence[Event]) -> bytes:
    """Return a history as it lies in a case file."""
    return _json(
        [
            {
                "case": event.case_number,
                "sequence": event.sequence,
                "at": event.at.isoformat(),
                "actor": event.actor,
                "action": event.action,
                "details": event.details,
                "previous": event.previous,
                "digest": event.digest,
            }
            for event in history
        ]
    )


def check_package(content: bytes) -> tuple[PackageDifference, ...]:
    """Return everything in a package that is not as it was packed; nothing if it is whole.

    Examples:
        >>> check_package(b"nothing")
        (PackageDifference(name='', kind='no_package'),)
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_differences(archive))
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError):  # or a password
        return (PackageDifference("", "no_package"),)


def _named(parts: Iterable[ArchivedPart]) -> Iterator[tuple[str, ArchivedPart]]:
    counts: dict[PartKind, int] = {}
    for part in parts:
        counts[part.kind] = number = counts.get(part.kind, 0) + 1
        place = f"{part.kind}/{number:03}.{part.suffix}"
        yield (HISTORY if part.kind is PartKind.HISTORY else place), part


def _listed(files: Iterable[tuple[str, ArchivedPart]]) -> Iterator[tuple[str, str, bytes]]:
    return ((name, part.title, part.content) for name, part in files)


def _catalogue(cover: ArchivedCase, files: Sequence[tuple[str, ArchivedPart]]) -> bytes:
    """Return the catalogue (目录) that lies on top, for people to read."""
    lines = [
        cover.title,
        f"{cover.number}  {cover.received_at:%Y-%m-%d} – {cover.ended_at:%Y-%m-%d}",
    ]
    lines += [f"{at:03}  {part.title}  {name}" for at, (name, part) in enumerate(files, start=1)]
    return ("\n".join(lines) + "\n").encode()


def _manifest(cover: ArchivedCase, files: Sequence[tuple[str, str, bytes]]) -> bytes:
    return _json(
        {
            "format": _FORMAT,
            "case": cover.number,
            "theme": cover.theme,
            "version": cover.version,
            "received_at": cover.received_at.isoformat(),
            "ended_at": cover.ended_at.isoformat(),
            "status": cover.status,
            "history": cover.history_digest,
            "files": [
                {"name": name, "title": title, "size": len(content), "sha256": _digest(content)}
                for name, title, content in files
            ],
        }
    )


def _differences(archive: zipfile.ZipFile) -> Iterator[PackageDifference]:
    found = archive.infolist()
    names = [info.filename for info in found]
    if any(info.compress_type != zipfile.ZIP_STORED for info in found) or len(found) > _MOST_PARTS:
        yield PackageDifference("", "no_package")
        return
    yield from (PackageDifference(name, "twice") for name in sorted(_twice(names)))
    manifest = _read_manifest(archive, names)
    if manifest is None:
        yield PackageDifference(MANIFEST, "unreadable")
        return
    listed = {str(entry["name"]): entry for entry in manifest["files"]}
    for name in sorted({*listed, *names} - {MANIFEST}):
        kind = _difference(archive, name, listed.get(name), is_there=name in names)
        if kind:
            yield PackageDifference(name, kind)
    if HISTORY in names and not _is_chained(archive.read(HISTORY), str(manifest["history"])):
        yield PackageDifference(HISTORY, "broken_chain")


def _difference(
    archive: zipfile.ZipFile, name: str, entry: Mapping[str, Any] | None, *, is_there: bool
) -> str:
    if entry is None:
        return "added"
    if not is_there:
        return "missing"
    return "" if _digest(archive.read(name)) == entry["sha256"] else "altered"


def _read_manifest(archive: zipfile.ZipFile, names: Sequence[str]) -> Mapping[str, Any] | None:
    if MANIFEST not in names:
        return None
    try:
        manifest = json.loads(archive.read(MANIFEST))
        is_ours = manifest["format"] == _FORMAT and all(
            {"name", "sha256"} <= entry.keys() for entry in manifest["files"]
        )
        return manifest if is_ours and "history" in manifest else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_chained(content: bytes, head: str) -> bool:
    """Say whether each entry follows the one before it, up to the digest that is named."""
    try:
        history = [
            Event(
                entry["case"],
                entry["sequence"],
                datetime.fromisoformat(entry["at"]),
                entry["actor"],
                entry["action"],
                entry["details"],
                entry["previous"],
                entry["digest"],
            )
            for entry in json.loads(content)
        ]
        return bool(history) and broken_at(history) is None and history[-1].digest == head
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _twice(names: Sequence[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.external_attr = _PLAIN_FILE
    entry.create_system = 3
    return entry


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
