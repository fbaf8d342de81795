"""The kiosk put together: its page, and the one that telephones open."""

from functools import partial

import streamlit as st

from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk import journey
from pages.kiosk.phone import page as phone
from pages.kiosk.phone.form import show_form


def show(service: CitizenUseCases, *, idle_seconds: int, address: str) -> None:
    """Show the page of the address.

    Args:
        service: What the kiosk can do.
        idle_seconds: After how long without a touch everything is forgotten.
        address: How phones reach this kiosk; nothing is as the browser here does.
    """
    kiosk = st.Page(
        partial(journey.page, service, idle_seconds=idle_seconds, address=address),
        title=translate("kiosk.frame.name"),
        url_path="kiosk",
        default=True,
    )
    on_phone = st.Page(
        partial(_on_phone, service, address=address),
        title=translate("kiosk.frame.name"),
        url_path="phone",
    )
    st.navigation([kiosk, on_phone], position="hidden").run()


def _on_phone(service: CitizenUseCases, *, address: str) -> None:
    """Show what a phone is given: the form, which has the kiosk's pages, or one thing to do."""
    token = st.query_params.get("form", "")
    if token:
        show_form(service, token)
    else:
        phone.page(service, address=address)
