"""Where on a page something is asked."""

from dataclasses import dataclass

from core.i18n import translate
from pages.shared.translating import label


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value is asked: the key of its widget, its label and its language."""

    key: str
    label: str
    locale: str

    @property
    def title(self) -> str:
        """Return the label for a widget, in the language of the reader and as it is written."""
        return label(self.label)

    def say(self, key: str) -> str:
        """Return a message in the language of the slot."""
        return translate(key, self.locale)
