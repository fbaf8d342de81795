"""Give the matters of an import other codes than the spreadsheet or its name gave them."""

from collections.abc import Iterable, Mapping

from core.catalogue.models import Matter, is_code
from core.errors import CodeTakenError, InvalidCodeError


def with_codes(matters: Iterable[Matter], codes: Mapping[str, str]) -> tuple[Matter, ...]:
    """Return matters with other codes, wherever one of them names another."""
    return tuple(_renamed(matter, codes) for matter in matters)


def expect_free_codes(
    codes: Mapping[str, str], matters: Iterable[Matter], known: Mapping[str, Matter]
) -> None:
    """Refuse codes that a matter of the import cannot have.

    ``codes`` are the new ones, by those that were read. Letters in other cases are the same code.

    Raises:
        InvalidCodeError: If one is no code.
        CodeTakenError: If a matter of the library or another one of the import has it.
    """
    taken = {code.casefold(): matter for code, matter in known.items()}
    for matter in matters:
        if matter.code not in codes:
            taken.setdefault(matter.code.casefold(), matter)
    renamed = {matter.code: matter for matter in matters if matter.code in codes}
    for old, matter in renamed.items():
        code = codes[old]
        if not is_code(code):
            raise InvalidCodeError(code=code)
        holder = taken.setdefault(code.casefold(), matter)
        if holder is not matter:
            raise CodeTakenError(code=code, name=holder.name)


def _renamed(matter: Matter, codes: Mapping[str, str]) -> Matter:
    def all_of(named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(codes.get(code, code) for code in named)

    materials = tuple(
        material.model_copy(update={"produced_by": all_of(material.produced_by)})
        if material.produced_by
        else material
        for material in matter.materials
    )
    changes = {
        "code": codes.get(matter.code, matter.code),
        "requires": all_of(matter.requires),
        "replaced_by": all_of(matter.replaced_by),
        "materials": materials,
    }
    same = {name: value for name, value in changes.items() if value == getattr(matter, name)}
    return matter.model_copy(update={n: v for n, v in changes.items() if n not in same})
