"""Keep matters in the library. Departments change their own matters only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from core.catalogue.matter_files import matter_file
from core.catalogue.models import Matter
from core.errors import ForeignMatterError
from core.services.acting import StaffContext
from core.services.library.import_codes import expect_free_codes, with_codes
from core.services.library.unfinished_imports import forget_import
from core.services.queries.compare_versions import Impact, impact_of
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.use_cases import UseCase

_AS_READ: Mapping[str, str] = MappingProxyType({})
_TURNS = "departments.yaml"
"""Whoever gives new matters to the library holds this file, so that a code is given once."""


class SaveMatters:
    """Keeps matters, and says beforehand what they replace and whom that touches."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def save(
        self,
        session: Principal,
        matters: Iterable[Matter],
        *,
        codes: Mapping[str, str] = _AS_READ,
        finished: str = "",
    ) -> tuple[str, ...]:
        """Keep matters in the library, all or none; return their codes.

        ``codes`` are those that somebody gave them instead, by the ones they came with;
        ``finished`` is the import that ends by it.

        Raises:
            ForeignMatterError: If one is of another department than the person's, or would
                take the place of one.
            InvalidCodeError, CodeTakenError: If a code cannot be given.
        """
        with self._staff.as_permitted(session, UseCase.SAVE_MATTERS) as (stores, permit):
            stores.catalogue.file(_TURNS)
            known, read = stores.catalogue.read().catalogue.matters, tuple(matters)
            expect_free_codes(codes, read, known)
            kept = with_codes(read, codes)
            for matter in kept:
                before = known.get(matter.code)
                owners = {matter.department, before.department if before else matter.department}
                if not all(map(permit.covers, owners)) or len(owners) > 1:
                    raise ForeignMatterError(code=matter.code)
            files = {f"matters/{matter.code}.yaml": matter_file(matter) for matter in kept}
            stores.catalogue.put(files, at=self._staff.clock(), by=permit.username)
            if finished:
                forget_import(stores, permit, finished)
        return tuple(matter.code for matter in kept)

    def replaced(self, session: Principal, matters: Iterable[Matter]) -> tuple[str, ...]:
        """Return the codes that are in the library already, so that saving replaces them."""
        with self._staff.as_permitted(session, UseCase.LIST_REPLACED) as (stores, _):
            known = stores.catalogue.read().catalogue.matters
        return tuple(matter.code for matter in matters if matter.code in known)

    def impacts(self, session: Principal, matters: Iterable[Matter]) -> tuple[Impact, ...]:
        """Return whom it touches if matters replace those of the library, one by one.

        Themes in the making count as well as published ones.
        """
        with self._staff.as_permitted(session, UseCase.LIST_IMPACTS) as (stores, _):
            codes = [matter.code for matter in matters]
            catalogue = stores.catalogue.read().catalogue
            themes = {code: theme for code, (_, theme) in sound_drafts(stores).items()}
            for code, version in newest_versions(stores).items():
                themes.setdefault(code, version.theme)
            running = {code: stores.cases.running_by_version(code) for code in codes}
        every = replace(catalogue, themes=themes)
        return tuple(
            impact_of(code, every, running[code]) for code in codes if code in catalogue.matters
        )
