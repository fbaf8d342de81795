"""Who presents in a training room, and the bar with which they go from stop to stop.

The room holds the position. Every screen of the presenter looks once a second whether it has moved,
so that kiosk, desks and notes follow each other.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.i18n import listed, translate
from core.services.trainers import PlayingPace, PresentedNow, PresentScenario, Stop, StopDesk
from core.services.trainers import chapters as chapters_of
from pages.shared.components import script_of
from pages.shared.state import keep_under, kept_under, remembered
from pages.shared.styling import icon, plain, style_sheet

PRESENT = "present"
"""What the address of a presenter has: the key."""
_HELD = "presenter_key"
_SCRIPT = "presenter"
EVERY_SECONDS = 1.0


@dataclass
class BarMemory:
    """Which move this screen has drawn, what was refused, and whether notes are shown here.

    ``is_fresh`` says that the page below the bar is not drawn yet.
    """

    drawn: int = -1
    is_fresh: bool = True
    refused: str = ""
    with_notes: bool = False

    def turn_notes(self) -> None:
        """Show the notes on this screen, or no more."""
        self.with_notes = not self.with_notes


def presented_to(presenting: PresentScenario) -> tuple[PresentScenario | None, str]:
    """Return what is presented to whoever holds its key, and the key; trainees see none of it."""
    key = str(st.query_params.get(PRESENT, "") or kept_under(_HELD) or "")
    if not key or not presenting.is_presenter(key):
        return None, ""
    keep_under(_HELD, key)
    return presenting, key


@dataclass(frozen=True)
class PresenterBar:
    """The bar: who presents what in which room, in a language.

    ``look`` looks whether a hand at this screen went its own way.
    """

    presenting: PresentScenario
    room: str
    locale: str
    look: Callable[[PresentedNow], None] | None = None

    def say(self, key: str, **params: object) -> str:
        """Return words of the bar."""
        return translate(f"presenting.{key}", self.locale, **params)

    def draw(self, shown: PresentedNow) -> None:
        """Draw the bar as it is now, and have it looked after."""
        memory = remembered(BarMemory)
        memory.drawn, memory.is_fresh = shown.position.revision, True
        st.fragment(self._draw, run_every=EVERY_SECONDS)()

    def _draw(self) -> None:
        memory = remembered(BarMemory)
        shown = self.presenting.shown(self.locale) if memory.is_fresh else self._now()
        memory.is_fresh = False
        if shown is None or shown.position.revision != memory.drawn:
            st.rerun(scope="app")
        with st.container(key="presenter_bar"):
            st.html(bar_html(self, shown))
            with st.container(key="presenter_acts", horizontal=True):
                self._buttons(shown)
            self._tell(shown, memory)

    def _now(self) -> PresentedNow | None:
        """Return the position, after what is due by itself and what a hand did."""
        try:
            self.presenting.go_on_if_due()
            shown = self.presenting.shown(self.locale)
            if shown is not None and self.look is not None:
                self.look(shown)
                shown = self.presenting.shown(self.locale)
        except ServiceError as refusal:
            self._refuse(refusal)
            shown = self.presenting.shown(self.locale)
        return shown

    def _buttons(self, shown: PresentedNow) -> None:
        presenting, position = self.presenting, shown.position
        revision = position.revision
        st.button(
            self.say("back"),
            key="present_back",
            icon=":material/arrow_back:",
            disabled=not position.at,
            on_click=self._do(partial(presenting.go_back, revision)),
        )
        playing = position.is_playing
        st.button(
            self.say("pause" if playing else "play"),
            key="present_play",
            icon=f":material/{'pause' if playing else 'play_arrow'}:",
            on_click=self._do(partial(presenting.play, not playing)),
        )
        paces = list(PlayingPace)
        after = paces[(paces.index(position.pace) + 1) % len(paces)]
        st.button(
            f"{self.say('pace')} · {self.say(f'pace.{position.pace}')}",
            key="present_pace",
            icon=":material/speed:",
            on_click=self._do(partial(presenting.play, playing, after)),
        )
        self._jumps(shown)
        st.button(
            self.say("notes"),
            key="present_notes",
            icon=":material/speaker_notes:",
            on_click=remembered(BarMemory).turn_notes,
        )
        st.button(
            self.say("next"),
            key="present_next",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            disabled=shown.is_last,
            on_click=self._do(partial(presenting.go_on, revision)),
        )

    def _jumps(self, shown: PresentedNow) -> None:
        with st.popover(self.say("jump"), icon=":material/list:", key="present_jump"):
            st.html(f"<h2>{escape(self.say('jump_to'))}</h2>")
            for number in chapters_of(shown.stops):
                words = self.say(
                    "number", n=number + 1, stage=stage_words(shown.stops[number], self.locale)
                )
                st.button(
                    plain(words),
                    key=f"present_to.{number}",
                    width="stretch",
                    type="primary" if number == shown.position.at else "tertiary",
                    on_click=self._do(
                        partial(self.presenting.jump, number, shown.position.revision)
                    ),
                )

    def _do(self, act: Callable[[], object]) -> Callable[[], None]:
        def do() -> None:
            remembered(BarMemory).refused = ""
            try:
                act()
            except ServiceError as refusal:
                self._refuse(refusal)

        return do

    def _refuse(self, refusal: ServiceError) -> None:
        why = translate(refusal.message_key, self.locale, **refusal.params)
        remembered(BarMemory).refused = self.say("refused", why=why)

    def _tell(self, shown: PresentedNow, memory: BarMemory) -> None:
        lines = [memory.refused] if memory.refused else []
        if shown.position.is_taken_over:
            lines.append(self.say("taken_over", n=shown.position.at + 2))
        if shown.is_done and (shown.stop.is_of_case or shown.stop.hands_in):
            lines.append(self.say("done_before"))
        if shown.is_last:
            lines.append(self.say("over"))
        told_of = "".join(f'<p role="status">{escape(line)}</p>' for line in lines)
        note = ""
        if memory.with_notes:
            words = escape(shown.stop.note or self.say("no_note"))
            note = f'<p class="note"><b>{escape(self.say("notes"))}</b> {words}</p>'
        if told_of or note:
            st.html(f'<div class="presenter_said">{told_of}{note}</div>')


def bar_html(bar: PresenterBar, shown: PresentedNow) -> str:
    """Return the line of the bar that says where the presentation is."""
    number, total = shown.position.at + 1, len(shown.script)
    where = bar.say(
        "step",
        title=shown.scenario.title,
        n=number,
        of=total,
        stage=stage_words(shown.stop, bar.locale),
    )
    share = round(100 * number / total)
    return (
        f'<div class="presenter_line"><b>{escape(bar.room)}</b><span>{escape(where)}</span>'
        f'<span class="presenter_track" aria-hidden="true"><i style="width:{share}%"></i></span>'
        f"<span>{icon('calendar_today')} {escape(day_of_stop(shown.stop, bar.locale))}</span></div>"
    )


def stage_words(stop: Stop, locale: str) -> str:
    """Return what a stop is called."""
    if not stop.is_of_case:
        place = stop.place
        page, material = (place.page + 1, place.material + 1) if place else (1, 1)
        return translate(f"presenting.stage.{stop.stage}", locale, page=page, material=material)
    stage = translate(f"scenario.do.{stop.stage}", locale)
    if stop.desk is StopDesk.WORKER:
        return stage
    about = {"matter": listed(list(stop.names), locale), "office": stop.office}
    return translate(f"presenting.at_{stop.desk}", locale, stage=stage, **about)


def day_of_stop(stop: Stop, locale: str) -> str:
    """Return the day of a stop in words."""
    key = "day" if stop.day else "day_0"
    return translate(f"presenting.{key}", locale, on=stop.on, day=stop.day)


def point_at(selectors: Sequence[str], shown: PresentedNow, locale: str) -> None:
    """Outline what is about to be touched, with words beside the first of it, and bring it up."""
    rules = "".join(_rules(selectors, translate("presenting.touch", locale).replace('"', "")))
    with st.container(key="unseen_presenter"):
        st.html(f"{style_sheet('presenter.css')}<style>{rules}</style>")
        component = st.components.v2.component(_SCRIPT, js=script_of(_SCRIPT))
        position = shown.position
        data = {"selectors": list(selectors), "stop": f"{position.run}.{position.revision}"}
        component(data=data, key=_SCRIPT)


def _rules(selectors: Sequence[str], words: str) -> Iterator[str]:
    """Yield what outlines, and words beside the first that the page has."""
    for number, selector in enumerate(selectors):
        others = "".join(f":not(:has({before}))" for before in selectors[:number])
        yield f"{selector}{{{_OUTLINE}}}"
        yield f'.stApp{others} {selector}::after{{content:"{words}";{_LABEL}}}'


_OUTLINE = (
    "outline:4px dashed #22385F!important;outline-offset:5px;position:relative;"
    "box-shadow:0 0 0 5px #fff;border-radius:6px"
)
_LABEL = (
    "position:absolute;right:8px;bottom:-24px;z-index:20;background:#22385F;color:#fff;"
    "padding:1px 12px;font-size:16px;line-height:1.6;font-weight:700;border-radius:4px;width:auto"
)


def class_of(key: str) -> str:
    """Return the class that Streamlit gives to what bears a key.

    Examples:
        >>> class_of("theme.T02")
        '.st-key-theme-T02'
    """
    return f".st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', key.strip())}"
