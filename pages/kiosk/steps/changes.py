"""Say it as a change when more or fewer papers are asked than the guide said."""

from html import escape

import streamlit as st

from core.i18n import listed, translate
from core.services.citizens import KioskForm, compare_materials
from pages.kiosk.visit import Visit
from pages.kiosk.wording import name_in_words


def keep_shown(form: KioskForm, visit: Visit) -> None:
    """Keep which papers the guide told, by the names that it told."""
    visit.materials_shown = _names(form, visit.locale)


def tell_change(form: KioskForm, visit: Visit) -> None:
    """Say how many papers there are now, how many were told, and for each change the reason."""
    if visit.materials_shown is None:
        return
    change = compare_materials(visit.materials_shown, form, visit.draft.licences.not_had)
    if change is None:
        return
    names = visit.materials_shown | _names(form, visit.locale)
    kind = "same" if change.now == change.before else "number"
    title = translate(f"kiosk.changed.{kind}", visit.locale, now=change.now, before=change.before)
    lines = "".join(
        f"<br>{escape(_line(reason, [names[code] for code in codes], visit.locale))}"
        for reason, codes in change.reasons.items()
    )
    st.html(f'<p class="why" role="status"><b>{escape(title)}</b>{lines}</p>')


def _line(reason: str, names: list[str], locale: str) -> str:
    return translate(f"kiosk.changed.{reason}", locale, names=listed(names, locale))


def _names(form: KioskForm, locale: str) -> dict[str, str]:
    return {paper.asked: name_in_words(paper, locale) for paper in form.materials}
