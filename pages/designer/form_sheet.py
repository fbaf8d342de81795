"""A department's form as HTML, as the department made it, with what is said about it."""

from collections.abc import Collection
from html import escape

from core.services.officers import DepartmentForm, FormEntry, FormTable, Objection, OfficeForm
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace


def form_html(office_form: OfficeForm, workspace: Workspace) -> str:
    """Return the form as HTML, with what is said about it before it."""
    notes = (
        _persons(office_form, workspace),
        _corrected(office_form, workspace),
        _objections(office_form.form.objections, workspace),
    )
    return "".join(notes) + sections_html(office_form.form, workspace)


def sections_html(
    form: DepartmentForm, workspace: Workspace, marked: Collection[str] = frozenset()
) -> str:
    """Return the form as HTML, section by section as its department made it.

    ``marked`` are the codes of the entries that stand out.
    """
    parts = []
    for section in form.sections:
        if section.title:
            parts.append(f"<h3>{escape(section.title)}</h3>")
        for run in section.runs:
            first = run[0]
            if isinstance(first, FormTable):
                parts.append(_table(first, workspace, is_marked=first.field in marked))
            else:
                rows = "".join(_entry(part, marked) for part in run if isinstance(part, FormEntry))
                parts.append(f"<dl>{rows}</dl>")
    return f'<div class="deptform" lang="zh-CN">{"".join(parts)}</div>'


def _persons(form: OfficeForm, workspace: Workspace) -> str:
    """Say who holds several of the roles on the form, as the applicant stated (law 17)."""
    rows = "".join(
        f"<li>{escape(workspace.say('cases.person', name=name, roles='、'.join(roles)))}</li>"
        for name, roles in form.persons
    )
    title = escape(workspace.say("cases.persons"))
    return (
        f'<section class="findings" role="status"><p>{title}</p><ul>{rows}</ul></section>'
        if rows
        else ""
    )


def _corrected(form: OfficeForm, workspace: Workspace) -> str:
    """Say what was put right since, beside what was declared (个人信息保护法 46)."""
    rows = "".join(
        f"<li>{escape(workspace.say('cases.corrected', label=label, value=value))}</li>"
        for label, value in form.corrected
    )
    return f'<section class="findings" role="status"><ul>{rows}</ul></section>' if rows else ""


def _objections(objections: tuple[Objection, ...], workspace: Workspace) -> str:
    """Say first of all what the applicant contests: an officer has to decide about it."""
    rows = "".join(
        "<li>"
        + escape(
            workspace.say(
                "cases.objection",
                label=objection.label,
                given=objection.given or "—",
                fetched=objection.fetched or "—",
                licence=objection.licence,
                end=objection.number_end,
                at=moment(objection.checked_at),
            )
        )
        + "</li>"
        for objection in objections
    )
    if not rows:
        return ""
    title = escape(workspace.say("cases.objections", n=len(objections)))
    return f'<section class="findings" role="status"><p>{title}</p><ul>{rows}</ul></section>'


def _said(entry: FormEntry) -> str:
    """Return what stands in a place; a picture is on the printed form, its name says nothing."""
    words = current_workspace().say("cases.picture") if entry.is_picture else entry.words
    return escape(words).replace("\n", "<br>")


def _entry(entry: FormEntry, marked: Collection[str]) -> str:
    words, mark = _said(entry), _mark(is_marked=entry.field in marked)
    return f"<dt{mark}>{escape(entry.label)}</dt><dd{mark}>{words or '—'}</dd>"


def _mark(*, is_marked: bool) -> str:
    return ' class="marked"' if is_marked else ""


def _table(table: FormTable, workspace: Workspace, *, is_marked: bool) -> str:
    heads = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_said(cell) or '—'}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    no_rows = escape(workspace.say("cases.no_rows"))
    nothing = f'<tr><td colspan="{len(table.columns)}">{no_rows}</td></tr>'
    return (
        f"<h4{_mark(is_marked=is_marked)}>{escape(table.label)}</h4>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows or nothing}</tbody></table>"
    )
