"""The order of questions (提问顺序): the author's, or the one that asks the fewest."""

from html import escape

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme, ask_otherwise
from core.services.designers.order_questions import AskingOrder, AskingWay, Orders
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.choosing import opened_or_chosen
from pages.designer.frame import head
from pages.designer.questions.arranging import draw_arranging
from pages.designer.stepping import ASKING, ask_which_step, draw_step_buttons
from pages.designer.trouble import tell_trouble
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain, tag


def page(designing: DesigningUseCases, accounts: KeepAccounts) -> None:
    """Show both orders side by side, and let one be chosen and questions be kept together."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "order")
    if opened is None:
        return
    with errors_shown(workspace.locale):
        orders = designing.ordering.orders(workspace.session, opened.draft)
        with head(workspace.say("order.title", name=opened.name), below=_below(orders, workspace)):
            draw_step_buttons(designing, workspace, opened)
        if workspace.asking == ASKING:
            ask_which_step(designing, accounts, workspace, opened)
        tell_trouble(designing, accounts, workspace)
        with st.container(key="table"):
            draw_arranging(designing, workspace, opened)
        if not orders.questions:
            st.html(f'<p class="empty">{escape(workspace.say("order.empty"))}</p>')
            return
        for column, order in zip(st.columns(2, gap="medium"), AskingOrder, strict=True):
            with column, st.container(key=f"way_{order}"):
                _draw_way(designing, opened, orders, order)
        _keep_together(designing, opened, orders, workspace)


def _below(orders: Orders, workspace: Workspace) -> str:
    learnt = workspace.say("order.learnt", n=orders.observed) if orders.observed else ""
    return workspace.say("order.below") + learnt


def _draw_way(
    designing: DesigningUseCases, opened: OpenTheme, orders: Orders, order: AskingOrder
) -> None:
    workspace, way = current_workspace(), orders.ways[order]
    chosen = order is orders.chosen
    mark = tag(workspace.say("order.chosen"), "ok") if chosen else ""
    st.html(
        f"<h2>{escape(workspace.say(f'order.{order}'))} {mark}</h2>"
        f'<p class="figure"><b>{way.expected:.2f}</b> '
        f"{escape(_figures(way, orders, workspace))}</p>"
    )
    if not chosen:
        st.button(
            workspace.say("order.choose"),
            key=f"choose_{order}",
            on_click=_choose,
            args=(designing, opened, order, orders.together),
        )
    rows = "".join(f"<li>{escape(shown(question.text))}</li>" for question in way.asked)
    st.html(
        f'<p class="muted">{escape(workspace.say("order.typical"))}</p>'
        f'<ol class="asked">{rows}</ol>'
    )


def _figures(way: AskingWay, orders: Orders, workspace: Workspace) -> str:
    every = workspace.say("order.every", n=f"{orders.every:.2f}") if orders.every else ""
    least = (
        workspace.say("order.exact") if way.exact and way is orders.ways[AskingOrder.FEWEST] else ""
    )
    return workspace.say("order.figures", longest=way.longest) + every + least


def _choose(
    designing: DesigningUseCases,
    opened: OpenTheme,
    order: AskingOrder,
    together: tuple[tuple[str, ...], ...],
) -> None:
    workspace = current_workspace()
    with workspace.refusing():
        workspace.lay_out(
            ask_otherwise(designing, workspace.session, opened, order=order, together=together)
        )


def _keep_together(
    designing: DesigningUseCases, opened: OpenTheme, orders: Orders, workspace: Workspace
) -> None:
    """List the questions that follow each other, and let more be named."""
    st.html(
        f"<h2>{escape(workspace.say('order.together'))}</h2>"
        f'<p class="muted">{escape(workspace.say("order.together_why"))}</p>'
    )
    texts = {code: shown(question.text) for code, question in orders.questions.items()}
    for place, group in enumerate(orders.together):
        left = tuple(code for code in orders.together if code != group)
        with st.container(key=f"group_{place}", horizontal=True, vertical_alignment="center"):
            names_listed = workspace.say("order.then").join(texts.get(code, code) for code in group)
            st.html(f"<p>{escape(names_listed)}</p>")
            st.button(
                workspace.say("order.apart"),
                key=f"apart_{place}",
                on_click=_choose,
                args=(designing, opened, orders.chosen, left),
            )
    taken = {code for group in orders.together for code in group}
    free = [code for code in texts if code not in taken]
    with st.container(key="new_group", horizontal=True, vertical_alignment="bottom"):
        picked = st.multiselect(
            workspace.say("order.pick"),
            free,
            format_func=lambda code: plain(texts[code]),
            placeholder=workspace.say("order.pick_hint"),
            key=f"pick_{workspace.revision}",
            select_all=False,
        )
        st.button(
            workspace.say("order.pin"),
            key="pin",
            disabled=len(picked) < 2,
            on_click=_choose,
            args=(designing, opened, orders.chosen, (*orders.together, tuple(picked))),
        )
