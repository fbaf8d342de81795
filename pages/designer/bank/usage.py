"""Who uses an entry: themes, matters, other entries."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.services.library import EntryRecord, UsePlace
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

_MOST = 12


def draw_entry_use(record: EntryRecord, workspace: Workspace) -> None:
    """Show who uses an entry, the themes first."""
    by_owner: dict[str, list[UsePlace]] = {}
    for use in record.uses:
        by_owner.setdefault(use.owner, []).append(use)
    title = escape(workspace.say("shop.used"))
    body = "".join(_group(record, owner, uses, workspace) for owner, uses in by_owner.items())
    nothing = f"<p>{escape(workspace.say('bank.unused'))}</p>"
    st.html(f'<section class="shopbox"><h2>{title}</h2>{body or nothing}</section>')


def _group(record: EntryRecord, owner: str, uses: Sequence[UsePlace], workspace: Workspace) -> str:
    head = escape(workspace.say(f"bank.owner.{owner}", n=len(uses)))
    rows = "".join(_row(record, use, workspace) for use in uses[:_MOST])
    left = len(uses) - _MOST
    more = f"<p>{escape(workspace.say('shop.more', n=left))}</p>" if left > 0 else ""
    return f'<p>{head}</p><ul class="rows plain">{rows}</ul>{more}'


def _row(record: EntryRecord, use: UsePlace, workspace: Workspace) -> str:
    about = workspace.say("bank.places", n=use.places)
    if use.owner == "themes":
        state = "published" if use.code in record.published else "draft_only"
        about = f"{use.code} · {workspace.say(f'bank.{state}')} · {about}"
    return f"<li><b>{escape(_name_of(record, use))}</b><small>{escape(about)}</small></li>"


def _name_of(record: EntryRecord, use: UsePlace) -> str:
    catalogue = record.catalogue
    if use.owner == "themes":
        return shown(record.themes[use.code].name)
    if use.owner == "matters":
        return shown(f"{use.code} {catalogue.matter_name(use.code)}")
    if use.owner == "questions":
        return shown(catalogue.question(use.code).text)
    if use.owner in ("elements", "mappings"):
        return shown(catalogue.element_name(use.code))
    names = {"subjects": catalogue.subject_name, "documents": catalogue.document_name}
    return shown(names.get(use.owner, str)(use.code))
