"""Say in plain words where each matter of a case stands, until when, and what was decided."""

from collections.abc import Iterator
from datetime import date
from html import escape

from core.cases.models import CaseStatus
from core.i18n import listed, say_day, translate
from core.receipts.models import ReceiptMatter
from core.services.citizens import MatterProgress, TrackedCase
from pages.kiosk.wording import day_words
from pages.shared.styling import icon
from pages.shared.translating import beside, said

_ICONS = {
    "granted": "task_alt",
    "delivered": "task_alt",
    "refused": "block",
    "revoked": "block",
    "lapsed": "block",
    "not_accepted": "block",
    "paused": "pause_circle",
    "withdrawn": "undo",
}


def matters_html(case: TrackedCase, locale: str) -> str:
    """Return the matters of a case, each with its state, its day, and what was decided."""
    rows = "".join(
        _matter(case, matter, due, progress, locale=locale)
        for matter, due, progress in zip(case.receipt.matters, case.due, case.progress, strict=True)
    )
    title = escape(translate("kiosk.track.matters", locale))
    return f'<section class="sec"><h2>{title}</h2><ul class="items">{rows}</ul></section>'


def _matter(
    case: TrackedCase,
    matter: ReceiptMatter,
    due: date | None,
    progress: MatterProgress,
    *,
    locale: str,
) -> str:
    is_yours = any(request.matter == matter.name for request in case.to_correct)
    words = [translate("kiosk.track.turn.yours", locale)] if is_yours else _words(progress, locale)
    more = "".join(f"<p>{escape(line)}</p>" for line in (*words[1:], *_refusal(progress, locale)))
    day = "" if is_yours or not _is_running(case, progress) else _day(due, progress, locale)
    return (
        f"<li>{icon(_ICONS.get(progress.state, 'schedule'), 'sq')}"
        f"<div><strong>{beside(matter.name)}</strong>"
        f"<p>{beside(matter.department)} · {escape(words[0])}</p>{more}</div>"
        f'<span class="num_day">{escape(day)}</span></li>'
    )


def _is_running(case: TrackedCase, progress: MatterProgress) -> bool:
    return case.status is not CaseStatus.WITHDRAWN and (
        progress.due is not None or progress.is_before_acceptance
    )


def _words(progress: MatterProgress, locale: str) -> list[str]:
    """Return the state first, then what is to be known about it."""
    names = [said(name) for name in progress.waits_for]
    words = translate(
        f"kiosk.track.state.{progress.state}",
        locale,
        names=listed(names, locale),
    )
    return [
        words,
        *_since(progress, locale),
        *_pause(progress, locale),
        *_results(progress, locale),
        *_handed_over(progress, locale),
        *_checks(progress, locale),
        *_supply(progress, locale),
    ]


def _since(progress: MatterProgress, locale: str) -> Iterator[str]:
    if progress.accepted_on is None:
        return
    key = "kiosk.track.deemed_on" if progress.is_deemed else "kiosk.track.accepted_on"
    yield translate(key, locale, day=day_words(progress.accepted_on, locale))
    if progress.decided_on is not None:
        yield translate(
            "kiosk.track.decided_on", locale, day=day_words(progress.decided_on, locale)
        )


def _pause(progress: MatterProgress, locale: str) -> Iterator[str]:
    if progress.pause_reason:
        yield translate(f"paper.notice.why.{progress.pause_reason}", locale)
    if progress.paused_until is not None:
        day = day_words(progress.paused_until, locale)
        yield translate("kiosk.track.paused_until", locale, day=day)


def _results(progress: MatterProgress, locale: str) -> Iterator[str]:
    names = [said(name) for name in progress.results if name]
    if names:
        yield translate("kiosk.track.results", locale, names=listed(names, locale))


def _handed_over(progress: MatterProgress, locale: str) -> Iterator[str]:
    """Yield how the results came, and the number of the parcel or locker."""
    said_then = progress.handed_over
    if said_then:
        key = f"kiosk.track.handed.{said_then.way}"
        yield translate(key, locale, number=said_then.found_by)


def _checks(progress: MatterProgress, locale: str) -> Iterator[str]:
    """Yield what was promised and is checked later, or has to be put right first (告知承诺)."""
    for check in progress.checks:
        promised = check.commitment
        if check.mend_by is None:
            day = day_words(promised.check_by, locale)
            yield translate("kiosk.track.check", locale, name=said(promised.name), day=day)
        else:
            day = day_words(check.mend_by, locale)
            words = progress.orders.get(promised.place, "")
            name = said(promised.name)
            yield translate("kiosk.track.mend", locale, name=name, day=day, words=words)


def _supply(progress: MatterProgress, locale: str) -> Iterator[str]:
    """Yield by when something has to come without which it was accepted, and what if not (容缺)."""
    if progress.supply_by is not None:
        key = "kiosk.track.supply_soon" if progress.is_reminded else "kiosk.track.supply_by"
        yield translate(key, locale, day=day_words(progress.supply_by, locale))


def _refusal(progress: MatterProgress, locale: str) -> Iterator[str]:
    """Yield why an office said no, and what can be done about it (行政许可法 38)."""
    if not progress.is_refused:
        return
    for name in ("reason", "article", "authority", "remedies"):
        words = getattr(progress, name)
        if words:
            yield translate(f"kiosk.track.refusal.{name}", locale, words=words)


def _day(due: date | None, progress: MatterProgress, locale: str) -> str:
    day = progress.due or due
    if day is None:
        return translate("kiosk.track.no_day", locale)
    key = "kiosk.track.day" if progress.is_certain else "kiosk.track.day_provisional"
    return translate(key, locale, day=say_day(day, locale))
