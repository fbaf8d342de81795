"""How the office says days, lights and states."""

from datetime import date
from html import escape

from core.i18n import messages_of, say_day, translate
from core.services.officers.office_tasks import OfficeTask
from core.services.officers.review_models import MatterState, TaskLight
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import icon

LIGHT_ICONS = {
    TaskLight.OVERDUE: ("priority_high", "bad"),
    TaskLight.TODAY: ("priority_high", "bad"),
    TaskLight.SOON: ("schedule", "later"),
    TaskLight.LATER: ("check_circle", "ok"),
    TaskLight.PAUSED: ("pause_circle", ""),
    TaskLight.WAITING: ("hourglass_top", ""),
    TaskLight.APPLICANT: ("person", ""),
}
"""The icon and the look of each light; neither stands without a word."""


def day_words(day: date | str | None, locale: str, *, today: date | None = None) -> str:
    """Return a day as it is said, with its year where that is another one.

    Examples:
        >>> day_words(date(2026, 12, 1), "zh-CN", today=date(2026, 11, 30))
        '12 月 1 日'
        >>> day_words("2027-01-04", "zh-CN", today=date(2026, 11, 30))
        '2027 年 1 月 4 日'
    """
    if not day:
        return ""
    known = date.fromisoformat(day) if isinstance(day, str) else day
    is_other_year = today is not None and known.year != today.year
    return say_day(known, locale, with_year=is_other_year)


def light_tag(task: OfficeTask, workspace: Workspace) -> str:
    """Return the light of a task as HTML: an icon and a word."""
    if task.light is None:
        return light_html("check", "", translate("tasks.tag.over", workspace.locale))
    name, look = LIGHT_ICONS[task.light]
    key = f"tasks.tag.{task.light}"
    is_to_speak = task.line.state is MatterState.RECEIVED and task.light is TaskLight.TODAY
    words = translate("tasks.tag.speak" if is_to_speak else key, workspace.locale, n=task.days)
    return light_html(name, look, words)


def light_html(name: str, look: str, words: str) -> str:
    """Return a label with an icon."""
    return f'<span class="{f"tag {look}".strip()}">{icon(name)} {escape(words)}</span>'


def channel_words(channel: str, locale: str) -> str:
    """Return how an application came in; what a later version brings is shown as it is."""
    key = f"tasks.channel.{channel}"
    return translate(key, locale) if key in messages_of(locale) else channel


def matter_words(name: str) -> str:
    """Return the name of a matter as it is printed."""
    return shown(name)


def state_words(state: str, workspace: Workspace) -> str:
    """Return where a matter stands, in words."""
    return translate(f"tasks.state.{state}", workspace.locale)
