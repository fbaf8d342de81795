"""What has to be changed in the provincial matter system, line by line, ticked off."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.officers.update_lists import ListedUpdate, UpdateLists, update_in_words
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.frame import head
from pages.designer.rounds.drawing import RoundsView
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import icon, plain

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = {"xlsx": _SHEET, "json": "application/json"}
_HEADS = ("matter_name", "kind", "label", "before", "after", "due_on")


def page(updates: UpdateLists) -> None:
    """Show the list of a department, or of all of them to policy staff."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(RoundsView)
        with head(workspace.say("nav.updates"), below=workspace.say("updates.below")):
            for kind, media_type in _FILES.items():
                offer_file(
                    workspace.say(f"updates.{kind}"),
                    partial(updates.updates_file, workspace.session, kind, workspace.locale),
                    name=f"updates.{kind}",
                    media_type=media_type,
                    key=f"updates_{kind}",
                )
        view.tell(workspace)
        listed = updates.list_updates(workspace.session)
        st.html(f'<p role="status">{escape(_updates_sentence(listed, workspace))}</p>')
        if listed and may(workspace.person, UseCase.TICK_UPDATES):
            _tick(updates, listed, view)
        if listed:
            st.html(_table(listed, workspace))


def _updates_sentence(listed: tuple[ListedUpdate, ...], workspace: Workspace) -> str:
    left = [update for update in listed if not update.ticked_by]
    if left:
        day = left[0].due_on.isoformat()
        return workspace.say("updates.left", n=len(left), day=day)
    return workspace.say("updates.all_done" if listed else "updates.none")


def _tick(updates: UpdateLists, listed: tuple[ListedUpdate, ...], view: RoundsView) -> None:
    workspace = current_workspace()
    groups: dict[tuple[str, int], list[ListedUpdate]] = {}
    for update in listed:
        if not update.ticked_by:
            groups.setdefault((update.theme, update.version), []).append(update)
    for (theme, version), lines in groups.items():
        known = {line.update.key: line for line in lines}
        with st.form(f"tick_{theme}_{view.done}"):
            title = workspace.say("updates.theme", theme=lines[0].theme_name, version=version)
            chosen = st.multiselect(
                f"{plain(shown(title))} · {workspace.say('updates.which')}",
                list(known),
                format_func=lambda key: plain(_line(known[key], workspace)),  # noqa: B023 -- drawn now
                placeholder=workspace.say("updates.choose"),
                key=f"tick_keys_{theme}_{view.done}",
                select_all=False,
            )
            pressed = st.form_submit_button(workspace.say("updates.go"), key=f"tick_go_{theme}")
        if pressed and chosen:
            act = partial(updates.tick_updates, workspace.session, theme, version, chosen)
            view.do(act, workspace.say("updates.done"))


def _line(update: ListedUpdate, workspace: Workspace) -> str:
    after = update_in_words(update.update, "after", workspace.locale)
    return f"{shown(update.matter_name)} · {shown(update.update.label)} {after}"


def _table(listed: tuple[ListedUpdate, ...], workspace: Workspace) -> str:
    names = [translate(f"updates.column.{name}", workspace.locale) for name in _HEADS]
    names.insert(1, workspace.say("updates.state"))
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(_row(update, workspace) for update in listed)
    return (
        f'<div class="roundgrid" role="region" tabindex="0" '
        f'aria-label="{escape(workspace.say("nav.updates"))}"><table><thead><tr>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(listed_update: ListedUpdate, workspace: Workspace) -> str:
    update = listed_update.update
    sides = [update_in_words(update, side, workspace.locale) for side in ("before", "after")]
    cells = (
        translate(f"updates.kind.{update.kind}", workspace.locale),
        shown(update.label),
        *sides,
    )
    cells_reported = "".join(
        f"<td>{escape(cell)}</td>" for cell in (*cells, listed_update.due_on.isoformat())
    )
    return (
        f'<tr><th scope="row">{escape(shown(listed_update.matter_name))}'
        f"<small>{escape(update.matter)} · {escape(shown(listed_update.theme_name))}</small></th>"
        f"<td>{_state(listed_update, workspace)}</td>{cells_reported}</tr>"
    )


def _state(update: ListedUpdate, workspace: Workspace) -> str:
    if update.ticked_by and update.ticked_at:
        words = workspace.say("updates.ticked", by=update.ticked_by, at=moment(update.ticked_at))
        tag = f'<span class="tag ok">{icon("check")} {escape(words)}</span>'
    else:
        words = workspace.say("updates.late" if update.is_late else "updates.open")
        tag = f'<span class="tag later">{icon("hourglass_empty")} {escape(words)}</span>'
    if update.is_pulled is None:
        return tag
    unseen = "updates.not_seen" if update.ticked_by else "updates.not_pulled"
    pulled = workspace.say("updates.pulled" if update.is_pulled else unseen)
    return f"{tag}<small>{escape(pulled)}</small>"
