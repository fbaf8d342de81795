"""One guide (一份办事指南): what is done, how long it takes, what to bring and what not."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.kiosk import Consultation, KioskForm, KioskService, PaperToGive
from pages.kiosk.consulting import form_of
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.themes_shown import spoken_name
from pages.kiosk.visit import Step, Visit
from pages.kiosk.wording import matter_name, office_of, short, subject_name
from pages.shared.styling import icon, tag

_NOT_NEEDED = {
    "e_licence": ("badge", "ok"),
    "data_sharing": ("contract", "ok"),
    "matter": ("store", "info"),
}
"""Icon and colour of each way in which a paper need not be brought."""


def page(service: KioskService, here: Visit) -> None:
    """Show what the answers come down to."""
    told = service.consult(here.theme, here.version, here.answers)
    form = form_of(service, here)
    name = spoken_name(here.theme, told.theme_name, here.locale)
    heading(
        translate("kiosk.guide.kicker", here.locale, theme=name),
        translate("kiosk.guide.title", here.locale, count=len(told.guide.matters)),
    )
    _facts(told, form, here.locale)
    _order(told, here.locale)
    _to_bring(form, here.locale)
    _not_needed(told, here.locale)
    pressed = bottom_bar(translate("kiosk.guide.next", here.locale), here.locale)
    if pressed.back:
        here.question = told.answered[-1][0].id if told.answered else ""
        here.go(Step.QUESTIONS if told.answered else Step.WELCOME)
        st.rerun()
    if pressed.main:
        here.page = 0
        here.offering = True
        here.go(Step.FORM)
        st.rerun()


def _facts(told: Consultation, form: KioskForm, locale: str) -> None:
    guide = told.guide
    figures = {
        "matters": len(guide.matters),
        "days": guide.schedule.working_days,
        "form": form.questions,
        "papers": len(form.papers),
    }
    cells = "".join(_fact(name, count, locale) for name, count in figures.items())
    saved = translate(
        "kiosk.guide.saved", locale,
        fields=guide.fields_count.before, asked=form.questions,
        materials=guide.materials_count.before, trips=guide.trips.before,
    )  # fmt: skip
    st.html(f'<div class="facts">{cells}</div><p class="saved more">{escape(saved)}</p>')


def _fact(name: str, count: int, locale: str) -> str:
    label = escape(translate(f"kiosk.guide.fact.{name}", locale))
    unit = escape(translate(f"kiosk.guide.unit.{name}", locale, count=count))
    return f'<div><span>{label}</span><b class="num">{count}</b><i>{unit}</i></div>'


def _order(told: Consultation, locale: str) -> None:
    title = escape(translate("kiosk.guide.order", locale))
    reviews = told.guide.schedule.reviews
    lines = "".join(
        _matter(told, review.matter, locale, due_day=review.due_day, place=place)
        for place, review in enumerate(reviews, start=1)
    )
    st.html(f'<section class="sec"><h2>{title}</h2><ol class="line">{lines}</ol></section>')


def _matter(told: Consultation, code: str, locale: str, *, due_day: int, place: int) -> str:
    when = translate("kiosk.guide.due", locale, days=due_day)
    office = escape(office_of(told, code))
    results = "".join(
        f"<p>{escape(translate('kiosk.guide.result', locale, name=result))}</p>"
        for result in told.catalogue.matters[code].results
    )
    return (
        f'<li><b class="n">{place}</b><strong>{escape(matter_name(told, code))}</strong>'
        f'<p>{office} · {escape(when)}</p><div class="more">{results}</div></li>'
    )


def _to_bring(form: KioskForm, locale: str) -> None:
    if not form.papers:
        title = translate("kiosk.guide.bring_nothing", locale)
        st.html(f'<section class="sec"><h2>{escape(title)}</h2></section>')
        return
    title = translate("kiosk.guide.bring", locale, count=len(form.papers))
    items = "".join(_paper(paper, locale) for paper in form.papers)
    st.html(
        f'<section class="sec"><h2>{escape(title)}</h2><ul class="items">{items}</ul></section>'
    )


def _paper(paper: PaperToGive, locale: str) -> str:
    about = escape(translate("kiosk.guide.about", locale, subject=short(paper.about)))
    tags = []
    if paper.has_template:
        tags.append(tag(translate("kiosk.tag.template", locale), "ok"))
    if paper.may_come_later:
        tags.append(tag(translate("kiosk.tag.later", locale), "later"))
    shown = "".join(tags) or tag(translate("kiosk.tag.now", locale))
    return (
        f"<li>{icon('description', 'sq')}<div><strong>{escape(paper.name)}</strong>"
        f'<p class="more">{about}</p></div><span class="tags">{shown}</span></li>'
    )


def _not_needed(told: Consultation, locale: str) -> None:
    groups: dict[str, list[str]] = {}
    for material in told.guide.materials:
        document = told.catalogue.documents.get(material.key.document)
        name = document.name if document else material.key.document
        about = subject_name(told, material.key.subject)
        groups.setdefault(material.provided_by, []).append(
            translate("kiosk.guide.paper_about", locale, paper=name, subject=about)
        )
    groups.pop("applicant", None)
    if groups:
        title = escape(translate("kiosk.guide.not_needed", locale))
        items = "".join(_waived(told, way, names, locale) for way, names in groups.items())
        st.html(
            f'<section class="sec more"><h2>{title}</h2><ul class="items">{items}</ul></section>'
        )


def _waived(told: Consultation, provided_by: str, names: list[str], locale: str) -> str:
    way, _, matter = provided_by.partition(":")
    symbol, colour = _NOT_NEEDED[way]
    by = matter_name(told, matter) if matter else ""
    why = escape(translate(f"kiosk.guide.why.{way}", locale, matter=by))
    papers = "<br>".join(map(escape, names))
    label = tag(translate(f"kiosk.tag.{way}", locale), colour)
    return f"<li>{icon(symbol, 'sq')}<div><strong>{papers}</strong><p>{why}</p></div>{label}</li>"
