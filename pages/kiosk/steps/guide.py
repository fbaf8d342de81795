"""One guide (一份办事指南): what is done, how long it takes, what to bring and what not."""

from collections.abc import Collection
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import short_name
from core.i18n import translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    Inspection,
    KioskForm,
    MaterialToGive,
    Provider,
    VisitStep,
)
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.steps.changes import keep_shown, tell_change
from pages.kiosk.steps.guide_to_take import offer_guide
from pages.kiosk.steps.stopped import stops_of
from pages.kiosk.steps.who_turns import begin_persons
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.time_estimates import time_left
from pages.kiosk.visit import Visit
from pages.kiosk.wording import day_words, name_with_subject
from pages.shared.exemptions import sign_of
from pages.shared.gantt import Bar, Legend, gantt
from pages.shared.styling import icon, tag
from pages.shared.translating import beside, said


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show what the answers come down to."""
    consultation = told_of(service, visit)
    form = form_of(service, visit)
    name = spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale)
    tell_change(form, visit)
    stopped = {stop.matter for stop in stops_of(service, visit)}
    counts = {"count": len(consultation.guide.matters), "stopped": len(stopped)}
    left = time_left(service, form, visit, page=0)
    heading(
        translate("kiosk.guide.kicker", visit.locale, theme=name),
        translate(f"kiosk.{'stopped.guide' if stopped else 'guide.title'}", visit.locale, **counts),
        "" if stopped else translate("kiosk.guide.lead", visit.locale, left=left),
    )
    if not stopped:
        _facts(consultation, form, visit.locale)
    _order(consultation, visit.locale, stopped)
    _costs(consultation, visit.locale)
    _to_bring(form, visit.locale)
    _not_needed(consultation, form, visit.locale)
    if not stopped:
        offer_guide(service, consultation, form, visit)
    bottom_bar(
        "" if stopped else translate("kiosk.guide.next", visit.locale),
        visit.locale,
        on_back=partial(_go_back, consultation, form, visit),
        on_main=partial(_go_on, service, form, visit),
    )


def _go_back(consultation: Consultation, form: KioskForm, visit: Visit) -> None:
    keep_shown(form, visit)
    visit.cursor.question = consultation.answered[-1][0].id if consultation.answered else ""
    visit.go(VisitStep.QUESTIONS if consultation.answered else VisitStep.WELCOME)


def _go_on(service: CitizenUseCases, form: KioskForm, visit: Visit) -> None:
    keep_shown(form, visit)
    begin_persons(service, visit)


def _facts(consultation: Consultation, form: KioskForm, locale: str) -> None:
    guide = consultation.guide
    figures = {
        "matters": len(guide.matters),
        "days": guide.schedule.working_days,
        "form": form.questions,
        "papers": len(form.materials),
    }
    cells = "".join(_fact(name, count, locale) for name, count in figures.items())
    saved = translate(
        "kiosk.guide.saved",
        locale,
        fields=guide.fields_count.before,
        asked=form.questions,
        materials=guide.materials_count.before,
        trips=guide.trips.before,
    )
    st.html(f'<div class="facts">{cells}</div><p class="saved more">{escape(saved)}</p>')


def _fact(name: str, count: int, locale: str) -> str:
    label = escape(translate(f"kiosk.guide.fact.{name}", locale))
    unit = escape(translate(f"kiosk.guide.unit.{name}", locale, count=count))
    return f'<div><span>{label}</span><b class="num">{count}</b><i>{unit}</i></div>'


def _order(consultation: Consultation, locale: str, stopped: Collection[str]) -> None:
    title = escape(translate(f"kiosk.{'stopped' if stopped else 'guide'}.order", locale))
    reviews = consultation.guide.schedule.reviews
    days = {review.matter: review.due_day for review in reviews if review.matter not in stopped}
    lines = "".join(
        _matter(consultation, code, locale, due=_due(days.get(code), locale), place=place)
        for place, code in enumerate((review.matter for review in reviews), start=1)
    )
    until = "" if stopped else _due_date(consultation, locale)
    st.html(f'<section class="sec"><h2>{title}</h2>{until}<ol class="line">{lines}</ol></section>')
    if len(reviews) > 1 and not stopped:
        title = escape(translate("kiosk.guide.side_by_side", locale))
        st.html(
            f'<section class="sec more"><h2>{title}</h2>{_bars(consultation, locale)}</section>'
        )


def _costs(consultation: Consultation, locale: str) -> None:
    """Say what is paid for which matter, or that nothing is."""
    matters = consultation.catalogue.matters
    costs = [(code, matters[code].cost) for code in consultation.guide.matters]
    rows = "".join(
        f"<li>{beside(consultation.catalogue.matter_name(code), code)}<br>{escape(said(cost))}</li>"
        for code, cost in costs
        if cost
    )
    title = escape(translate("kiosk.guide.costs", locale))
    words = escape(translate(f"kiosk.guide.cost.{'how' if rows else 'none'}", locale))
    listed_costs = f'<ul class="items">{rows}</ul>' if rows else ""
    st.html(f'<section class="sec"><h2>{title}</h2>{listed_costs}<p>{words}</p></section>')


def _due_date(consultation: Consultation, locale: str) -> str:
    """Say on which day everything is done, if it is accepted today."""
    dates = consultation.dates
    if dates is None or not dates.reviews:
        return ""
    lines = [translate("kiosk.guide.due_date", locale, date=day_words(dates.due, locale))]
    if dates.uncertain_year is not None:
        lines.append(translate("kiosk.guide.uncertain", locale, year=dates.uncertain_year))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _bars(consultation: Consultation, locale: str) -> str:
    guide = consultation.guide
    visits = {
        code: inspection.day for inspection in guide.inspections for code in inspection.matters
    }
    bars = [
        Bar(
            said(short_name(consultation.catalogue.matter_name(review.matter))),
            _bar_sentence(review.start_day, review.due_day, locale),
            review.start_day,
            review.due_day,
            critical=review.matter in guide.schedule.critical,
            visit=visits.get(review.matter),
        )
        for review in guide.schedule.reviews
    ]
    legend = Legend(
        translate("kiosk.guide.critical", locale), translate("kiosk.guide.visit", locale)
    )
    together = [inspection for inspection in guide.inspections if len(inspection.matters) > 1]
    visits_in_words = "".join(
        f"<p>{escape(_visit(consultation, inspection, locale))}</p>" for inspection in together
    )
    return gantt(bars, legend) + visits_in_words


def _bar_sentence(start: int, due: int, locale: str) -> str:
    length = min(due - start, 2)  # at once, on one day, over several
    return translate(f"kiosk.guide.bar.{length}", locale, start=start + 1, due=due)


def _visit(consultation: Consultation, inspection: Inspection, locale: str) -> str:
    return translate(
        "kiosk.guide.visit_together",
        locale,
        place=said(consultation.catalogue.short_subject_name(inspection.place)),
        count=len(inspection.matters),
        day=inspection.day,
    )


def _due(due_day: int | None, locale: str) -> str:
    """Return as HTML within how many days a matter is done; one without a day is stopped."""
    if due_day is None:
        return tag(translate("kiosk.stopped.tag", locale), "later")
    key = f"kiosk.guide.{'due' if due_day else 'at_once'}"
    return escape(translate(key, locale, days=due_day))


def _matter(consultation: Consultation, code: str, locale: str, *, due: str, place: int) -> str:
    office = beside(consultation.catalogue.office_name(code))
    results = "".join(
        f"<p>{escape(translate('kiosk.guide.result', locale, name=said(result, code)))}</p>"
        for result in consultation.catalogue.matters[code].results
    )
    name = beside(consultation.catalogue.matter_name(code), code)
    return (
        f'<li><b class="n">{place}</b><strong>{name}</strong>'
        f'<p>{office} · {due}</p><div class="more">{results}</div></li>'
    )


def _to_bring(form: KioskForm, locale: str) -> None:
    if not form.materials:
        title = translate("kiosk.guide.bring_nothing", locale)
        st.html(f'<section class="sec"><h2>{escape(title)}</h2></section>')
        return
    title = translate("kiosk.guide.bring", locale, count=len(form.materials))
    items = "".join(_paper(paper, locale) for paper in form.materials)
    st.html(
        f'<section class="sec"><h2>{escape(title)}</h2><ul class="items">{items}</ul></section>'
    )


def _paper(paper: MaterialToGive, locale: str) -> str:
    about = escape(translate("kiosk.guide.about", locale, subject=said(short_name(paper.about))))
    tags = []
    if paper.has_template:
        tags.append(tag(translate("kiosk.tag.template", locale), "ok"))
    if paper.may_come_later:
        tags.append(tag(translate("kiosk.tag.later", locale), "later"))
    shown = "".join(tags) or tag(translate("kiosk.tag.now", locale))
    return (
        f"<li>{icon('description', 'sq')}<div><strong>{beside(paper.name)}</strong>"
        f'<p class="more">{about}</p></div><span class="tags">{shown}</span></li>'
    )


def _not_needed(consultation: Consultation, form: KioskForm, locale: str) -> None:
    groups: dict[Provider, list[str]] = {}
    for material in form.spared:
        groups.setdefault(material.material.provided_by, []).append(
            name_with_subject(material.name, material.about, locale)
        )
    if groups:
        title = escape(translate("kiosk.guide.not_needed", locale))
        items = "".join(
            _waived(consultation, provider, names, locale) for provider, names in groups.items()
        )
        st.html(
            f'<section class="sec more"><h2>{title}</h2><ul class="items">{items}</ul></section>'
        )


def _waived(consultation: Consultation, provider: Provider, names: list[str], locale: str) -> str:
    sign = sign_of(provider.kind)
    by = said(consultation.catalogue.matter_name(provider.matter)) if provider.matter else ""
    why = escape(translate(f"kiosk.guide.why.{provider.kind}", locale, matter=by))
    papers = "<br>".join(map(escape, names))
    label = tag(translate(f"kiosk.tag.{provider.kind}", locale), sign.colour)
    return (
        f"<li>{icon(sign.icon, 'sq')}<div><strong>{papers}</strong><p>{why}</p></div>{label}</li>"
    )
