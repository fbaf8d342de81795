"""List themes and their versions, and find themes by what somebody remembers of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from core.catalogue.models import Theme
from core.catalogue.searching import Facet, SearchEntry, SearchIndex
from core.ports import Draft
from core.services.acting import StaffContext
from core.services.designers.discard_draft import without_discarded
from core.services.setting_aside import newest_versions, sound_drafts, unless_spoilt
from core.services.theme_documents import document_of
from core.services.theme_versions import latest_number
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.publishing import ThemeVersion
from core.themes.terms import ThemeLife, life_of
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """A theme in the list: what is published, and what is in the making.

    ``archived_on`` is the last day on which an archived theme can be begun, ``starts_on`` the day
    on which its newest version takes effect, if that is to come.
    """

    code: str
    name: str
    matters: int
    published: int | None
    revision: int | None
    changed_at: datetime | None
    changed_by: str
    archived_on: date | None = None
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A version of a theme: when it was published, by whom, with how many matters."""

    number: int
    published_at: datetime
    published_by: str
    theme: Theme

    @property
    def matters(self) -> int:
        """Return how many matters it has."""
        return len(self.theme.matters)


class ListAllThemes:
    """Lists themes, their versions, and what nobody can use."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def themes(self, session: Principal) -> tuple[ThemeSummary, ...]:
        """Return every theme, published or in the making, by code."""
        with self._staff.as_permitted(session, UseCase.LIST_THEMES) as (stores, _):
            drafts = {code: draft for code, (draft, _) in sound_drafts(stores).items()}
            versions = newest_versions(stores)
            in_making = without_discarded(stores, drafts.keys() - versions.keys())
            lives = {code: life_of(terms) for code, terms in stores.terms.every().items()}
        codes, today = sorted({*in_making, *versions}), day_of(self._staff.clock())
        return tuple(
            _with_life(_summary(code, versions.get(code), drafts.get(code)), lives.get(code), today)
            for code in codes
        )

    def set_aside(self, session: Principal) -> tuple[str, ...]:
        """Return which records nobody can use, as they are no longer as they were written."""
        with self._staff.as_permitted(session, UseCase.LIST_SPOILT_VERSIONS) as (stores, _):
            return stores.records.spoilt()

    def versions(self, session: Principal, code: str) -> tuple[PublishedVersion, ...]:
        """Return every published version of a theme, the newest first."""
        with self._staff.as_permitted(session, UseCase.LIST_VERSIONS) as (stores, _):
            newest = latest_number(stores, code)
            versions = [
                unless_spoilt(partial(stores.themes.version, code, number))
                for number in range(newest, 0, -1)
            ]
        return tuple(
            PublishedVersion(v.version, v.published_at, v.published_by, v.theme)
            for v in versions
            if v is not None
        )


def _summary(code: str, version: ThemeVersion | None, draft: Draft | None) -> ThemeSummary:
    """Return a theme as it stands in the list; a draft that is published is no draft."""
    theme = version.theme if version else None
    draft = draft if draft and has_changes(draft, theme) else None
    document: Mapping[str, Any] = draft.document if draft else {}
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


def _with_life(theme: ThemeSummary, life: ThemeLife | None, today: date) -> ThemeSummary:
    """Return a theme with the days that were said of it."""
    if life is None:
        return theme
    archived_on = life.archived.day if life.archived else None
    return replace(
        theme, archived_on=archived_on, starts_on=life.to_come(theme.published or 0, today)
    )


def has_changes(draft: Draft, published: Theme | None) -> bool:
    """Say whether a draft has anything that its newest version has not."""
    if not draft.revision:
        return False
    return published is None or document_of(published) != draft.document


def find_themes(themes: Iterable[ThemeSummary], words: str) -> tuple[ThemeSummary, ...]:
    """Return the themes whose code or name every word fits, the best first; all for no words.

    First letters fit as well.

    Examples:
        >>> shops = [ThemeSummary("T01", "开办餐饮店", 8, 1, None, None, "")]
        >>> [len(find_themes(shops, words)) for words in ("餐饮", "t01 开办", "kbcyd", "药店", "")]
        [1, 1, 1, 0, 1]
    """
    listed = {theme.code: theme for theme in themes}
    texts = ({Facet.CODE: [code], Facet.NAME: [theme.name]} for code, theme in listed.items())
    index = SearchIndex(map(SearchEntry, listed, texts))
    return tuple(listed[hit.code] for hit in index.find(words))
