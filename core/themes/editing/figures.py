"""Figures and words of the theme sheet: what it was, what it aims at, what others say of it."""

from core.catalogue.models import Figures, PeerReference, Theme
from core.errors import InvalidThemeError
from core.themes.editing.sheet import Change, with_parts

WORDS = ("audience_kind", "source", "note")
"""The parts of a theme that are a few words each."""
TARGETS = ("working_days", "trips", "materials", "fields")
"""The figures that a theme can aim at on its sheet."""


def set_words(part: str, words: str) -> Change:
    """Return the change that says a part of the theme in words: its kind, source or note.

    Raises:
        InvalidThemeError: If it is no part that is said in words.
    """
    if part not in WORDS:
        raise InvalidThemeError(reason=part)
    return lambda theme: with_parts(theme, **{part: words.strip()})


def set_peer(value: str, source: str) -> Change:
    """Return the change that says what another place published; no words are no reference."""
    said, where = value.strip(), source.strip()
    peer = PeerReference(value=said, **({"source": where} if where else {})) if said else None
    return lambda theme: with_parts(theme, peer_reference=peer)


def set_target(figure: str, value: int | None) -> Change:
    """Return the change that sets one figure of the target; nothing means no target.

    Raises:
        InvalidThemeError: If it is no figure of a target, or a number below nothing.
    """
    return _set_figure("target", figure, value)


def set_baseline(figure: str, value: int | None) -> Change:
    """Return the change that sets one figure of how it was before.

    Raises:
        InvalidThemeError: If it is no such figure, or a number below nothing.
    """
    return _set_figure("baseline", figure, value)


def _set_figure(part: str, figure: str, value: int | None) -> Change:
    if figure not in TARGETS or (value is not None and value < 0):
        raise InvalidThemeError(reason=f"{part}.{figure}")

    def change(theme: Theme) -> Theme:
        now: Figures | None = getattr(theme, part)
        said = now.model_dump(exclude_unset=True) if now else {}
        left = {name: said[name] for name in said if name != figure}
        if value is not None:
            left[figure] = value
        return with_parts(theme, **{part: Figures.model_validate(left) if left else None})

    return change
