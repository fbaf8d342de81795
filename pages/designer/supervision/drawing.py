"""What the list and one matter draw alike: how late it is, and how far its supervising is."""

from datetime import date
from html import escape

from core.i18n import translate
from core.services.officers.review_models import SupervisionMark, TaskLight
from core.services.officers.supervise_tasks import SupervisedLine, light_words
from pages.designer.workspace import Workspace
from pages.shared.styling import icon

_LOOKS = {
    TaskLight.OVERDUE: ("error", "bad"),
    TaskLight.TODAY: ("schedule", "later"),
    TaskLight.SOON: ("schedule", "later"),
}


def late_tags(line: SupervisedLine, today: date, workspace: Workspace) -> str:
    """Return as HTML how late a matter is, the last step, and the report that is owed."""
    picture, kind = _LOOKS.get(line.light, ("check", "ok")) if line.light else ("check", "ok")
    tags = [_tag(picture, kind, light_words(line, workspace.locale))]
    task = line.task
    is_late = task.report_by is not None and today > task.report_by
    tags.append(mark_tags(SupervisionMark(task.urged, task.report_by, is_late), workspace))
    return " ".join(filter(None, tags))


def mark_tags(mark: SupervisionMark, workspace: Workspace) -> str:
    """Return as HTML the last step, and the report that is owed."""
    tags = []
    if mark.urged:
        words = translate(f"supervision.step.{mark.urged}", workspace.locale)
        tags.append(_tag("campaign", "info", words))
    if mark.report_by:
        key = "report_late" if mark.is_report_late else "report_owed"
        words = workspace.say(f"supervision.{key}", day=mark.report_by.isoformat())
        tags.append(_tag("description", "bad" if mark.is_report_late else "later", words))
    return " ".join(tags)


def _tag(picture: str, kind: str, words: str) -> str:
    return f'<span class="tag {kind}">{icon(picture)} {escape(words)}</span>'
