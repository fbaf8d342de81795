"""From when until when a matter is valid, and the way to stop it (停用): it is never deleted."""

from datetime import date
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.library import LibraryUseCases, MatterRecord, MatterStop, MatterUse, stopped
from pages.designer.wording import shown
from pages.designer.workshop.bench import bench
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day
from pages.shared.state import kept_under
from pages.shared.styling import plain, tag


def validity_tag(record: MatterRecord, workspace: Workspace) -> str:
    """Return as a tag whether the matter is valid today, and until when."""
    matter, validity = record.matter, record.validity
    if validity.is_over:
        return tag(workspace.say("shop.stopped"), "later")
    if validity.is_to_come:
        return tag(workspace.say("shop.valid_later", day=matter.valid_from), "later")
    if matter.valid_to:
        return tag(workspace.say("shop.valid_until", day=matter.valid_to), "later")
    return tag(workspace.say("shop.valid"), "ok")


def draw_validity(record: MatterRecord, workspace: Workspace) -> None:
    """Show the days of the matter, what replaces it, and the laws that are not in force."""
    matter, validity = record.matter, record.validity
    days = workspace.say(
        _days_key(record),
        begin=matter.valid_from or "",
        end=matter.valid_to or "",
        codes=_named(record, matter.replaced_by),
    )
    gone = [
        workspace.say("shop.law_gone", law=shown(law.name)) for law in validity.laws_not_in_force
    ]
    known = workspace.say("shop.laws_fine", n=validity.known_laws)
    unknown = workspace.say("shop.laws_undated")
    laws = gone or [known if validity.known_laws else unknown]
    closed = [_closed(validity.stop, workspace)] if validity.stop else []
    paragraphs = "".join(f"<p>{escape(words)}</p>" for words in (days, *laws, *closed))
    title = escape(workspace.say("shop.validity"))
    st.html(f'<section class="shopbox"><h2>{title}</h2>{paragraphs}</section>')


def _closed(stop: MatterStop, workspace: Workspace) -> str:
    """Say since when, or until when, the kiosk takes no application with the matter."""
    return workspace.say(f"shop.{'closed' if stop.is_over else 'opens'}", day=stop.day)


def _days_key(record: MatterRecord) -> str:
    matter = record.matter
    if matter.valid_to:
        return "shop.days_replaced" if matter.replaced_by else "shop.days_until"
    return "shop.days_from" if matter.valid_from else "shop.days_unlimited"


def _named(record: MatterRecord, codes: tuple[str, ...]) -> str:
    return "、".join(f"{code} {shown(record.catalogue.matter_name(code))}" for code in codes)


def offer_stop(library: LibraryUseCases, record: MatterRecord, workspace: Workspace) -> None:
    """Let the matter be stopped after a day, or go on again; whom it touches is said before."""
    code = record.matter.code
    words = "shop.go_on" if record.matter.valid_to else "shop.stop"
    with st.popover(workspace.say(words), icon=":material/block:", key="shop_stop"):
        use = library.reading.use(workspace.session, code)
        st.html(f"<p>{escape(_touched(use, workspace))}</p>")
        if not record.matter.valid_to:
            _days_and_successors(record, workspace)
        st.text_input(workspace.say("shop.reason"), key=f"stop_reason_{code}")
        st.button(
            workspace.say(f"{words}_sure"),
            key="shop_stop_sure",
            disabled=bool(bench().differences(code)),
            help=workspace.say("shop.stop_pending") if bench().differences(code) else None,
            on_click=_stop,
            args=(library, record, workspace),
        )


def _touched(use: MatterUse, workspace: Workspace) -> str:
    """Say which themes, drafts and running cases it touches, and what becomes of them."""
    published = [theme.code for theme in use.themes.values() if theme.published]
    drafts = [theme.code for theme in use.themes.values() if theme.is_draft]
    none = workspace.say("shop.no_theme")
    return workspace.say(
        "shop.stop_touches",
        themes="、".join(published) or none,
        drafts="、".join(drafts) or none,
        running=sum(use.impact.running.values()),
    )


def _days_and_successors(record: MatterRecord, workspace: Workspace) -> None:
    code = record.matter.code
    ask_day(workspace.say("shop.last_day"), record.validity.on, key=f"stop_day_{code}", width=200)
    st.multiselect(
        workspace.say("shop.successors"),
        [other for other in sorted(record.catalogue.matters) if other != code],
        format_func=lambda other: plain(_named(record, (other,))),
        placeholder=workspace.say("shop.successors_hint"),
        key=f"stop_by_{code}",
        select_all=False,
    )


def _stop(library: LibraryUseCases, record: MatterRecord, workspace: Workspace) -> None:
    table, matter = bench(), record.matter
    day: date | None = kept_under(f"stop_day_{matter.code}")
    ended = None if matter.valid_to else (day or record.validity.on).isoformat()
    codes = () if matter.valid_to else tuple(kept_under(f"stop_by_{matter.code}") or ())
    reason = str(kept_under(f"stop_reason_{matter.code}") or "")
    table.said, table.trouble = "", None
    try:
        after = stopped(matter, ended, codes)
        library.revising.revise(workspace.session, matter, after, reason)
    except ServiceError as trouble:
        table.trouble = trouble
    else:
        table.drop(matter.code)
        table.said = workspace.say("shop.stop_done" if ended else "shop.go_on_done", day=ended)
