"""Write a package: the same theme over the same library is the same bytes, on every day."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.themes.exchanging.theme_packages.manifest import (
    MANIFEST,
    manifest_of,
    written_manifest,
)
from core.themes.exchanging.theme_packages.parts import files_of_part, part_of_library

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16


def theme_package_of(theme: Theme, catalogue: Catalogue) -> bytes:
    """Return a theme with its part of the library as a package.

    Raises:
        ValueError: If something would not read back as the same.
    """
    files = files_of_part(part_of_library(theme, catalogue))
    manifest = written_manifest(manifest_of(theme.code, theme.name, files))
    return _zipped({MANIFEST: manifest, **files})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files.items():
            member = ZipInfo(name, _LONG_AGO)
            member.create_system, member.external_attr = _UNIX, _READABLE
            archive.writestr(member, content, ZIP_DEFLATED, 9)
    return stream.getvalue()
