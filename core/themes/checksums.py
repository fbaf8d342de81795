"""The checksums of all themes of a library, each part of it written once for all of them."""

import hashlib

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Part, Theme
from core.themes.catalogue_uses import CatalogueUses
from core.themes.publishing import canonical_json, parts_used, plain_part

PartTexts = dict[int, tuple[Part, str]]
"""Parts of catalogues as text, each by its identity and kept with it."""


class ThemeChecksums:
    """The checksums that themes of one catalogue would be published with (law 9).

    They are those of :func:`core.themes.publishing.checksum_of`; a part that many themes use is
    made into text once.
    """

    def __init__(self, catalogue: Catalogue, texts: PartTexts | None = None) -> None:
        """Make checksums of one catalogue; ``texts`` are shared with others much like it."""
        self._uses = CatalogueUses(catalogue)
        self._texts: PartTexts = {} if texts is None else texts

    def of(self, theme: Theme) -> str:
        """Return the SHA-256 of a theme with everything it uses."""
        parts = parts_used(self._uses, theme)
        texts = {"format": "1", "theme": canonical_json(plain_part(theme))}
        texts |= {name: f"[{','.join(map(self._text, used))}]" for name, used in parts.items()}
        text = ",".join(f'"{name}":{texts[name]}' for name in sorted(texts))
        return hashlib.sha256(f"{{{text}}}".encode()).hexdigest()

    def _text(self, part: Part) -> str:
        """Return a part as text. It is kept with the part, so that no other has its identity."""
        known = self._texts.get(id(part))
        if known is None:
            known = self._texts[id(part)] = (part, canonical_json(plain_part(part)))
        return known[1]
