"""Offer to fetch licences instead of asking (免填表单): each with consent, none as a must."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from core.catalogue.models import short_name
from core.errors import Problem
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    IdentityReader,
    KioskForm,
    LicenceOffer,
    LicenceOutcome,
    LicenceState,
    VisitStep,
    drafts,
)
from pages.kiosk.consulting import problems_of
from pages.kiosk.dialogs.identifying import (
    number_key,
    offer_to_identify,
    show_identity_code,
)
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, keep_beside, tell_trouble
from pages.kiosk.memories import LicencesShown
from pages.kiosk.steps.changes import tell_change
from pages.kiosk.steps.fields import FormContext, draw_field
from pages.kiosk.steps.who_turns import leave_form
from pages.kiosk.telling import tell_problems
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.shared.feedback import tell
from pages.shared.state import keep_under
from pages.shared.styling import icon, plain, tag
from pages.shared.translating import beside, said

_SYMBOLS = {LicenceState.FETCHED: "task_alt", LicenceState.PARTLY: "task_alt"}


def page(
    service: CitizenUseCases, consultation: Consultation, form: KioskForm, visit: Visit
) -> None:
    """Show what could be fetched, for whom and why, and fetch what the person agrees to."""
    problems = _problems(service, form, visit) if visit.trouble.checking else ()
    _say_what_is_missing(problems, visit)
    heading(
        translate(
            "prefilling.kicker",
            visit.locale,
            theme=spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
        ),
        translate("prefilling.title", visit.locale),
        translate("prefilling.lead", visit.locale),
    )
    tell_trouble(visit)
    if visit.licences.forgot:
        words = translate("prefilling.forgot", visit.locale)
        st.html(f'<p class="why" role="status">{escape(words)}</p>')
    _offer_demo(form, visit)
    if service.filling.identity is not None:
        show_identity_code(service.filling.identity, visit, demo=bool(form.demo))
    with st.form("licences", border=False, enter_to_submit=False):
        sheet = FormContext(consultation, problems, visit)
        visit.change(drafts.agree, _offers(sheet, form.licences, service.filling.identity))
        main, other = (translate(f"prefilling.{it}", visit.locale) for it in ("fetch", "decline"))
        keep_beside(visit.locale)
        pressed = bottom_bar(main, visit.locale, other=other, in_form=True)
    if pressed.back:
        leave_form(service, visit)
        redraw()
    if pressed.other:
        _decline(form.licences, visit)
        redraw()
    if pressed.main:
        _fetch(service, form, visit)
        redraw()


def _say_what_is_missing(problems: Sequence[Problem], visit: Visit) -> None:
    if problems:
        tell_problems(problems, visit.locale)
    elif visit.trouble.checking and not visit.draft.licences.agreed:
        tell(translate("prefilling.nothing_agreed", visit.locale))


def _offer_demo(form: KioskForm, visit: Visit) -> None:
    """Let a made-up person fill in the form, where this installation is a demo."""
    if form.demo:
        with st.container(key="demo", horizontal=True, vertical_alignment="center"):
            mark = tag(translate("prefilling.demo", visit.locale), "info")
            words = escape(translate("prefilling.demo_more", visit.locale))
            st.html(f"<p>{mark} {words}</p>")
            st.button(
                translate("prefilling.demo_person", visit.locale),
                icon=":material/person:",
                key="demo_person",
                on_click=_be_demo_person,
                args=(form, visit),
            )


def _be_demo_person(form: KioskForm, visit: Visit) -> None:
    """Fill in what the made-up person would, the numbers asked for on this page first of all."""
    for place, value in form.demo.items():
        visit.fill(place, value)
    for offer in form.licences:
        keep_under(number_key(str(offer.holder.key)), visit.draft.values.get(str(offer.holder.key)))


def _offers(
    sheet: FormContext, offers: Iterable[LicenceOffer], reader: IdentityReader | None
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
    sheet: FormContext, holder: str, offers: Sequence[LicenceOffer], reader: IdentityReader | None
) -> list[str]:
    visit, first = sheet.visit, offers[0]
    st.html(f"<h3>{beside(short_name(first.about))}</h3>")
    value, wrong = visit.draft.values.get(holder), sheet.problems_of(holder)
    visit.fill(holder, draw_field(sheet, first.holder, value, key=number_key(holder), wrong=wrong))
    if reader is not None and first.holder.type.kind.identifies:
        offer_to_identify(reader, holder, visit)
    return [offer.code for offer in offers if _consent(offer, visit)]


def _consent(offer: LicenceOffer, visit: Visit) -> bool:
    """Ask for one consent; it is never given beforehand (个人信息保护法 14)."""
    about, locale = said(short_name(offer.about)), visit.locale
    key = f"prefilling.consent.{offer.wanted.source.value}"
    words = translate(key, locale, about=about, licence=said(offer.licence))
    key = f"consent.{offer.code}"
    agreed = st.checkbox(plain(words), value=offer.code in visit.draft.licences.agreed, key=key)
    labels = listed([said(field.label) for field in offer.fields], locale)
    purpose = translate("prefilling.purpose", locale, labels=labels)
    st.html(f'<p class="src">{escape(purpose)}</p>')
    return agreed


def _problems(service: CitizenUseCases, form: KioskForm, visit: Visit) -> tuple[Problem, ...]:
    """Return what is wrong with the numbers of those whose licences are agreed to."""
    wanted = frozenset(o.holder.key for o in form.licences if o.code in visit.draft.licences.agreed)
    return problems_of(service, visit, wanted)


def _decline(offers: Iterable[LicenceOffer], visit: Visit) -> None:
    """Fetch nothing and forget what was fetched before: consent can be taken back."""
    visit.change(drafts.decline, _by_number(offers))
    _go_on((), visit)


def _fetch(service: CitizenUseCases, form: KioskForm, visit: Visit) -> None:
    if not visit.draft.licences.agreed or _problems(service, form, visit):
        visit.refuse()
        return
    with st.spinner(translate("prefilling.fetching", visit.locale)), visit.turn:
        # A second touch runs beside the first: it waits, and finds everything done.
        if visit.cursor.offering:
            _fetch_agreed(service, _by_number(form.licences), visit)


def _fetch_agreed(service: CitizenUseCases, offers: Mapping[str, str], visit: Visit) -> None:
    visit.change(drafts.begin_fetching, offers)
    fetched = service.filling.fetch(visit.draft.application(), visit.draft.licences.agreed)
    visit.change(drafts.fetch, offers, fetched.records, fetched.not_had)
    _go_on(fetched.outcomes, visit)


def _by_number(offers: Iterable[LicenceOffer]) -> dict[str, str]:
    """Return the licences on offer, each with the place of its holder's number."""
    return {offer.code: str(offer.holder.key) for offer in offers}


