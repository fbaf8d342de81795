"""Read a package that anybody may have made: nothing is written, and nothing altered is taken.

Limits hold before anything is unpacked, and while it is: a small file cannot become a large one.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Severity
from core.catalogue.models import Theme
from core.catalogue.packages import FOLDERS, LISTS, read_files
from core.errors import NotJsonError, NotThemePackageError, Problem
from core.plain_json import read_json
from core.themes.exchanging.theme_packages.manifest import (
    FORMAT,
    KIND,
    MANIFEST,
    checksum_of_manifest,
)

MOST_BYTES, MOST_UNPACKED, MOST_FILES = 20_000_000, 60_000_000, 5_000
_ENCRYPTED = 0x1
_IN_FOLDER = re.compile(rf"(?:{'|'.join(FOLDERS)})/[^/\\\x00-\x1f.][^/\\\x00-\x1f]*\.yaml")
_WAYS = frozenset({ZIP_STORED, ZIP_DEFLATED})


@dataclass(frozen=True)
class ThemePackage:
    """A package as read: the theme, its part of a library, and the checksum of the whole."""

    theme: Theme
    catalogue: Catalogue
    checksum: str


def read_theme_package(content: bytes) -> ThemePackage:
    """Return what a package holds.

    Raises:
        NotThemePackageError: Naming everything that is not as its manifest says.
    """
    if len(content) > MOST_BYTES:
        raise _refused(MANIFEST, "too-large", limit=f"{MOST_BYTES:,}")
    files = _unpacked(content)
    manifest = _manifest(files.pop(MANIFEST, None))
    problems = tuple(_altered(manifest, files))
    if problems:
        raise NotThemePackageError(problems)
    return _read(manifest, files)


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            problems = tuple(_unfit(members))
            if problems:
                raise NotThemePackageError(problems)
            return {member.filename: _bytes_of(archive, member) for member in members}
    except (BadZipFile, EOFError, NotImplementedError, ValueError, OSError, zlib.error) as error:
        raise _refused(MANIFEST, "not-zip", reason=type(error).__name__) from error


def _unfit(members: list[ZipInfo]) -> Iterator[Problem]:
    """Yield what no package of ours has: too many files, too much, strange names, names twice."""
    if len(members) > MOST_FILES:
        yield _problem(MANIFEST, "too-many", limit=str(MOST_FILES))
        return
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        yield _problem(MANIFEST, "too-large", limit=f"{MOST_UNPACKED:,}")
    names = Counter(member.filename for member in members)
    yield from (_problem(name, "twice") for name, number in names.items() if number > 1)
    yield from (_problem(name, "strange-name") for name in names if not _is_ours(name))
    locked = (member for member in members if not _is_open(member))
    yield from (_problem(member.filename, "encrypted") for member in locked)


def _is_ours(name: str) -> bool:
    return name == MANIFEST or name in LISTS or bool(_IN_FOLDER.fullmatch(name))


def _is_open(member: ZipInfo) -> bool:
    return not member.flag_bits & _ENCRYPTED and member.compress_type in _WAYS


def _bytes_of(archive: ZipFile, member: ZipInfo) -> bytes:
    """Unpack a file, however large it turns out to be, no further than it says it is."""
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise _refused(member.filename, "altered")
    return content


def _manifest(content: bytes | None) -> dict[str, Any]:
    if content is None:
        raise _refused(MANIFEST, "no-manifest")
    try:
        manifest = read_json(content)
    except NotJsonError as error:
        raise _refused(MANIFEST, "bad-manifest") from error
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise _refused(MANIFEST, "bad-manifest")
    if manifest.get("format") != FORMAT:
        raise _refused(MANIFEST, "other-format", found=str(manifest.get("format"))[:20])
    if manifest.get("checksum") != checksum_of_manifest(manifest):
        raise _refused(MANIFEST, "altered")
    return manifest


def _altered(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield every file that is not as the manifest says, that is missing, or that is more."""
    listed = manifest.get("files")
    if not isinstance(listed, list) or not all(map(_is_listed, listed)):
        yield _problem(MANIFEST, "bad-manifest")
        return
    digests = {entry["path"]: entry["sha256"] for entry in listed}
    for path, digest in digests.items():
        if path not in files:
            yield _problem(path, "missing")
        elif sha256(files[path]).hexdigest() != digest:
            yield _problem(path, "altered")
    yield from (_problem(path, "not-listed") for path in files if path not in digests)


def _is_listed(entry: Any) -> bool:
    return isinstance(entry, dict) and all(
        isinstance(entry.get(name), str) for name in ("path", "sha256")
    )


def _read(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> ThemePackage:
    package = read_files(files)
    errors = [found for found in package.refusals if found.severity is Severity.ERROR]
    if errors:
        problems = (_problem(found.file, "unreadable", why=found.message()) for found in errors)
        raise NotThemePackageError(tuple(problems))
    theme = package.catalogue.themes.get(str(manifest.get("theme")))
    if theme is None or len(package.catalogue.themes) != 1:
        raise _refused(MANIFEST, "no-theme")
    return ThemePackage(theme, package.catalogue, str(manifest["checksum"]))


def _refused(place: str, rule: str, **params: str) -> NotThemePackageError:
    return NotThemePackageError((_problem(place, rule, **params),))


def _problem(place: str, rule: str, **params: str) -> Problem:
    named = {"label": place[:80], **params}
    return Problem(place[:80], f"package-{rule}", tuple(named.items()))
