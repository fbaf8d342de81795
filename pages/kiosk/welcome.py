"""Choose the one thing to get done."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

import streamlit as st

from core.i18n import translate
from core.services.kiosk import KioskService, ThemeTile
from pages.kiosk.frame import steps_list
from pages.kiosk.themes_shown import group_name, group_place, icon_of, is_found, spoken_name
from pages.kiosk.visit import Step, Visit
from pages.shared.styling import plain


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
    found = [tile for tile in service.themes() if is_found(tile, words or "", here.locale)]
    if not found:
        st.html(f'<p class="none">{escape(translate("kiosk.welcome.none", here.locale))}</p>')
    _groups(found, here)
    _errands(service, here)
    _reach(here)
    _six_steps(here.locale)


def _groups(tiles: Iterable[ThemeTile], here: Visit) -> None:
    ordered = sorted(tiles, key=lambda tile: group_place(tile.audience_kind))
    for place, (kind, group) in enumerate(groupby(ordered, lambda tile: tile.audience_kind)):
        st.html(f"<h2>{escape(group_name(kind, here.locale))}</h2>")
        with st.container(key=f"tiles_{place}"):
            for tile in group:
                _tile(tile, here)


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


def _tile(tile: ThemeTile, here: Visit) -> None:
    name = spoken_name(tile.code, tile.name, here.locale)
    together = translate("kiosk.welcome.about", here.locale, count=tile.matters)
    about = together if name == tile.name else tile.name
    st.button(
        f"{plain(name)} :small[{plain(about)}]",
        icon=f":material/{icon_of(tile.code)}:", key=f"theme.{tile.code}",
        on_click=here.choose, args=(tile.code, tile.version),
    )  # fmt: skip
