"""Where on a page something is asked."""

from dataclasses import dataclass

from core.i18n import translate


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value is asked: the key of its widget, its label and its language."""

    key: str
    label: str
    locale: str

    def say(self, key: str) -> str:
        """Return a message in the language of the slot."""
        return translate(key, self.locale)
