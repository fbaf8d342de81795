"""What the applicant will see of a theme: counts, the one form, the one set of papers."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import short_name
from core.services.designers import ThemePreview
from core.services.designers.explain_preview import (
    Asker,
    Explanation,
    FieldRow,
    PaperRow,
    answers_told,
    explain_preview,
    reasons_of,
    telling_answers,
)
from pages.designer.desk import Desk
from pages.designer.timeline import timeline
from pages.designer.wording import shown
from pages.shared.exemptions import sign_of
from pages.shared.styling import tag

_STYLE_OF_SEVERITY = {"error": "bad", "warning": "later"}
_TOLD_SOURCES = frozenset({"answer", "derived", "e_licence", "data_sharing"})


def summary_of(preview: ThemePreview, here: Desk) -> str:
    """Return the counts in one sentence, for those who hear them."""
    guide = preview.guide
    if guide is None:
        return ""
    return here.say(
        "preview.summary",
        fields_before=guide.fields_count.before,
        fields_after=guide.fields_count.after,
        papers_before=guide.materials_count.before,
        papers_after=guide.materials_count.after,
        bring=guide.materials_count.asked,
    )


def draw_preview(preview: ThemePreview, here: Desk) -> None:
    """Draw everything the theme comes down to in its typical situation."""
    st.html(f"<h2>{escape(here.say('preview.title'))}</h2>{_situation(preview, here)}")
    if not preview.theme.matters:
        st.html(f'<p class="empty">{escape(here.say("preview.empty"))}</p>')
        return
    st.html(_counts(preview, here) + _findings(preview, here))
    if preview.guide is None:
        return
    told = explain_preview(preview)
    names = [here.say(f"preview.{one}") for one in ("form", "papers", "time", "why")]
    form, papers, time, why = st.tabs(names, key="view")
    with form:
        st.html(_form(told, here))
    with papers:
        st.html(_papers(told, here))
    with time:
        st.html(timeline(preview, here))
    with why:
        st.html(_reasons(preview, here))


def _situation(preview: ThemePreview, here: Desk) -> str:
    answers = answers_told(preview.situation, here.locale)
    if not answers:
        return ""
    line = here.say("preview.situation", answers=_listed(answers, here))
    every = "".join(
        f"<dt>{escape(shown(question))}</dt><dd>{escape(shown(answer))}</dd>"
        for question, answer in answers
    )
    more = escape(here.say("preview.situation_more", n=len(answers)))
    return (
        f'<details class="situation"><summary>{escape(line)} <span>{more}</span></summary>'
        f"<dl>{every}</dl></details>"
    )


def _listed(answers: tuple[tuple[str, str], ...], here: Desk) -> str:
    return here.say("preview.comma").join(map(shown, telling_answers(answers)))


def _counts(preview: ThemePreview, here: Desk) -> str:
    guide = preview.guide
    if guide is None:
        return ""
    fields, papers, schedule = guide.fields_count, guide.materials_count, guide.schedule
    bring, day = here.say("preview.bring_unit"), here.say("preview.days_unit")
    days = (schedule.serial_working_days, schedule.working_days)
    cells = (
        _count(here.say("preview.fields"), (fields.before, fields.after), "", here),
        _count(here.say("preview.materials"), (papers.before, papers.after), "", here),
        _count(here.say("preview.bring"), (papers.asked, papers.asked), bring, here),
        _count(here.say("preview.days"), days, day, here),
    )
    return f'<div class="cut">{"".join(cells)}</div>'


def _count(label: str, counts: tuple[int, int], unit: str, here: Desk) -> str:
    before, after = counts
    struck = ""
    if before != after:
        was, now = escape(here.say("preview.before")), escape(here.say("preview.now"))
        struck = f"<s>{_heard(was)}{before}</s>{_heard(now)}"
    unit = f"<i>{escape(unit)}</i>" if unit.strip() else ""
    return f"<div><span>{escape(label)}</span><b>{struck}{after}{unit}</b></div>"


def _heard(words: str) -> str:
    return f'<span class="heard">{words}</span>'


def _findings(preview: ThemePreview, here: Desk) -> str:
    items = "".join(_finding(finding, here) for finding in preview.findings)
    if not items:
        return ""
    errors = len(preview.errors)
    blocks = f"<p>{escape(here.say('preview.blocks', n=errors))}</p>" if errors else ""
    return f'<section class="findings" role="status">{blocks}<ul>{items}</ul></section>'


def _finding(finding: Any, here: Desk) -> str:
    severity = finding.severity.value
    word = tag(here.say(f"finding.{severity}"), _STYLE_OF_SEVERITY[severity])
    sentence = escape(finding.message(here.locale))
    return f'<li class="{severity}">{word} {sentence} <small>{escape(finding.at)}</small></li>'


def _reasons(preview: ThemePreview, here: Desk) -> str:
    """Say of every matter which answers decide about it, and on what basis."""
    rows = "".join(
        f"<li><b>{escape(shown(one.name))}</b>{_REASON_TAG[one.truth](here)}"
        f"<small>{escape(shown(one.sentence))}</small></li>"
        for one in reasons_of(preview, here.locale)
    )
    return f'<ul class="rows plain">{rows}</ul>'


_REASON_TAG: Mapping[bool | None, Callable[[Desk], str]] = {
    True: lambda here: tag(here.say("preview.why_in"), "ok"),
    False: lambda here: tag(here.say("preview.why_out")),
    None: lambda here: tag(here.say("preview.why_open"), "later"),
}


def _form(told: Explanation, here: Desk) -> str:
    parts = (("merged", told.merged), ("single", told.single))
    return "".join(
        f"<h3>{escape(here.say(f'preview.{name}', n=len(rows)))}</h3>"
        f'<ul class="rows">{"".join(_field(row, here) for row in rows)}</ul>'
        for name, rows in parts
        if rows
    )


def _field(row: FieldRow, here: Desk) -> str:
    tags = tag(here.say(f"source.{row.source}"), "info") if row.source in _TOLD_SOURCES else ""
    if row.is_merged:
        tags += tag(here.say("preview.merged_tag", n=len(row.askers)), "ok")
    return _row(_bold(row.label), tags, row.askers, here)


def _papers(told: Explanation, here: Desk) -> str:
    rows = "".join(_paper(row, here) for row in told.papers)
    made = "".join(
        f"<li><b>{escape(shown(asker.words))}</b><small>{escape(shown(asker.matter))}</small></li>"
        for asker in told.made_here
    )
    if made:
        title = escape(here.say("preview.made_here", n=len(told.made_here)))
        made = f'<h3>{title}</h3><ul class="rows plain">{made}</ul>'
    return f'<ul class="rows">{rows}</ul>{made}'


def _paper(row: PaperRow, here: Desk) -> str:
    style = sign_of(row.provided_by).colour
    tags = tag(here.say(f"way.{row.provided_by}"), style)
    if row.deferrable:
        tags += tag(here.say("preview.deferrable"), "later")
    about = short_name(row.subject)
    if row.producer:
        about = here.say("preview.issued_by", subject=about, matter=shown(row.producer))
    return _row(_bold(row.name, about), tags, row.askers, here)


def _bold(name: str, about: str = "") -> str:
    small = f" <i>{escape(about)}</i>" if about else ""
    return f"<b>{escape(shown(name))}{small}</b>"


def _row(bold: str, tags: str, askers: tuple[Asker, ...], here: Desk) -> str:
    return (
        f'<li><details><summary>{bold}<span class="tags">{tags}</span>'
        f"<small>{_who_asks(askers, here)}</small></summary>"
        f"{_basis(askers, here)}</details></li>"
    )


def _who_asks(askers: tuple[Asker, ...], here: Desk) -> str:
    return escape(here.say("preview.separator")).join(
        escape(here.say("preview.asker", matter=shown(a.matter), words=shown(a.words)))
        for a in askers
    )


def _basis(askers: tuple[Asker, ...], here: Desk) -> str:
    lines = "".join(
        f"<dt>{escape(a.department)} <span>{escape(a.ref)}</span></dt>"
        f"<dd>{escape('；'.join(a.legal_basis) or here.say('preview.no_basis'))}</dd>"
        for a in askers
    )
    return f"<dl>{lines}</dl>"
