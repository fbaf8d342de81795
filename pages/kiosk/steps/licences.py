"""Offer to fetch licences instead of asking (免填表单): each with consent, none as a must."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from core.catalogue.models import FieldType
from core.errors import Problem
from core.i18n import listed, translate
from core.services.citizens import (
    Consultation,
    IdentityReader,
    KioskForm,
    KioskService,
    LicenceOffer,
    LicenceOutcome,
    Outcome,
    Prefilled,
)
from pages.kiosk.consulting import problems_of
from pages.kiosk.cursor import Step
from pages.kiosk.dialogs.identifying import offer_to_identify, show_identity_code
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.steps.changes import tell_change
from pages.kiosk.steps.fields import Sheet, draw_field
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.kiosk.wording import short
from pages.shared.feedback import sentences, tell
from pages.shared.state import keep_under
from pages.shared.styling import icon, plain, tag

_SYMBOLS = {Outcome.FETCHED: "task_alt", Outcome.PARTLY: "task_alt"}
_GIVEN_ON_PAPER = frozenset({Outcome.NOT_FOUND, Outcome.NOT_VALID})
"""Where the library cannot be reached, the office fetches the licence later, as agreed."""


def page(service: KioskService, told: Consultation, form: KioskForm, here: Visit) -> None:
    """Show what could be fetched, for whom and why, and fetch what the person agrees to."""
    problems = _problems(service, form, here) if here.checking else ()
    _say_what_is_missing(problems, here)
    heading(
        translate(
            "prefilling.kicker", here.locale,
            theme=spoken_name(here.theme, told.theme_name, here.locale),
        ),
        translate("prefilling.title", here.locale),
        translate("prefilling.lead", here.locale),
    )  # fmt: skip
    tell_trouble(here)
    if here.forgot:
        words = translate("prefilling.forgot", here.locale)
        st.html(f'<p class="why" role="status">{escape(words)}</p>')
    _offer_demo(form, here)
    if service.identity is not None:
        show_identity_code(service.identity, here, demo=bool(form.demo))
    with st.form("licences", border=False, enter_to_submit=False):
        sheet = Sheet(told, problems, here)
        here.agreed = _offers(sheet, form.licences, service.identity)
        main, other = (translate(f"prefilling.{it}", here.locale) for it in ("fetch", "decline"))
        pressed = bottom_bar(main, here.locale, other=other, in_form=True)
    if pressed.back:
        here.go(Step.GUIDE)
        redraw()
    if pressed.other:
        _decline(form.licences, here)
        redraw()
    if pressed.main:
        _fetch(service, form, here)
        redraw()


def _say_what_is_missing(problems: Sequence[Problem], here: Visit) -> None:
    if problems:
        title = translate("kiosk.form.problems", here.locale, count=len(problems))
        tell(title, sentences(problems, here.locale))
    elif here.checking and not here.agreed:
        tell(translate("prefilling.nothing_agreed", here.locale))


def _offer_demo(form: KioskForm, here: Visit) -> None:
    """Let a made-up person fill in the form, where this installation is a demo."""
    if form.demo:
        with st.container(key="demo", horizontal=True, vertical_alignment="center"):
            mark = tag(translate("prefilling.demo", here.locale), "info")
            words = escape(translate("prefilling.demo_more", here.locale))
            st.html(f"<p>{mark} {words}</p>")
            st.button(
                translate("prefilling.demo_person", here.locale), icon=":material/person:",
                key="demo_person", on_click=_be_demo_person, args=(form, here),
            )  # fmt: skip


def _be_demo_person(form: KioskForm, here: Visit) -> None:
    """Fill in what the made-up person would, the numbers asked for on this page first of all."""
    for place, value in form.demo.items():
        here.keep(place, value)
    for offer in form.licences:
        keep_under(f"holder.{offer.holder.key}", here.values.get(str(offer.holder.key)))


def _offers(
    sheet: Sheet, offers: Iterable[LicenceOffer], reader: IdentityReader | None
) -> list[str]:
    """Draw the offers, holder by holder; return the codes of those agreed to."""
    by_holder: dict[str, list[LicenceOffer]] = {}
    for offer in offers:
        by_holder.setdefault(str(offer.holder.key), []).append(offer)
    agreed: list[str] = []
    for number, (holder, theirs) in enumerate(by_holder.items()):
        with st.container(key=f"card_holder_{number}"):
            agreed += _holder(sheet, holder, theirs, reader)
    return agreed


def _holder(
    sheet: Sheet, holder: str, offers: Sequence[LicenceOffer], reader: IdentityReader | None
) -> list[str]:
    here, first = sheet.here, offers[0]
    st.html(f"<h3>{escape(short(first.about))}</h3>")
    value, wrong = here.values.get(holder), sheet.problems_of(holder)
    here.keep(holder, draw_field(sheet, first.holder, value, key=f"holder.{holder}", wrong=wrong))
    if reader is not None and first.holder.type is FieldType.IDENTITY:
        offer_to_identify(reader, holder, here)
    return [offer.code for offer in offers if _consent(offer, here)]


def _consent(offer: LicenceOffer, here: Visit) -> bool:
    """Ask for one consent; it is never given beforehand (个人信息保护法 14)."""
    about, locale = short(offer.about), here.locale
    key = f"prefilling.consent.{offer.wanted.source.value}"
    words = translate(key, locale, about=about, licence=offer.licence)
    key = f"consent.{offer.code}"
    agreed = st.checkbox(plain(words), value=offer.code in here.agreed, key=key)
    labels = listed([field.label for field in offer.fields], locale)
    purpose = translate("prefilling.purpose", locale, labels=labels)
    st.html(f'<p class="src">{escape(purpose)}</p>')
    return agreed


def _problems(service: KioskService, form: KioskForm, here: Visit) -> tuple[Problem, ...]:
    """Return what is wrong with the numbers of those whose licences are agreed to."""
    wanted = frozenset(o.holder.key for o in form.licences if o.code in here.agreed)
    return problems_of(service, here, wanted)


def _decline(offers: Iterable[LicenceOffer], here: Visit) -> None:
    """Fetch nothing and forget what was fetched before: consent can be taken back."""
    here.agreed = []
    _begin_anew(offers, here)
    _go_on((), offers, here)


def _fetch(service: KioskService, form: KioskForm, here: Visit) -> None:
    if not here.agreed or _problems(service, form, here):
        here.refuse()
        return
    with st.spinner(translate("prefilling.fetching", here.locale)), here.turn:
        # A second touch runs beside the first: it waits, and finds everything done.
        if here.offering:
            _begin_anew(form.licences, here)
            _keep(service.fetch(here.application(), here.agreed), form.licences, here)


def _keep(told: Prefilled, offers: Iterable[LicenceOffer], here: Visit) -> None:
    here.values.update(told.values)
    here.fetched.update(told.records)
    here.not_had = [o.offer.code for o in told.outcomes if o.outcome in _GIVEN_ON_PAPER]
    here.on_paper += here.not_had
    _go_on(told.outcomes, offers, here)


def _begin_anew(offers: Iterable[LicenceOffer], here: Visit) -> None:
    """Forget what was fetched before; a licence that is not agreed to is given on paper."""
    for offer in offers:
        here.forget_holder(str(offer.holder.key))
    here.on_paper = [offer.code for offer in offers if offer.code not in here.agreed]
    here.not_had = []


def _go_on(
    outcomes: tuple[LicenceOutcome, ...], offers: Iterable[LicenceOffer], here: Visit
) -> None:
    here.outcomes, here.told_on = outcomes, here.page
    here.decided = [offer.code for offer in offers]
    here.offering = here.forgot = False
    here.go(Step.FORM)


def tell_outcomes(form: KioskForm, here: Visit) -> None:
    """Say on the page of the form that comes next what came of each licence, and for the papers."""
    if here.page != here.told_on:
        return
    items = "".join(_outcome(one, here.locale) for one in here.outcomes)
    if items:
        st.html(f'<ul class="items outcomes" role="status">{items}</ul>')
    tell_change(form, here)


def _outcome(one: LicenceOutcome, locale: str) -> str:
    params = {**one.params, "about": short(one.offer.about)}
    words = translate(f"prefilling.outcome.{one.outcome}", locale, **params)
    symbol = _SYMBOLS.get(one.outcome, "edit_note")
    return f"<li>{icon(symbol, 'sq')}<div><p>{escape(words)}</p></div></li>"
