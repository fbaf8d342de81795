"""Choose the one thing to get done."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from core.i18n import listed, translate
from core.services.citizens import (
    MOST_AT_ONCE,
    CitizenUseCases,
    NamedTile,
    TileGroup,
    VisitStep,
    browsed,
    found,
)
from pages.kiosk.frame import steps_list
from pages.kiosk.overlays import Resuming, Tracking
from pages.kiosk.theme_presentation import group_name, group_place, icon_of, named
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import choose_theme
from pages.shared.styling import plain
from pages.shared.translating import said

_MOST_FOUND = 24
"""Whoever looks further types another letter."""


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show every theme as a large tile."""
    title = translate("kiosk.welcome.title", visit.locale)
    lead = translate("kiosk.welcome.lead", visit.locale)
    st.html(f'<div class="hero"><h1>{escape(title)}</h1><p>{escape(lead)}</p></div>')
    words = st.text_input(
        translate("kiosk.welcome.find", visit.locale),
        placeholder=translate(
            "kiosk.welcome.find_how",
            visit.locale,
            done=translate("kiosk.keyboard.done", visit.locale),
        ),
        icon=":material/search:",
        key="find",
    )
    tiles = [named(tile, visit.locale) for tile in service.consulting.themes()]
    if words:
        _tell_found(found(tiles, words)[:_MOST_FOUND], visit)
    elif len(tiles) > MOST_AT_ONCE:
        _browse(tiles, visit)
    else:
        _groups(tiles, visit)
    _side_tasks(service, visit)
    _reach(visit)
    _six_steps(visit.locale)


def _tell_found(tiles: Sequence[NamedTile], visit: Visit) -> None:
    """Show what was found, the likeliest first."""
    if not tiles:
        st.html(f'<p class="none">{escape(translate("kiosk.welcome.none", visit.locale))}</p>')
        return
    with st.container(key="tiles_found"):
        for tile in tiles:
            _tile(tile, visit)


def _groups(tiles: Iterable[NamedTile], visit: Visit) -> None:
    """Show everything there is, by whom it is for."""
    ordered = sorted(tiles, key=_kind_place)
    for place, (kind, group) in enumerate(
        groupby(ordered, lambda named_tile: named_tile.tile.audience_kind)
    ):
        st.html(f"<h2>{escape(group_name(kind, visit.locale))}</h2>")
        with st.container(key=f"tiles_{place}"):
            for tile in group:
                _tile(tile, visit)


def _kind_place(tile: NamedTile) -> tuple[int, str]:
    return group_place(tile.tile.audience_kind)


def _browse(tiles: Sequence[NamedTile], visit: Visit) -> None:
    """Where there are very many: first for whom, then from which name to which, then the names."""
    kinds = list(dict.fromkeys(tile.tile.audience_kind for tile in sorted(tiles, key=_kind_place)))
    if visit.cursor.audience_kind not in kinds:
        _choices([(kind, group_name(kind, visit.locale)) for kind in kinds], _turn_to_kind, visit)
        return
    st.button(
        translate("kiosk.finding.back", visit.locale),
        icon=":material/arrow_back:",
        key="browse_back",
        on_click=_browse_back,
        args=(visit,),
    )
    st.html(f"<h2>{escape(group_name(visit.cursor.audience_kind, visit.locale))}</h2>")
    groups = browsed(
        tile for tile in tiles if tile.tile.audience_kind == visit.cursor.audience_kind
    )
    if 0 <= visit.cursor.group < len(groups):
        _tell_found(groups[visit.cursor.group].tiles, visit)
        return
    names = [(str(place), _named_range(group, visit)) for place, group in enumerate(groups)]
    _choices(names, _turn_to_group, visit)


def _named_range(group: TileGroup, visit: Visit) -> str:
    return translate("kiosk.finding.range", visit.locale, first=group.first, last=group.last)


def _choices(
    choices: Iterable[tuple[str, str]], turn: Callable[[Visit, str], None], visit: Visit
) -> None:
    with st.container(key="tiles_browse"):
        for code, name in choices:
            st.button(
                plain(name),
                icon=":material/folder_open:",
                key=f"browse.{code}",
                on_click=turn,
                args=(visit, code),
            )


def _turn_to_kind(visit: Visit, kind: str) -> None:
    visit.cursor.audience_kind, visit.cursor.group = kind, -1


def _turn_to_group(visit: Visit, place: str) -> None:
    visit.cursor.group = int(place)


def _browse_back(visit: Visit) -> None:
    """Go back to the ranges, or to the kinds."""
    if visit.cursor.group >= 0:
        visit.cursor.group = -1
    else:
        visit.cursor.audience_kind = ""


def _side_tasks(service: CitizenUseCases, visit: Visit) -> None:
    """Offer what somebody who was here before comes for."""
    with st.container(key="errands", horizontal=True):
        st.button(
            translate("kiosk.welcome.track", visit.locale),
            icon=":material/manage_search:",
            key="track",
            on_click=visit.cursor.lay,
            args=(Tracking(),),
        )
        if service.visits.keeper.keeps:
            st.button(
                translate("kiosk.welcome.resume", visit.locale),
                icon=":material/event_upcoming:",
                key="resume",
                on_click=visit.cursor.lay,
                args=(Resuming(),),
            )


def _reach(visit: Visit) -> None:
    """Offer to bring everything within reach; it stands where somebody who sits can touch it."""
    words = translate(f"kiosk.reach.{'high' if visit.low else 'low'}", visit.locale)
    st.button(
        words,
        icon=":material/accessible:",
        key="reach",
        on_click=_toggle_low,
        args=(visit,),
        width="stretch",
    )


def _toggle_low(visit: Visit) -> None:
    visit.low = not visit.low


def _six_steps(locale: str) -> None:
    """Tell what comes: six steps, each with its official name."""
    title = escape(translate("kiosk.welcome.steps", locale))
    steps = steps_list(VisitStep.WELCOME, locale)
    st.html(f'<section class="sec more"><h2>{title}</h2>{steps}</section>')


def _tile(named_tile: NamedTile, visit: Visit) -> None:
    tile, name = named_tile.tile, named_tile.name
    together = translate("kiosk.welcome.about", visit.locale, count=tile.matters)
    about = together if name == tile.name else tile.name
    if tile.replaces:
        replaced = listed([said(old) for old in tile.replaces], visit.locale)
        about = translate("kiosk.welcome.replaces", visit.locale, names=replaced)
    st.button(
        f"{plain(name)} :small[{plain(about)}]",
        icon=f":material/{icon_of(tile.code)}:",
        key=f"theme.{tile.code}",
        on_click=choose_theme,
        args=(visit, tile.code, tile.version),
    )
