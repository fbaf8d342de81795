"""Which case is looked after, and what is done about it just now."""

from dataclasses import replace

from core.services.citizens import Credentials
from pages.kiosk.overlays import OwnView, Tracking
from pages.kiosk.visit import Visit


def tracked_case(visit: Visit) -> Credentials | None:
    """Return what opens the case that is looked after."""
    tracking = visit.cursor.covered_by(Tracking)
    return tracking.case if tracking else None


def is_withdrawing(visit: Visit) -> bool:
    """Say whether it is asked whether the case is withdrawn."""
    tracking = visit.cursor.covered_by(Tracking)
    return tracking is not None and tracking.is_withdrawing


def ask_to_withdraw(visit: Visit, asked: bool) -> None:
    """Ask whether the case is withdrawn, or ask no more."""
    tracking = visit.cursor.covered_by(Tracking)
    if tracking is not None:
        visit.cursor.lay(replace(tracking, is_withdrawing=asked))


def agent_task(visit: Visit) -> str:
    """Return what is done about who acts for another, if anything is."""
    tracking = visit.cursor.covered_by(Tracking)
    return tracking.agent_task if tracking else ""


def show_agent_task(visit: Visit, task: str) -> None:
    """Do something about who acts for another, or nothing more."""
    tracking = visit.cursor.covered_by(Tracking)
    if tracking is not None:
        visit.cursor.lay(replace(tracking, agent_task=task))


def own_view(visit: Visit) -> OwnView | None:
    """Return what is shown of somebody's own data."""
    tracking = visit.cursor.covered_by(Tracking)
    return tracking.own if tracking else None


def show_own(visit: Visit, view: OwnView | None) -> None:
    """Show somebody's own data over the case, or the case again."""
    tracking = visit.cursor.covered_by(Tracking)
    if tracking is not None:
        visit.cursor.lay(replace(tracking, own=view))
