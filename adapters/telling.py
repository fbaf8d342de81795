"""Tell whoever starts the program how far its first content is, on standard error."""

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.i18n import listed, translate

if TYPE_CHECKING:
    from core.services.designers.publish_first_versions import FirstVersion, Teller


def first_versions_reported(locale: str) -> "Teller":
    """Return what tells of every theme that is published for the first time."""
    return partial(_tell, locale)


def tell_unpublished(themes: Mapping[str, str], locale: str) -> None:
    """Tell which themes nobody can use yet."""
    if themes:
        names = listed([f"{code} {name}" for code, name in themes.items()], locale)
        _say(translate("command.filling.unpublished", locale, themes=names))


def tell_closed(paths: Sequence[str], locale: str) -> None:
    """Tell what everybody on this machine could read until now."""
    if paths:
        _say(translate("production.closed", locale, names=listed(list(paths), locale)))


def _tell(locale: str, version: "FirstVersion") -> None:
    about = {"place": version.place, "of": version.of, "code": version.code, "name": version.name}
    if version.trouble is None:
        _say(translate("command.filling.theme", locale, **about))
        return
    why = translate(version.trouble.message_key, locale, **version.trouble.params)
    _say(translate("command.filling.draft", locale, **about, why=why))


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
