"""Keep matters in the library. Departments change their own matters only."""

from collections.abc import Iterable
from dataclasses import replace

from core.catalogue.matter_files import matter_file
from core.catalogue.models import Matter
from core.errors import ForeignMatterError
from core.services.acting import StaffContext
from core.services.queries.compare_versions import Impact, impact_of
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class SaveMatters:
    """Keeps matters, and says beforehand what they replace and whom that touches."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def save(self, session: Principal, matters: Iterable[Matter]) -> tuple[str, ...]:
        """Keep matters in the library, all or none; return their codes.

        Raises:
            ForeignMatterError: If one is of another department than the person's, or would
                take the place of one.
        """
        with self._staff.as_permitted(session, UseCase.SAVE_MATTERS) as (stores, permit):
            known = stores.catalogue.read().catalogue.matters
            kept = tuple(matters)
            for matter in kept:
                before = known.get(matter.code)
                owners = {matter.department, before.department if before else matter.department}
                if not all(map(permit.covers, owners)) or len(owners) > 1:
                    raise ForeignMatterError(code=matter.code)
            files = {f"matters/{matter.code}.yaml": matter_file(matter) for matter in kept}
            stores.catalogue.put(files, at=self._staff.clock(), by=permit.username)
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
