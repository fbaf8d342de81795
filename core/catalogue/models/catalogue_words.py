"""Words for wordings of the catalogue, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.i18n import DEFAULT_LOCALE, locale_of

_JOINTS = (" · ", "、")
"""What joins wordings on a page: a section and its matter, two sections."""


@dataclass(frozen=True, slots=True)
class CatalogueWords:
    """What wordings of the catalogue are called in one language; as they stand if untranslated.

    Without any it is read as it is written.
    """

    locale: str = DEFAULT_LOCALE
    is_confirmed: bool = True
    wordings: Mapping[str, str] = field(default_factory=dict)
    under_codes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Say whether everything is read as it is written."""
        return not self.wordings and not self.under_codes

    def has(self, text: str) -> bool:
        """Say whether a wording has words of its own here, or needs none."""
        return self.of(text) != text or not _is_chinese(text)

    def of(self, text: str, code: str = "") -> str:
        """Return what a wording is called, under a code if it has words of its own there.

        Examples:
            >>> words = CatalogueWords("en", wordings={"姓名": "Name", "地址": "Address"})
            >>> words.of("姓名"), words.of("姓名、地址"), words.of("年龄")
            ('Name', 'Name, Address', '年龄')
        """
        if self.is_empty:
            return text
        known = self.under_codes.get((code, text)) or self.wordings.get(text)
        return known or self._joined(text)

    def _joined(self, text: str) -> str:
        if "，" in text and text.endswith("？"):  # a page that asks two questions
            asked = [self.of(f"{part}？") for part in text.removesuffix("？").split("，")]
            if not any(map(_is_chinese, asked)):
                return " ".join(asked)
        for joint in _JOINTS:
            parts = text.split(joint)
            if len(parts) > 1 and all(map(self.has, parts)):
                between = locale_of(self.locale).separator if joint == "、" else joint
                return between.join(map(self.of, parts))
        return text


AS_WRITTEN = CatalogueWords()
"""Everything as the catalogue has it."""


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
