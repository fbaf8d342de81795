"""Choose a region by touching it, level by level (行政区划); the hall's own comes first."""

from dataclasses import replace
from functools import partial

import streamlit as st

from core.i18n import translate
from core.services.citizens import CitizenUseCases, Region, region, regions_in
from pages.kiosk.addresses import AddressPlace, move_address
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.overlays import ChoosingRegion
from pages.kiosk.visit import Visit
from pages.shared.styling import plain


def choose_region(place: str, label: str, home: str, visit: Visit) -> None:
    """Turn to the choice of a region for a field, beginning at home."""
    visit.cursor.lay(ChoosingRegion(place, label, home))


def choose_address_region(at: AddressPlace, label: str, home: str, visit: Visit) -> None:
    """Turn to the choice of the region that an address begins with, beginning at home."""
    visit.cursor.lay(ChoosingRegion(at.field_place, label, home, True, at.member))


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the regions of one level."""
    choosing = visit.cursor.covered_by(ChoosingRegion)
    if choosing is None:
        return
    above = region(choosing.above)
    heading(
        translate("kiosk.region.kicker", visit.locale),
        choosing.label,
        above.name if above else translate("kiosk.region.whole", visit.locale),
    )
    with st.container(key="regions"):
        for found in regions_in(choosing.above):
            st.button(
                plain(found.short),
                key=f"region.{found.code}",
                on_click=_choose,
                args=(found, visit),
                width="stretch",
            )
    if above is not None:
        st.button(
            translate("kiosk.region.here", visit.locale, name=above.short),
            icon=":material/done_all:",
            key="region_here",
            width="stretch",
            on_click=_take,
            args=(above, visit),
        )
        st.button(
            translate("kiosk.region.other", visit.locale, name=above.short),
            icon=":material/zoom_out_map:",
            key="region_up",
            width="stretch",
            on_click=_look_at,
            args=(above.above, visit),
        )
    if choosing.of_address:
        st.button(
            translate("kiosk.region.none", visit.locale),
            icon=":material/edit_off:",
            key="region_none",
            width="stretch",
            on_click=_take_none,
            args=(visit,),
        )
    bottom_bar("", visit.locale, on_back=partial(_leave, visit))


def _choose(taken: Region, visit: Visit) -> None:
    """Look into a region, or take it if there is nothing in it."""
    if regions_in(taken.code):
        _look_at(taken.code, visit)
    else:
        _take(taken, visit)


def _take(taken: Region, visit: Visit) -> None:
    choosing = visit.cursor.covered_by(ChoosingRegion)
    if choosing is not None:
        _fill(choosing, taken.name, visit)
    _leave(visit)


def _take_none(visit: Visit) -> None:
    """Let an address begin with its street: one abroad is in no region."""
    choosing = visit.cursor.covered_by(ChoosingRegion)
    if choosing is not None:
        _fill(choosing, "", visit)
    _leave(visit)


def _fill(choosing: ChoosingRegion, name: str, visit: Visit) -> None:
    if choosing.of_address:
        move_address(AddressPlace(choosing.field_place, choosing.member), name, visit)
    else:
        visit.fill(choosing.field_place, name)


def _look_at(above: str, visit: Visit) -> None:
    choosing = visit.cursor.covered_by(ChoosingRegion)
    if choosing is not None:
        visit.cursor.lay(replace(choosing, above=above))


def _leave(visit: Visit) -> None:
    visit.cursor.lay(None)
    visit.trouble.checking = False
