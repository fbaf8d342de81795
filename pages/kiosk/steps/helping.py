"""Help whoever does not know an answer: simpler questions, and what follows, before it counts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import Unsure
from core.i18n import translate
from core.services.citizens import (
    AnswerDifference,
    CitizenUseCases,
    DifferenceItem,
    Helped,
    help_with,
)
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.overlays import Help, Helping
from pages.kiosk.steps.question_turns import Turn, turn_of
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.shared.asking import option_words
from pages.shared.styling import icon, tag
from pages.shared.translating import beneath, beside, said

_MOST_SHOWN, _MOST_SPARED = 5, 2
"""So many things that follow are listed: the rest stands in the guide."""


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the simpler questions, or what follows from them."""
    helping, turn = visit.cursor.covered_by(Helping), turn_of(service, visit)
    unsure = turn.question.unsure if turn else None
    if helping is None or turn is None or unsure is None or turn.question.id != helping.question:
        visit.cursor.lay(None)
        redraw()
    helped = help_with(unsure, helping.said, gave_up=helping.gave_up)
    may_leave = helped.is_over and not helped.answer and turn.may_be_put_off
    _heading(turn, helped)
    _ask(helped, helping, visit)
    if helped.answer:
        _result(turn, helped, unsure)
    elif helped.is_over:
        _left(unsure, may_leave, visit)
    _notes(helped, unsure, visit)
    if helped.answer:
        _follows(turn, helped.answer)
    _other_ways(helped, helping, visit)
    _bar(turn, helped, may_leave=may_leave)


def _heading(turn: Turn, helped: Helped) -> None:
    visit = turn.visit
    way = "ask" if helped.asked else "take" if helped.answer else "leave"
    theme = spoken_name(visit.draft.theme_code, turn.consultation.theme_name, visit.locale)
    heading(
        translate("kiosk.helping.kicker", visit.locale, theme=theme, number=turn.place + 1),
        translate(f"kiosk.helping.title.{way}", visit.locale),
        translate(
            "kiosk.helping.about",
            visit.locale,
            question=said(turn.question.asked_aloud, turn.question.id),
        ),
    )


def _ask(helped: Helped, helping: Helping, visit: Visit) -> None:
    """Show each simpler question with what was said; yes is always on the left."""
    for place, simpler in enumerate(helped.asked):
        with st.container(key=f"simpler.{place}"):
            params = {"n": place + 1, "say": said(simpler.say, helping.question)}
            words = translate("kiosk.helping.simpler", visit.locale, **params)
            st.html(f"<h2>{escape(words)}</h2>{beneath(simpler.say, helping.question)}")
            with st.container(key=f"yes_no.{place}", horizontal=True):
                for is_yes in (True, False):
                    _say(is_yes, place, helping, visit)


def _say(is_yes: bool, place: int, helping: Helping, visit: Visit) -> None:
    was_said = helping.said[place : place + 1] == (is_yes,)
    st.button(
        translate(f"kiosk.helping.{'yes' if is_yes else 'no'}", visit.locale),
        key=f"simpler.{helping.question}.{place}.{'yes' if is_yes else 'no'}",
        type="primary" if was_said else "secondary",
        icon=":material/check:" if was_said else None,
        width="stretch",
        on_click=visit.cursor.lay,
        args=(replace(helping, said=(*helping.said[:place], is_yes), gave_up=False),),
    )


def _result(turn: Turn, helped: Helped, unsure: Unsure) -> None:
    """Say which answer follows; it counts when the person takes it."""
    locale, option = turn.visit.locale, helped.answer or ""
    key = "kiosk.helping.taken" if helped.is_taken else "kiosk.helping.result"
    spoken = option_words(turn.question, option)
    named = translate("kiosk.helping.named", locale, spoken=spoken, option=option)
    name = named if spoken != option else option
    _box(
        "task_alt",
        translate(key, locale, option=name),
        (said(unsure.not_most, turn.question.id) if helped.is_taken else "")
        or translate("kiosk.helping.change", locale),
    )


def _left(unsure: Unsure, may_leave: bool, visit: Visit) -> None:
    """Say that nothing is taken for an answer, and what is done instead."""
    words = translate(f"kiosk.helping.{'later' if may_leave else 'call_now'}", visit.locale)
    _box("schedule", words, said(unsure.leave))


