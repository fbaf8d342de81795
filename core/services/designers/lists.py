"""Matters, themes and versions as they stand in lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.ports import Draft
from core.themes.publishing import ThemeVersion


@dataclass(frozen=True, slots=True)
class LibraryMatter:
    """A matter as it stands in the library."""

    code: str
    name: str
    department: str
    committed_days: int
    fields: int
    materials: int


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """A theme in the list: what is published, and what is in the making."""

    code: str
    name: str
    matters: int
    published: int | None
    revision: int | None
    changed_at: datetime | None
    changed_by: str


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A version of a theme: when it was published, by whom, with how many matters."""

    number: int
    published_at: datetime
    published_by: str
    matters: int


def summary_of(code: str, version: ThemeVersion | None, draft: Draft | None) -> ThemeSummary:
    """Return a theme as it stands in the list."""
    document: Mapping[str, Any] = draft.document if draft else {}
    theme = version.theme if version else None
    matters = document.get("matters", ()) if draft else theme.matters if theme else ()
    return ThemeSummary(
        code=code,
        name=str(document.get("name") or (theme.name if theme else code)),
        matters=len(matters),
        published=version.version if version else None,
        revision=draft.revision if draft else None,
        changed_at=draft.saved_at if draft else version.published_at if version else None,
        changed_by=draft.saved_by if draft else version.published_by if version else "",
    )
