"""What the applicant will see of a theme: counts, the one form, the one set of papers."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Answer, short_name
from core.services.designers import ThemePreview
from core.services.designers.explain_preview import (
    Asker,
    Explanation,
    FieldRow,
    MaterialRow,
    answers_in_words,
    explain_preview,
    reasons_of,
    telling_answers,
)
from pages.designer.timeline import timeline
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.exemptions import sign_of
from pages.shared.styling import tag

_STYLE_OF_SEVERITY = {"error": "bad", "warning": "later"}
_TOLD_SOURCES = frozenset({"answer", "derived", "e_licence", "data_sharing"})


def summary_of(preview: ThemePreview, workspace: Workspace) -> str:
    """Return the counts in one sentence, for those who hear them."""
    guide = preview.guide
    if guide is None:
        return ""
    return workspace.say(
        "preview.summary",
        fields_before=guide.fields_count.before,
        fields_after=guide.fields_count.after,
        papers_before=guide.materials_count.before,
        papers_after=guide.materials_count.after,
        bring=guide.materials_count.asked,
    )


def draw_preview(preview: ThemePreview, workspace: Workspace, *, is_short: bool = False) -> None:
    """Draw everything the theme comes down to in its typical situation, or its figures only."""
    st.html(f"<h2>{escape(workspace.say('preview.title'))}</h2>{_situation(preview, workspace)}")
    if preview.gone:
        st.html(_gone(preview, workspace))
    if not preview.theme.matters:
        st.html(f'<p class="empty">{escape(workspace.say("preview.empty"))}</p>')
        return
    st.html(counts_in_words(preview, workspace) + _findings(preview, workspace))
    if preview.guide is None or is_short:
        return
    explanation = explain_preview(preview)
    names = [workspace.say(f"preview.{name}") for name in ("form", "papers", "time", "why")]
    form, papers, time, why = st.tabs(names, key="view")
    with form:
        _draw_explanation(_form(explanation, workspace), workspace)
    with papers:
        _draw_explanation(_papers(explanation, workspace), workspace)
    with time:
        _draw_explanation(timeline(preview, workspace), workspace)
    with why:
        _draw_explanation(_reasons(preview, workspace), workspace)


def _draw_explanation(html: str, workspace: Workspace) -> None:
    """Draw a part; where nothing is in force, that is said."""
    nothing = escape(workspace.say("preview.nothing"))
    st.html(html or f'<p class="empty">{nothing}</p>')


def _gone(preview: ThemePreview, workspace: Workspace) -> str:
    """Name the stored answers that cannot be given any more, and where they are mended."""
    sentences = (
        workspace.say(
            "preview.gone",
            question=shown(question.text.rstrip("?？ ")),
            answer=_named(answer, workspace),
        )
        for question, answer in preview.gone
    )
    return "".join(f'<p class="warn" role="status">{escape(words)}</p>' for words in sentences)


def _named(answer: Answer, workspace: Workspace) -> str:
    parts = answer if isinstance(answer, list | tuple) else (answer,)
    return workspace.say("sheet.comma").join(shown(str(part)) for part in parts)


def _situation(preview: ThemePreview, workspace: Workspace) -> str:
    answers = answers_in_words(preview.situation, workspace.locale)
    if not answers:
        return ""
    line = workspace.say("preview.situation", answers=_listed(answers, workspace))
    every = "".join(
        f"<dt>{escape(shown(question))}</dt><dd>{escape(shown(answer))}</dd>"
        for question, answer in answers
    )
    more = escape(workspace.say("preview.situation_more", n=len(answers)))
    return (
        f'<details class="situation"><summary>{escape(line)} <span>{more}</span></summary>'
        f"<dl>{every}</dl></details>"
    )


def _listed(answers: tuple[tuple[str, str], ...], workspace: Workspace) -> str:
    return workspace.say("preview.comma").join(map(shown, telling_answers(answers)))


def counts_in_words(preview: ThemePreview, workspace: Workspace) -> str:
    """Return the four figures of a preview as HTML."""
    guide = preview.guide
    if guide is None:
        return ""
    fields, papers, schedule = guide.fields_count, guide.materials_count, guide.schedule
    bring, day = workspace.say("preview.bring_unit"), workspace.say("preview.days_unit")
    days = (schedule.serial_working_days, schedule.working_days)
    cells = (
        _count(workspace.say("preview.fields"), (fields.before, fields.after), "", workspace),
        _count(workspace.say("preview.materials"), (papers.before, papers.after), "", workspace),
        _count(workspace.say("preview.bring"), (papers.asked, papers.asked), bring, workspace),
        _count(workspace.say("preview.days"), days, day, workspace),
    )
    return f'<div class="cut">{"".join(cells)}</div>'


def _count(label: str, counts: tuple[int, int], unit: str, workspace: Workspace) -> str:
    before, after = counts
    struck = ""
    if before != after:
        was, now = escape(workspace.say("preview.before")), escape(workspace.say("preview.now"))
        struck = f"<s>{_heard(was)}{before}</s>{_heard(now)}"
    unit = f"<i>{escape(unit)}</i>" if unit.strip() else ""
    return f"<div><span>{escape(label)}</span><b>{struck}{after}{unit}</b></div>"


def _heard(words: str) -> str:
    return f'<span class="heard">{words}</span>'


def _findings(preview: ThemePreview, workspace: Workspace) -> str:
    items = "".join(_finding(finding, preview, workspace) for finding in preview.findings)
    if not items:
        return ""
    errors = len(preview.errors)
    blocks = f"<p>{escape(workspace.say('preview.blocks', n=errors))}</p>" if errors else ""
    return f'<section class="findings" role="status">{blocks}<ul>{items}</ul></section>'


def _finding(finding: Any, preview: ThemePreview, workspace: Workspace) -> str:
    severity = finding.severity.value
    word = tag(workspace.say(f"finding.{severity}"), _STYLE_OF_SEVERITY[severity])
    sentence = escape(shown(preview.sentence(finding, workspace.locale)))
    return f'<li class="{severity}">{word} {sentence} <small>{escape(finding.at)}</small></li>'


def _reasons(preview: ThemePreview, workspace: Workspace) -> str:
    """Say of every matter which answers decide about it, and on what basis."""
    rows = "".join(
        f"<li><b>{escape(shown(reason.name))}</b>{_REASON_TAG[reason.truth](workspace)}"
        f"<small>{escape(shown(reason.sentence))}</small></li>"
        for reason in reasons_of(preview, workspace.locale)
    )
    return f'<ul class="rows plain">{rows}</ul>'


_REASON_TAG: Mapping[bool | None, Callable[[Workspace], str]] = {
    True: lambda workspace: tag(workspace.say("preview.why_in"), "ok"),
    False: lambda workspace: tag(workspace.say("preview.why_out")),
    None: lambda workspace: tag(workspace.say("preview.why_open"), "later"),
}


def _form(explanation: Explanation, workspace: Workspace) -> str:
    parts = (("merged", explanation.merged), ("single", explanation.single))
    return "".join(
        f"<h3>{escape(workspace.say(f'preview.{name}', n=len(rows)))}</h3>"
        f'<ul class="rows">{"".join(_field(row, workspace) for row in rows)}</ul>'
        for name, rows in parts
        if rows
    )


def _field(row: FieldRow, workspace: Workspace) -> str:
    tags = tag(workspace.say(f"source.{row.source}"), "info") if row.source in _TOLD_SOURCES else ""
    if row.is_merged:
        tags += tag(workspace.say("preview.merged_tag", n=len(row.askers)), "ok")
    return _row(_bold(row.label), tags, row.askers, workspace)


def _papers(explanation: Explanation, workspace: Workspace) -> str:
    rows = "".join(_paper(row, workspace) for row in explanation.papers)
    made = "".join(
        f"<li><b>{escape(shown(asker.words))}</b><small>{escape(shown(asker.matter))}</small></li>"
        for asker in explanation.made_here
    )
    if made:
        title = escape(workspace.say("preview.made_here", n=len(explanation.made_here)))
        made = f'<h3>{title}</h3><ul class="rows plain">{made}</ul>'
    return f'<ul class="rows">{rows}</ul>{made}'


def _paper(row: MaterialRow, workspace: Workspace) -> str:
    style = sign_of(row.provided_by).colour
    tags = tag(workspace.say(f"way.{row.provided_by}"), style)
    if row.deferrable:
        tags += tag(workspace.say("preview.deferrable"), "later")
    about = short_name(row.subject)
    if row.producer:
        about = workspace.say("preview.issued_by", subject=about, matter=shown(row.producer))
    return _row(_bold(row.name, about), tags, row.askers, workspace)


def _bold(name: str, about: str = "") -> str:
    small = f" <i>{escape(about)}</i>" if about else ""
    return f"<b>{escape(shown(name))}{small}</b>"


def _row(bold: str, tags: str, askers: tuple[Asker, ...], workspace: Workspace) -> str:
    return (
        f'<li><details><summary>{bold}<span class="tags">{tags}</span>'
        f"<small>{_who_asks(askers, workspace)}</small></summary>"
        f"{_basis(askers, workspace)}</details></li>"
    )


def _who_asks(askers: tuple[Asker, ...], workspace: Workspace) -> str:
    return escape(workspace.say("preview.separator")).join(
        escape(workspace.say("preview.asker", matter=shown(a.matter), words=shown(a.words)))
        for a in askers
    )


def _basis(askers: tuple[Asker, ...], workspace: Workspace) -> str:
    lines = "".join(
        f"<dt>{escape(a.department)} <span>{escape(a.ref)}</span></dt>"
        f"<dd>{escape('；'.join(a.legal_basis) or workspace.say('preview.no_basis'))}</dd>"
        for a in askers
    )
    return f"<dl>{lines}</dl>"
