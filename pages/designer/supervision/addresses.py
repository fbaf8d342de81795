"""What the address of the page names: the filter, and the matter that is open."""

from enum import StrEnum
from typing import TypeVar

import streamlit as st

from core.services.officers.review_models import TaskLight
from core.services.officers.supervise_tasks import SupervisionAction, SupervisionFilter

CASE, MATTER = "case", "matter"
DEPARTMENT, LIGHT, URGED = "department", "light", "urged"
_Known = TypeVar("_Known", bound=StrEnum)


def filter_asked() -> SupervisionFilter:
    """Return what the address asks for; what it names that is not known leaves nothing out."""
    return SupervisionFilter(
        st.query_params.get(DEPARTMENT, ""),
        _known(TaskLight, st.query_params.get(LIGHT, "")),
        _known(SupervisionAction, st.query_params.get(URGED, "")),
    )


def keep(name: str, value: str) -> None:
    """Keep something in the address, or take it out where there is nothing to keep."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def open_matter(number: str = "", matter: str = "") -> None:
    """Open a matter, or go back to the list."""
    keep(CASE, number)
    keep(MATTER, matter)


def _known(kind: type[_Known], written: str) -> _Known | None:
    return kind(written) if written in list(kind) else None
