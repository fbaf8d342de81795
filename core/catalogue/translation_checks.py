"""Look over translations: what they name exists, and how much of the catalogue they lack."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, warning
from core.catalogue.models import TRANSLATED_KINDS, Translation
from core.catalogue.refusals import closest
from core.catalogue.translations import declared, missing_in, parts_of

_MOST_NAMED = 3

Path = tuple[str, ...]


def check_translation(
    translation: Translation, catalogue: Catalogue
) -> Iterator[tuple[Path, Finding]]:
    """Yield codes and parts that the catalogue does not have, and once what is missing.

    Wordings that the catalogue has no longer are no fault: published versions may have them.
    """
    for kind in TRANSLATED_KINDS:
        for code in getattr(translation, kind):
            yield from _check_code(translation, kind, code, catalogue)
    if missing := missing_in(translation, catalogue):
        params = {
            "locale": translation.locale,
            "count": len(missing),
            "texts": missing[:_MOST_NAMED],
        }
        yield ("format",), warning("missing-translation", translation.locale, **params)


def _check_code(
    translation: Translation, kind: str, code: str, catalogue: Catalogue
) -> Iterator[tuple[Path, Finding]]:
    codes = declared(catalogue, kind)
    if code not in codes:
        yield (kind, code), _unknown(translation, code, code, closest(code, codes))
        return
    known = dict(parts_of(kind, codes[code]))
    for path in translation.words_of(kind, code):
        if path not in known:
            found = _unknown(translation, code, f"{code}.{path}", closest(path, known))
            yield (kind, code, path), found


def _unknown(translation: Translation, code: str, named: str, hint: str) -> Finding:
    params = {"locale": translation.locale, "code": named, "hint": hint}
    return warning("unknown-translation", f"{translation.locale}.{code}", **params)