def _go_on(outcomes: tuple[LicenceOutcome, ...], visit: Visit) -> None:
    visit.licences = LicencesShown(outcomes, visit.cursor.page)
    visit.cursor.offering = False
    visit.go(VisitStep.FORM)


def offer_anew(
    offers: Iterable[LicenceOffer], visit: Visit, problems: Iterable[Problem] = ()
) -> bool:
    """Turn to the offers if there is one about which the person has not decided.

    Not before the number in question is right.
    """
    decided = visit.draft.licences.decided
    holders = {str(offer.holder.key) for offer in offers if offer.code not in decided}
    if not holders or not holders.isdisjoint(problem.place for problem in problems):
        return False
    visit.cursor.offering = True
    visit.go(VisitStep.FORM)
    return True


def tell_outcomes(form: KioskForm, visit: Visit) -> None:
    """Say on the page of the form that comes next what came of each licence, and for the papers."""
    if visit.cursor.page != visit.licences.page:
        return
    requested = visit.draft.licences.requested  # no more, where the number was changed
    outcomes = [outcome for outcome in visit.licences.outcomes if outcome.offer.code in requested]
    items = "".join(_outcome(outcome, visit.locale) for outcome in outcomes)
    if items:
        st.html(f'<ul class="items outcomes" role="status">{items}</ul>')
    tell_change(form, visit)


def _outcome(outcome: LicenceOutcome, locale: str) -> str:
    named = {"about": _whose(outcome, locale), "licence": said(outcome.offer.licence)}
    params = {**outcome.params, **named}
    words = translate(f"prefilling.outcome.{outcome.outcome}", locale, **params)
    symbol = _SYMBOLS.get(outcome.outcome, "edit_note")
    return f"<li>{icon(symbol, 'sq')}<div><p>{escape(words)}</p></div></li>"


def _whose(outcome: LicenceOutcome, locale: str) -> str:
    """Say whose licence it is: by the name on it if it came, so that a wrong number is noticed."""
    about, name = said(short_name(outcome.offer.about)), outcome.holder_name
    whole = {"name": name, "about": about}
    return translate("prefilling.outcome.whose", locale, **whole) if name else about
