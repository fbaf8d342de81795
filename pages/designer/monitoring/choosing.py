"""Choose what is looked at by theme, department, channel and month; the address keeps it."""

from functools import partial

import streamlit as st

from core.services.queries.report_log import CHOICES, MonitoringReport, RunFilter, shown_name
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under


def chosen_in_address() -> RunFilter:
    """Return what the address names: a reload and a sent link show the same."""
    return RunFilter(**{name: st.query_params.get(name, "") for name in CHOICES})


def choose(report: MonitoringReport, workspace: Workspace) -> None:
    """Offer what the cases have; what the address names stays, even where no case has it."""
    with st.container(horizontal=True, key="monitoring_filters"):
        for name in CHOICES:
            wanted = getattr(report.chosen, name)
            options = sorted({"", *report.choices[name], wanted})
            key = f"monitoring_{name}"
            st.selectbox(
                workspace.say(f"monitoring.filter.{name}"),
                options,
                index=options.index(wanted),
                format_func=partial(_named, report, name, workspace),
                key=key,
                width=240,
                on_change=_keep,
                args=(name, key),
            )


def _named(report: MonitoringReport, name: str, workspace: Workspace, code: str) -> str:
    if not code:
        return workspace.say("monitoring.all")
    return shown_name(report, name, code, workspace.locale)


def _keep(name: str, key: str) -> None:
    """Keep a choice in the address, or take it out where everything is wanted."""
    if value := kept_under(key):
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
