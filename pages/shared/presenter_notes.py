"""The notes of a presentation, for a second screen or a phone: this stop, and what is said next."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.trainers import PresentedNow, next_note
from pages.shared.feedback import tell
from pages.shared.presenter import PresenterBar, point_at
from pages.shared.styling import begin_at_top, dress

NOTES = "notes"
"""What the address of the notes has."""


def show_notes(bar: PresenterBar, shown: PresentedNow) -> None:
    """Show what is said at this stop and after it, with the bar to go on by."""
    dress(("common.css", "presenter.css"), locale=bar.locale)
    begin_at_top(bar.locale)
    point_at((), shown, bar.locale)  # it is what hears the keys
    bar.draw(shown)
    number, later = next_note(shown.stops, shown.position.at)
    after = bar.say("next_note", n=number + 1, note=later) if later else bar.say("last_note")
    words = shown.stop.note or bar.say("no_note")
    st.html(
        f'<main class="speaker"><h1>{escape(shown.scenario.title)}</h1>'
        f'<p class="now">{escape(words)}</p><p class="later">{escape(after)}</p>'
        f'<p class="muted">{escape(bar.say("keys"))}</p></main>'
    )


def tell_no_presenter(locale: str) -> None:
    """Say that nothing is presented here, or not to whoever asks."""
    dress(("common.css",), locale=locale)
    tell(translate("presenting.not_presenter", locale))
