"""Take a theme with its part of the library from another installation, as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.catalogue.packages import LISTS
from core.catalogue.revising import Changes
from core.errors import CatalogueRefusedError, StoreBusyError, UnknownThemeError
from core.ports import Draft, Stores
from core.services.acting import StaffContext
from core.services.designers.draft_theme import replace_draft
from core.services.designers.record_steps import record_step
from core.services.theme_documents import document_of, theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.comparing.differences import VersionDifference, compare_plans
from core.themes.composing import next_theme_code
from core.themes.exchanging.theme_packages import (
    ThemePackage,
    library_with,
    read_theme_package,
)
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class PackageComparison:
    """What taking a package would mean here.

    ``code`` is that of the draft: another one where the package's own is another theme here.
    ``library`` says for each kind what is added, and what is otherwise here and stays so.
    ``difference`` is from the theme as it stands here; nothing where it is new, or where matters
    are being catalogued.
    """

    package: ThemePackage
    code: str
    is_new: bool
    library: Mapping[str, Changes]
    difference: VersionDifference | None


class ImportPackage:
    """Compares packages with what is here, and takes them."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def compare(self, session: Principal, content: bytes) -> PackageComparison:
        """Return what taking a package would mean; nothing is kept.

        Raises:
            NotThemePackageError: If it is none, or was altered.
        """
        self._staff.expect(session, UseCase.COMPARE_PACKAGE)
        package = read_theme_package(content)
        with self._staff.as_permitted(session, UseCase.COMPARE_PACKAGE) as (stores, _):
            library = stores.catalogue.read().catalogue
            known = _known(stores, package.theme.code)
            code = _code_for(package.theme, known, stores)
        own = known if code == package.theme.code else None
        return compare_package(package, library, own, code)

    def take(self, session: Principal, content: bytes) -> Draft:
        """Make a draft of a package's theme, and add what the library lacks for it.

        What the library has otherwise stays. A draft that is here becomes the package's theme by
        a step that can be taken back.

        Raises:
            NotThemePackageError: If it is none, or was altered.
            CatalogueRefusedError: If a file that would grow cannot be read as it stands here.
        """
        self._staff.expect(session, UseCase.TAKE_PACKAGE)
        package = read_theme_package(content)
        with self._staff.as_permitted(session, UseCase.TAKE_PACKAGE) as (stores, permit):
            at, by = self._staff.clock(), permit.username
            _grow_library(stores, package, at=at, by=by)
            return _keep_draft(stores, package.theme, at=at, by=by)


def _grow_library(stores: Stores, package: ThemePackage, *, at: datetime, by: str) -> None:
    """Add what the library lacks; nobody else changes its lists meanwhile."""
    for name in sorted(LISTS):
        stores.catalogue.file(name)
    held = stores.catalogue.read()
    _, _, files = library_with(held.catalogue, package.catalogue)
    spoilt = {refusal.file for refusal in held.refusals} & files.keys()
    if spoilt:
        raise CatalogueRefusedError(count=len(spoilt))
    if files:
        stores.catalogue.put(files, at=at, by=by)


def _keep_draft(stores: Stores, theme: Theme, *, at: datetime, by: str) -> Draft:
    """Save a theme as a draft: its first, or the next one of the theme that is here."""
    code = _code_for(theme, _known(stores, theme.code), stores)
    document = document_of(theme.model_copy(update={"code": code}))
    opened = _opened(stores, code)
    saved = Draft(code, document, opened.revision + 1 if opened else 1, at, by)
    if opened is not None:
        replace_draft(stores, opened, saved)
        record_step(stores, opened, saved, "package")
    elif not stores.themes.add_draft(saved):
        raise StoreBusyError
    return saved


def compare_package(
    package: ThemePackage, library: Catalogue, known: Theme | None, code: str
) -> PackageComparison:
    """Return what a package means over a library that has the theme already, or does not."""
    merged, changes, _ = library_with(library, package.catalogue)
    theme = package.theme.model_copy(update={"code": code})
    difference = None
    if known is not None:
        plans = ThemePlan(known, library), ThemePlan(theme, merged)
        difference = compare_plans(*plans) if all(plan.ready for plan in plans) else None
    return PackageComparison(package, code, known is None, changes, difference)


def _known(stores: Stores, code: str) -> Theme | None:
    """Return a theme as it stands here: its draft, or else its newest version."""
    draft = stores.themes.draft(code)
    if draft is not None:
        return theme_of(draft.document)
    try:
        return stores.themes.latest(code).theme
    except UnknownThemeError:
        return None


def _code_for(theme: Theme, known: Theme | None, stores: Stores) -> str:
    """Return the code of the draft: a theme of another name here is another theme."""
    if known is None or known.name == theme.name:
        return theme.code
    return next_theme_code([*stores.themes.draft_codes(), *stores.themes.published_codes()])


def _opened(stores: Stores, code: str) -> Draft | None:
    """Return the draft that is replaced, or one that stands for what is published."""
    draft = stores.themes.draft(code)
    if draft is not None:
        return draft
    try:
        version = stores.themes.latest(code)
    except UnknownThemeError:
        return None
    return Draft(code, document_of(version.theme), 0, version.published_at, version.published_by)
