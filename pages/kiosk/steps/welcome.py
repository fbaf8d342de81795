"""Choose the one thing to get done."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from core.i18n import translate
from core.services.citizens import (
    MOST_AT_ONCE,
    KioskService,
    NamedTile,
    TileGroup,
    browsed,
    found,
)
from pages.kiosk.cursor import Step
from pages.kiosk.frame import steps_list
from pages.kiosk.theme_presentation import group_name, group_place, icon_of, named
from pages.kiosk.visit import Visit
from pages.shared.styling import plain

_MOST_FOUND = 24
"""Whoever looks further types another letter."""


def page(service: KioskService, here: Visit) -> None:
    """Show every theme as a large tile."""
    title = translate("kiosk.welcome.title", here.locale)
    lead = translate("kiosk.welcome.lead", here.locale)
    st.html(f'<div class="hero"><h1>{escape(title)}</h1><p>{escape(lead)}</p></div>')
    words = st.text_input(
        translate("kiosk.welcome.find", here.locale),
        placeholder=translate("kiosk.welcome.find_how", here.locale),
        icon=":material/search:", key="find",
    )  # fmt: skip
    tiles = [named(tile, here.locale) for tile in service.themes()]
    if words:
        _tell_found(found(tiles, words)[:_MOST_FOUND], here)
    elif len(tiles) > MOST_AT_ONCE:
        _browse(tiles, here)
    else:
        _groups(tiles, here)
    _errands(service, here)
    _reach(here)
    _six_steps(here.locale)


def _tell_found(tiles: Sequence[NamedTile], here: Visit) -> None:
    """Show what was found, the likeliest first."""
    if not tiles:
        st.html(f'<p class="none">{escape(translate("kiosk.welcome.none", here.locale))}</p>')
        return
    with st.container(key="tiles_found"):
        for tile in tiles:
            _tile(tile, here)


def _groups(tiles: Iterable[NamedTile], here: Visit) -> None:
    """Show everything there is, by whom it is for."""
    ordered = sorted(tiles, key=_kind_place)
    for place, (kind, group) in enumerate(groupby(ordered, lambda one: one.tile.audience_kind)):
        st.html(f"<h2>{escape(group_name(kind, here.locale))}</h2>")
        with st.container(key=f"tiles_{place}"):
            for tile in group:
                _tile(tile, here)


def _kind_place(one: NamedTile) -> tuple[int, str]:
    return group_place(one.tile.audience_kind)


def _browse(tiles: Sequence[NamedTile], here: Visit) -> None:
    """Where there are very many: first for whom, then from which name to which, then the names."""
    kinds = list(dict.fromkeys(one.tile.audience_kind for one in sorted(tiles, key=_kind_place)))
    if here.kind not in kinds:
        _choices([(kind, group_name(kind, here.locale)) for kind in kinds], _turn_to_kind, here)
        return
    st.button(
        translate("kiosk.finding.back", here.locale), icon=":material/arrow_back:",
        key="browse_back", on_click=_browse_back, args=(here,),
    )  # fmt: skip
    st.html(f"<h2>{escape(group_name(here.kind, here.locale))}</h2>")
    groups = browsed(one for one in tiles if one.tile.audience_kind == here.kind)
    if 0 <= here.group < len(groups):
        _tell_found(groups[here.group].tiles, here)
        return
    names = [(str(place), _named_range(group, here)) for place, group in enumerate(groups)]
    _choices(names, _turn_to_group, here)


def _named_range(group: TileGroup, here: Visit) -> str:
    return translate("kiosk.finding.range", here.locale, first=group.first, last=group.last)


def _choices(
    choices: Iterable[tuple[str, str]], turn: Callable[[Visit, str], None], here: Visit
) -> None:
    with st.container(key="tiles_browse"):
        for code, name in choices:
            st.button(
                plain(name), icon=":material/folder_open:", key=f"browse.{code}",
                on_click=turn, args=(here, code),
            )  # fmt: skip


def _turn_to_kind(here: Visit, kind: str) -> None:
    here.kind, here.group = kind, -1


def _turn_to_group(here: Visit, place: str) -> None:
    here.group = int(place)


def _browse_back(here: Visit) -> None:
    """Go back to the ranges, or to the kinds."""
    if here.group >= 0:
        here.group = -1
    else:
        here.kind = ""


def _errands(service: KioskService, here: Visit) -> None:
    """Offer what somebody who was here before comes for."""
    with st.container(key="errands", horizontal=True):
        st.button(
            translate("kiosk.welcome.track", here.locale), icon=":material/manage_search:",
            key="track", on_click=_turn_to, args=(here, "track"),
        )  # fmt: skip
        if service.keeper.keeps:
            st.button(
                translate("kiosk.welcome.resume", here.locale), icon=":material/event_upcoming:",
                key="resume", on_click=_turn_to, args=(here, "resume"),
            )  # fmt: skip


def _reach(here: Visit) -> None:
    """Offer to bring everything within reach; it stands where somebody who sits can touch it."""
    words = translate(f"kiosk.reach.{'high' if here.low else 'low'}", here.locale)
    st.button(
        words, icon=":material/accessible:", key="reach", on_click=here.toggle_low, width="stretch"
    )


def _turn_to(here: Visit, errand: str) -> None:
    here.errand = errand


def _six_steps(locale: str) -> None:
    """Tell what comes: six steps, each with its official name."""
    title = escape(translate("kiosk.welcome.steps", locale))
    st.html(
        f'<section class="sec more"><h2>{title}</h2>{steps_list(Step.WELCOME, locale)}</section>'
    )


def _tile(one: NamedTile, here: Visit) -> None:
    tile, name = one.tile, one.name
    together = translate("kiosk.welcome.about", here.locale, count=tile.matters)
    about = together if name == tile.name else tile.name
    st.button(
        f"{plain(name)} :small[{plain(about)}]",
        icon=f":material/{icon_of(tile.code)}:", key=f"theme.{tile.code}",
        on_click=here.choose, args=(tile.code, tile.version),
    )  # fmt: skip
