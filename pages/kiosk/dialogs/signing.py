"""Sign (签名): one document a page, with what stands in it, by finger or by typing one's name."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NoReturn

import streamlit as st

from core.errors import ServiceError
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    DocumentToSign,
    FormTable,
    StepKind,
    Stroke,
    VisitStep,
    drafts,
)
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import Pressed, bottom_bar, heading, tell_trouble
from pages.kiosk.overlays import Signing
from pages.kiosk.steps.handing_in import hand_in
from pages.kiosk.time_estimates import begin_work
from pages.kiosk.visit import Visit
from pages.shared.signature_pad import NOTHING_DRAWN, draw_pad, drawn_under
from pages.shared.translating import beside, line, said
from pages.shared.widgets import typed_as


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show a document and let it be signed; after the last one everything is handed in."""
    documents = service.handing_in.prepare(visit.draft.application()).documents
    number = _number(visit)
    if number >= len(documents):
        visit.go(VisitStep.REVIEW)
        redraw()
    document = documents[number]
    begin_work(visit, StepKind.SIGNATURE, 1)
    tell_trouble(visit)
    heading(
        translate("kiosk.sign.kicker", visit.locale, number=number + 1, total=len(documents)),
        document.form.title,
        translate(
            f"kiosk.sign.{_lead(document, visit)}",
            visit.locale,
            office=said(document.form.department),
            label=said(document.label),
            agent=document.signer,
            principal=document.on_behalf_of,
        ),
    )
    st.html(_paper(document, visit.locale))
    given = ask_signature(document.digest, document.matter, visit)
    pressed = _bar(document, documents, visit)
    _turn(service, documents, pressed, given=given, visit=visit)


def _lead(document: DocumentToSign, visit: Visit) -> str:
    if visit.on_paper:
        return "lead_on_form"
    return "lead_agent" if document.on_behalf_of else "lead"


def _number(visit: Visit) -> int:
    signing = visit.cursor.covered_by(Signing)
    return signing.number if signing else 0


def _refuse(visit: Visit, trouble: ServiceError) -> NoReturn:
    visit.refuse(trouble)
    redraw()


def _bar(document: DocumentToSign, documents: Sequence[DocumentToSign], visit: Visit) -> Pressed:
    last = _number(visit) + 1 == len(documents)
    on_form = "_on_form" if visit.on_paper else ""
    main = translate(f"kiosk.sign.{'send' if last else 'next'}{on_form}", visit.locale)
    skip = translate("kiosk.sign.skip", visit.locale) if document.may_stay_unsigned else ""
    return bottom_bar(main, visit.locale, other=skip, icon="send" if last else "arrow_forward")


def _paper(document: DocumentToSign, locale: str) -> str:
    """Return what is signed, as HTML; it scrolls in its own frame."""
    words = escape(translate("kiosk.sign.paper", locale))
    sections = "".join(
        f"<h3>{beside(section.title)}</h3><dl>{''.join(_entries(section.parts, locale))}</dl>"
        for section in document.form.sections
    )
    return f'<section class="to_sign" tabindex="0" aria-label="{words}">{sections}</section>'


def _entries(parts: Sequence[Any], locale: str) -> Iterator[str]:
    for part in parts:
        if isinstance(part, FormTable):
            for row in part.rows:
                words = listed(
                    [f"{said(c.label)} {_said(c, locale)}" for c in row if c.words], locale
                )
                yield f"<dt>{beside(part.label)}</dt><dd>{escape(words)}</dd>"
        elif part.words:
            yield f"<dt>{beside(part.label)}</dt><dd>{escape(_said(part, locale))}</dd>"


def _said(entry: Any, locale: str) -> str:
    """Return what stands in a place, in words for people: of a picture, that it is there."""
    return translate("kiosk.photo.given", locale) if entry.is_picture else line(str(entry.words))


def ask_signature(mark: str, name: str, visit: Visit) -> Stroke | str:
    """Ask for a signature and return what is there, if only an empty one.

    ``mark`` names what is signed, so that nothing drawn under something else counts; ``name``
    tells the field for a typed name from others. What is signed on a paper form is signed there:
    whoever enters it types whose name stands on it, and draws nothing.
    """
    if visit.on_paper:
        return _typed_name(name, "name_on_form", visit)
    way = "type" if not visit.typing_name else "draw"
    if visit.typing_name:
        given: Stroke | str = _typed_name(name, "name", visit)
    else:
        draw_pad(mark, visit.locale)
        given = drawn_under(mark) or NOTHING_DRAWN
    st.button(
        translate(f"kiosk.sign.{way}", visit.locale),
        key="sign_way",
        icon=f":material/{'keyboard' if way == 'type' else 'draw'}:",
        on_click=_turn_way,
        args=(visit,),
    )
    return given


def _typed_name(name: str, label: str, visit: Visit) -> str:
    with typed_as("name", "signed"):
        words = translate(f"kiosk.sign.{label}", visit.locale)
        return st.text_input(words, key=f"signed_name.{name}") or ""


def _turn_way(visit: Visit) -> None:
    visit.typing_name = not visit.typing_name


def _turn(
    service: CitizenUseCases,
    documents: Sequence[DocumentToSign],
    pressed: Pressed,
    *,
    given: Stroke | str,
    visit: Visit,
) -> None:
    if pressed.back:
        before = _number(visit) - 1
        visit.cursor.lay(Signing(before) if before >= 0 else None)
        visit.trouble.attempt += 1
        redraw()
    if pressed.other:
        _go_on(service, documents, visit)
    if pressed.main:
        try:
            document, holder = documents[_number(visit)], visit.draft.submission_key
            visit.change(drafts.sign, service.handing_in.sign(document, given, holder=holder))
        except ServiceError as error:
            _refuse(visit, error)
        _go_on(service, documents, visit)


def _go_on(service: CitizenUseCases, documents: Sequence[DocumentToSign], visit: Visit) -> None:
    after = _number(visit) + 1
    if after < len(documents):
        visit.cursor.lay(Signing(after))
        redraw()
    try:
        hand_in(service, visit)
    except ServiceError as error:
        _refuse(visit, error)
