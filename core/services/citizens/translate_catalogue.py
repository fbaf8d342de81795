"""Read what the catalogue is called in another language: help for reading, never content."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import CatalogueWords
from core.catalogue.translations import words_of
from core.i18n import DEFAULT_LOCALE
from core.ports import Transaction


class TranslateCatalogue:
    """Reads the translations of the library.

    Published versions carry none: they never change, while a translation is mended at any time.
    """

    def __init__(self, *, transaction: Transaction) -> None:
        self._transaction = transaction
        self._known: tuple[Catalogue, dict[str, CatalogueWords]] | None = None

    def __call__(self, locale: str) -> CatalogueWords:
        """Return the words of a language; in that of the catalogue everything stands as it is."""
        if locale == DEFAULT_LOCALE:
            return CatalogueWords(locale)
        with self._transaction() as stores:
            catalogue = stores.catalogue.read().catalogue
        if self._known is None or self._known[0] is not catalogue:
            self._known = catalogue, {}
        words = self._known[1]
        if locale not in words:
            words[locale] = words_of(catalogue, locale)
        return words[locale]
