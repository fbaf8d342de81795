"""The merged form beside each department's own: where values come from, and who writes what."""

from html import escape

from core.catalogue.models import COMMITMENT_PREFIX
from core.services.designers.rehearse_theme import FormRow, OfficeEntry
from pages.designer.preview.playing import Play
from pages.designer.wording import shown
from pages.shared.styling import tag

_OF_THE_APPLICANT = frozenset({"applicant", "default"})


def form_in_words(play: Play) -> str:
    """Return the table as HTML: a row an entry, a column a matter."""
    preview, rows = play.rehearsal.preview, play.rehearsal.table
    if preview.guide is None or not rows:
        return f'<p class="muted">{escape(play.say("no_form"))}</p>'
    heads = "".join(
        f'<th scope="col">{escape(shown(preview.catalogue.matter_name(code)))}'
        f"<small>{escape(preview.catalogue.office_name(code))}</small></th>"
        for code in preview.guide.matters
    )
    body = "".join(_row(play, row) for row in rows)
    name = escape(play.say("table"))
    return (
        f'<div class="formtable" role="region" aria-label="{name}" tabindex="0"><table>'
        f'<thead><tr><th scope="col">{escape(play.say("merged"))}</th>'
        f'<th scope="col">{escape(play.say("source"))}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(play: Play, row: FormRow) -> str:
    named = play.rehearsal.preview.catalogue.short_subject_name
    subject = "" if row.subject.startswith(COMMITMENT_PREFIX) else named(row.subject)
    source = row.source.value
    word = tag(play.say(f"from.{source}"), "" if source in _OF_THE_APPLICANT else "info")
    feeds = escape(play.say("feeds", n=row.shared_by))
    many = f"<small>{feeds}</small>" if row.shared_by > 1 else ""
    cells = "".join(f"<td>{_cell(play, cell)}</td>" for cell in row.cells)
    return (
        f'<tr><th scope="row">{escape(shown(row.label))}<small>{escape(subject)}</small></th>'
        f"<td>{word}{many}</td>{cells}</tr>"
    )


def _cell(play: Play, cell: tuple[OfficeEntry, ...]) -> str:
    if not cell:
        heard = escape(play.say("not_asked"))
        return f'<span class="none">–<span class="heard">{heard}</span></span>'
    return "".join(_entry(play, entry) for entry in cell)


def _entry(play: Play, entry: OfficeEntry) -> str:
    notes = []
    if entry.is_coarser:
        notes.append(play.say("coarser", kind=play.say(f"type.{entry.type.value}")))
    if entry.is_optional:
        notes.append(play.say("optional"))
    words = shown(entry.label) if entry.says_otherwise else play.say("same")
    style = ' class="other"' if entry.says_otherwise else ""
    small = f"<small>{escape(' · '.join(notes))}</small>" if notes else ""
    return f"<p{style}>{escape(words)}{small}</p>"
