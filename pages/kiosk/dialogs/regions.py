"""Choose a region by touching it, level by level (行政区划); the hall's own comes first."""

from functools import partial

import streamlit as st

from core.i18n import translate
from core.services.citizens import KioskService, Region, region, regions_in
from pages.kiosk.cursor import Choosing
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.visit import Visit
from pages.shared.styling import plain


def choose_region(place: str, label: str, home: str, here: Visit) -> None:
    """Turn to the choice of a region for a field, beginning at home."""
    here.choosing = Choosing(place, label, home)


def page(service: KioskService, here: Visit) -> None:
    """Show the regions of one level."""
    choosing = here.choosing
    if choosing is None:
        return
    above = region(choosing.above)
    heading(
        translate("kiosk.region.kicker", here.locale),
        choosing.label,
        above.name if above else translate("kiosk.region.whole", here.locale),
    )
    with st.container(key="regions"):
        for one in regions_in(choosing.above):
            st.button(
                plain(one.short), key=f"region.{one.code}", on_click=_choose, args=(one, here),
                width="stretch",
            )  # fmt: skip
    if above is not None:
        st.button(
            translate("kiosk.region.here", here.locale, name=above.short),
            icon=":material/done_all:", key="region_here", width="stretch",
            on_click=_take, args=(above, here),
        )  # fmt: skip
        st.button(
            translate("kiosk.region.other", here.locale, name=above.short),
            icon=":material/zoom_out_map:", key="region_up", width="stretch",
            on_click=_look_at, args=(above.above, here),
        )  # fmt: skip
    bottom_bar("", here.locale, on_back=partial(_leave, here))


def _choose(one: Region, here: Visit) -> None:
    """Look into a region, or take it if there is nothing in it."""
    if regions_in(one.code):
        _look_at(one.code, here)
    else:
        _take(one, here)


def _take(one: Region, here: Visit) -> None:
    if here.choosing is not None:
        here.keep(here.choosing.place, one.name)
    _leave(here)


def _look_at(above: str, here: Visit) -> None:
    if here.choosing is not None:
        here.choosing = Choosing(here.choosing.place, here.choosing.label, above)


def _leave(here: Visit) -> None:
    here.choosing = None
    here.checking = False
