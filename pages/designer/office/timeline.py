"""The time line of a case as HTML: every bar is said in words beside it."""

from collections.abc import Iterator
from datetime import date
from html import escape

from core.services.officers.open_task import OpenedTask
from core.services.officers.review_models import CaseTimeline, Lane, MatterState, Span, SpanKind
from pages.designer.office.words import day_words, matter_words
from pages.designer.workspace import Workspace
from pages.shared.styling import icon

_MOST_HEADS = 8
_LAST = 86.0
"""From here on a day is written up to the right edge, in per cent."""
_DONE = (MatterState.GRANTED, MatterState.REISSUING, MatterState.DELIVERED)
_NAMED = (SpanKind.USED, SpanKind.PAUSED, SpanKind.LEFT)


def timeline_html(task: OpenedTask, workspace: Workspace) -> str:
    """Return all matters of the case on its working days, the own one tinted."""
    line, say = task.timeline, workspace.say
    legend = "".join(
        f'<span><i class="sp {kind}"></i>{escape(say(f"desk.span.{kind}"))}</span>'
        for kind in SpanKind
    )
    today = f'<span><i class="now"></i>{escape(say("desk.today"))}</span>'
    title = escape(say("desk.together", n=len(line.lanes)))
    rows = "".join(_row(lane, task, workspace) for lane in line.lanes)
    return (
        f'<section class="lanes"><div class="laneshead"><h2>{title} '
        f"<small>{escape(_whole(task, workspace))}</small></h2>"
        f'<p class="lanelegend" aria-hidden="true">{legend}{today}</p></div>'
        f'<div class="lanebox" role="region" tabindex="0" aria-label="{title}">'
        f'<table><thead><tr><th scope="col">{escape(say("desk.lane.matter"))}</th>'
        f'<th scope="col">{_heads(line, task.standing.today, workspace)}</th>'
        f'<th scope="col">{escape(say("desk.lane.clock"))}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _whole(task: OpenedTask, workspace: Workspace) -> str:
    """Say how many are decided, and when the last is, because of which matter."""
    line = task.timeline
    done = sum(lane.review.decided_on is not None for lane in line.lanes)
    if line.end is None or not line.critical:
        return workspace.say("desk.whole_open", done=done)
    return workspace.say(
        "desk.whole",
        done=done,
        day=day_words(line.end, workspace.locale, today=task.standing.today),
        matter=matter_words(task.others[line.critical].name),
    )


def _heads(line: CaseTimeline, today: date, workspace: Workspace) -> str:
    """Write the days above the bars, as many as there is room for."""
    step = -(-len(line.days) // _MOST_HEADS)
    heads, now = [], sum(day < today for day in line.days)
    for place, day in enumerate(line.days):
        if day != today and (place % step or _is_near(place, now, step)):
            continue
        weekday = workspace.say(f"desk.weekday.{day.weekday()}")
        left = _percent(place, line)
        kind = "on" if day == today else ""
        where = f'class="{kind}" style="left:{left}%"' if left < _LAST else f'class="end {kind}"'
        heads.append(f"<i {where}>{day:%m-%d} {escape(weekday)}</i>")
    return f'<span class="lanedays" aria-hidden="true">{"".join(heads)}</span>' + (
        f'<span class="heard">{escape(workspace.say("desk.lane.days"))}</span>'
    )


def _is_near(place: int, now: int, step: int) -> bool:
    """Say whether a day has no room beside today, which is always written."""
    return abs(place - now) < step


def _row(lane: Lane, task: OpenedTask, workspace: Workspace) -> str:
    code = lane.review.matter
    matter = task.others[code]
    is_own = code == task.matter
    you = f" · {workspace.say('desk.you')}" if is_own else ""
    bars = "".join(_bar(span, lane, task, workspace) for span in lane.spans)
    now = _now(task.timeline, task.standing.today)
    kind = ' class="mine" aria-current="true"' if is_own else ""
    critical = " critical" if code == task.timeline.critical else ""
    return (
        f'<tr{kind}><th scope="row">{escape(matter_words(matter.name))}'
        f"<small>{escape(matter.department + you)}</small></th>"
        f'<td><div class="lane{critical}" aria-hidden="true">{bars}{now}</div></td>'
        f"<td>{clock_words(lane, task, workspace)}</td></tr>"
    )


def _bar(span: Span, lane: Lane, task: OpenedTask, workspace: Workspace) -> str:
    line, days = task.timeline, task.timeline.days
    left = days.index(span.first) if span.first in days else 0
    right = days.index(span.last) if span.last in days else len(days) - 1
    width = _percent(right - left + 1, line)
    words = _bar_words(span, lane, right - left + 1, workspace) if width > 9 else ""
    return (
        f'<i class="sp {span.kind}" style="left:{_percent(left, line)}%;width:{width}%">'
        f"<em>{escape(words)}</em></i>"
    )


def _bar_words(span: Span, lane: Lane, length: int, workspace: Workspace) -> str:
    if span.kind is SpanKind.PAUSED:
        pause = next(each for each in lane.review.pauses if each.covers(span.first))
        return workspace.say("desk.bar.paused", reason=_reason(pause.reason, workspace))
    if span.kind is SpanKind.USED:
        return workspace.say("desk.bar.used", n=length)
    return workspace.say(f"desk.bar.{span.kind}", day=f"{span.last:%m-%d}")


def _reason(reason: str, workspace: Workspace) -> str:
    return workspace.say(f"desk.pause.{reason}")


def clock_words(lane: Lane, task: OpenedTask, workspace: Workspace) -> str:
    """Return what the bars of a lane show, in words."""
    review, clock, today = lane.review, lane.clock, task.standing.today
    state = workspace.say(f"desk.lane.{review.state}")
    if review.state in _DONE or (clock and not review.is_undecided):
        days = clock.elapsed if clock else 0
        key = "desk.clock.took" if days else "desk.clock.at_once"
        return _strong(state, workspace.say(key, n=days))
    if clock is None:
        is_last = review.state is MatterState.RECEIVED and lane.spans
        day = day_words(lane.spans[-1].last, workspace.locale, today=today) if is_last else ""
        return _strong(state, workspace.say("desk.clock.speak", day=day) if day else "")
    said = list(_parts(lane, workspace))
    if review.state is MatterState.PAUSED:
        until = review.pauses[-1].planned
        if until:
            day = day_words(until, workspace.locale, today=today)
            said.append(workspace.say("desk.clock.until", day=day))
        return _strong(state, " / ".join(said))
    key = "desk.clock.over" if clock.left < 0 else "desk.clock.left"
    return _strong(workspace.say(key, n=abs(clock.left)), " / ".join(said), is_late=clock.left < 0)


def _parts(lane: Lane, workspace: Workspace) -> Iterator[str]:
    clock = lane.clock
    if clock is None:
        return
    yield workspace.say("desk.clock.elapsed", n=clock.elapsed)
    yield workspace.say("desk.clock.committed", n=clock.committed)
    if clock.statutory is not None:
        yield workspace.say("desk.clock.statutory", n=clock.statutory)


def _strong(words: str, more: str, *, is_late: bool = False) -> str:
    mark = icon("priority_high") if is_late else ""
    kind = ' class="late"' if is_late else ""
    return f"<b{kind}>{mark}{escape(words)}</b> {escape(more)}"


def _now(line: CaseTimeline, today: date) -> str:
    passed = sum(day <= today for day in line.days)
    return f'<i class="now" style="left:{_percent(passed, line)}%"></i>'


def _percent(place: int, line: CaseTimeline) -> float:
    return round(100 * place / len(line.days), 3)