def _box(sign: str, result: str, note: str) -> None:
    below = f"<p>{escape(note)}</p>" if note else ""
    st.html(
        f'<div class="so" role="status">{icon(sign)}<div><strong>{escape(result)}</strong>'
        f"{below}</div></div>"
    )


def _notes(helped: Helped, unsure: Unsure, visit: Visit) -> None:
    params = {"good_to_know": said(unsure.say)} if unsure.say else {}
    if helped.asked and not helped.answer:
        params["stuck"] = translate("kiosk.helping.stuck_reported", visit.locale)
    if helped.answer:
        params["wrong"] = translate("kiosk.helping.wrong_told", visit.locale)
    notes = "".join(
        f'<p class="why"><b>{escape(translate(f"kiosk.helping.{name}", visit.locale))}</b>'
        f"{escape(text)}</p>"
        for name, text in params.items()
    )
    st.html(f'<div class="notes">{notes}</div>' if notes else "<p></p>")


def _follows(turn: Turn, option: str) -> None:
    """List what comes with the answer and what it spares, as far as that is certain."""
    visit, draft = turn.visit, turn.visit.draft
    difference = turn.service.consulting.weigh(
        draft.theme_code,
        draft.theme_version,
        draft.answers,
        question=turn.question.id,
        option=option,
    )
    words = option_words(turn.question, option)
    title = translate("kiosk.helping.follows", visit.locale, option=words)
    rows = "".join(_rows(difference, visit.locale))
    nothing = f"<p>{escape(translate('kiosk.helping.nothing', visit.locale))}</p>"
    listed = f'<ul class="items">{rows}</ul>' if rows else nothing
    st.html(f'<section class="sec"><h2>{escape(title)}</h2>{listed}</section>')


def _rows(difference: AnswerDifference, locale: str) -> Iterator[str]:
    """Yield a line for each thing: what comes first, and some room for what is spared."""
    spared = difference.spared[:_MOST_SPARED]
    for item in difference.comes[: _MOST_SHOWN - len(spared)]:
        way = "bring" if item.is_asked else "fetched" if item.is_material else "do"
        yield _row(item, way, locale)
    for item in spared:
        yield _row(item, "no_material" if item.is_material else "no_matter", locale)


def _row(item: DifferenceItem, way: str, locale: str) -> str:
    words = tag(translate(f"kiosk.helping.{way}", locale), "" if way.startswith("no_") else "ok")
    sign = icon("description" if item.is_material else "task", "sq")
    return (
        f"<li>{sign}<div><strong>{beside(item.name)}</strong></div>"
        f'<div class="tags">{words}</div></li>'
    )


def _other_ways(helped: Helped, helping: Helping, visit: Visit) -> None:
    """Offer to know no answer to these either, a person who helps, and to choose oneself."""
    if not helped.is_over:
        st.button(
            translate("kiosk.helping.stuck_too", visit.locale),
            key=f"gave_up.{helping.question}",
            icon=":material/help:",
            width="stretch",
            on_click=visit.cursor.lay,
            args=(replace(helping, gave_up=True),),
        )
    elif not helped.answer:
        st.button(
            translate("kiosk.frame.help", visit.locale),
            key="call_staff",
            icon=":material/support_agent:",
            width="stretch",
            on_click=visit.cursor.ask,
            args=(Help,),
        )
    st.button(
        translate("kiosk.helping.myself", visit.locale),
        key="choose_myself",
        icon=":material/undo:",
        width="stretch",
        on_click=visit.cursor.lay,
        args=(None,),
    )


def _bar(turn: Turn, helped: Helped, *, may_leave: bool) -> None:
    """The main button names the answer that it gives, or says that none is given."""
    visit, main = turn.visit, ""
    act: Callable[[], None] | None = None
    if helped.answer:
        words = option_words(turn.question, helped.answer)
        main = translate("kiosk.helping.main", visit.locale, option=words)
        act = partial(turn.answer, helped.answer)
    elif may_leave:
        main, act = translate("kiosk.helping.put_off", visit.locale), turn.put_off
    bottom_bar(main, visit.locale, on_back=partial(visit.cursor.lay, None), on_main=act)
