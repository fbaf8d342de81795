"""Why something is suggested, in the words of whoever reads it."""

from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.suggesting.known_labels import Known
from core.i18n import translate


@dataclass(frozen=True, slots=True)
class SuggestionReason:
    """One reason: the key of its sentence, and what the sentence speaks of."""

    key: str
    params: tuple[tuple[str, str], ...] = ()

    def words(self, locale: str) -> str:
        """Return the reason as a sentence."""
        return translate(f"suggesting.{self.key}", locale, **dict(self.params))


class Reasons:
    """Puts reasons together from the names in a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._of_element: dict[str, SuggestionReason] = {}
        self._of_subject: dict[str | None, SuggestionReason] = {}

    def nearest(self, near: Known, *, same_wording: bool) -> SuggestionReason:
        """Say which label is nearest, and where it stands."""
        if near.is_name:
            return SuggestionReason("nearest_name", (("label", near.text),))
        place = (("label", near.text), ("matter", self._catalogue.matter_name(near.form)))
        kind = "same" if same_wording else "nearest"
        if near.section:
            return SuggestionReason(f"{kind}_in_section", (*place, ("section", near.section)))
        return SuggestionReason(kind, place)

    def element(self, code: str) -> SuggestionReason:
        """Say what the element is called, and which standard it follows."""
        if code not in self._of_element:
            self._of_element[code] = self._element(code)
        return self._of_element[code]

    def subject(self, code: str | None) -> SuggestionReason:
        """Say whom it is about, or that the label does not tell."""
        if code not in self._of_subject:
            self._of_subject[code] = self._subject(code)
        return self._of_subject[code]

    def party(self, word: str, subject: str) -> SuggestionReason:
        """Say that staff have said whom a word means."""
        name = self._catalogue.short_subject_name(subject)
        return SuggestionReason("party", (("word", word), ("name", name)))

    def exact(self, count: int) -> SuggestionReason:
        """Say that labels worded the same all ask for this."""
        return SuggestionReason("exact", (("count", str(count)),))

    def _element(self, code: str) -> SuggestionReason:
        element = self._catalogue.elements.get(code)
        if element is None:
            return SuggestionReason("element_unknown", (("code", code),))
        names = (("code", code), ("name", element.name))
        if element.standard:
            return SuggestionReason("element_of_standard", (*names, ("standard", element.standard)))
        return SuggestionReason("element", names)

    def _subject(self, code: str | None) -> SuggestionReason:
        if code is None:
            return SuggestionReason("subject_open")
        return SuggestionReason(
            "subject", (("code", code), ("name", self._catalogue.subject_name(code)))
        )
