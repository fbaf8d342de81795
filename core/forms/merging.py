"""Ask once: fold the fields of many matters into one form (laws 1 and 2)."""

from collections import Counter
from collections.abc import Callable, Iterable
from operator import itemgetter

from core.catalogue.models import FieldType
from core.forms.constraints import understood
from core.forms.models import FieldKey, FieldUse, MergedField

# From coarse to fine: a value of a finer type can be written wherever a coarser one is asked.
_FROM_COARSE_TO_FINE = (
    FieldType.PARAGRAPH, FieldType.TEXT, FieldType.NUMBER, FieldType.MONEY, FieldType.INTEGER,
    FieldType.MONTH, FieldType.DATE, FieldType.DATETIME, FieldType.ADDRESS, FieldType.PHONE,
    FieldType.IDENTITY, FieldType.BOOLEAN, FieldType.CHOICES, FieldType.CHOICE,
    FieldType.SIGNATURE, FieldType.DECLARATION, FieldType.TABLE,
)  # fmt: skip
_NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.INTEGER)
_MOST_GROUPS = 50_000

Memo = dict[tuple[int, ...], MergedField]
"""Folded groups by the positions of their uses; good for the uses of one plan only."""

_FINENESS = {kind: rank for rank, kind in enumerate(_FROM_COARSE_TO_FINE)}


def merge_fields(
    uses: Iterable[FieldUse],
    *,
    is_list: Callable[[str], bool] = lambda element: False,
    repeats: Callable[[str], bool] = lambda subject: False,
    memo: Memo | None = None,
) -> tuple[MergedField, ...]:
    """Return one field for each (element, bound subject), strict enough for every matter.

    A merged field is required if anyone requires it, has the finest type asked for,
    offers the options that every single choice accepts (or all options of a choice of
    several), and names every use. The lowest position decides label and place.

    Args:
        uses: The places that ask, in any order.
        is_list: Whether one matter may ask for several entries of an element.
        repeats: Whether a subject stands for several members.
        memo: Groups folded before. Which places ask for one thing differs little between
            situations of a theme, so each group is folded once.
    """
    folded = {} if memo is None else memo
    if len(folded) > _MOST_GROUPS:
        folded.clear()
    groups: dict[FieldKey, list[FieldUse]] = {}
    for use in uses:
        groups.setdefault(use.key, []).append(use)
    ordered: list[tuple[int, MergedField]] = []
    for group in groups.values():
        places = tuple([use.position for use in group])
        merged = folded.get(places)
        if merged is None:
            merged = folded[places] = merge_group(group, is_list=is_list, repeats=repeats)
        ordered.append((min(places), merged))
    ordered.sort(key=itemgetter(0))
    return tuple([merged for _, merged in ordered])


def merge_group(
    group: Iterable[FieldUse],
    *,
    is_list: Callable[[str], bool],
    repeats: Callable[[str], bool],
) -> MergedField:
    """Fold the uses of one key into one field.

    Only label and section come from the first position; all else is folded in the order
    of names, so that the order of matters leaves no trace (law 2).
    """
    uses = tuple(sorted(group, key=lambda use: use.ref))
    first = min(uses, key=lambda use: use.position)
    kind = finest_type(use.type for use in uses)
    places = max(Counter(use.matter for use in uses).values()) if is_list(first.key.element) else 1
    return MergedField(
        key=first.key,
        label=first.label,
        section=first.section,
        type=kind,
        required=any(use.required for use in uses),
        options=common_options(uses),
        code_list=next((use.code_list for use in uses if use.code_list), ""),
        uses=uses,
        places=places,
        repeats=repeats(first.key.subject) or any(use.column for use in uses),
        constraint=understood(
            (rule for use in uses for rule in use.rules), numeric=kind in _NUMBERS
        ),
    )


def finest_type(types: Iterable[FieldType]) -> FieldType:
    """Return the type from which every other one can be recovered.

    Examples:
        >>> finest_type([FieldType.MONTH, FieldType.DATETIME, FieldType.DATE]).value
        'datetime'
    """
    return max(types, key=_FINENESS.__getitem__)


def common_options(uses: Iterable[FieldUse]) -> tuple[str, ...]:
    """Return what can be chosen: what every single choice accepts, else everything offered.

    Where single choices share no option there is no right answer; all options are kept
    so that nothing is settled silently (law 4).
    """
    offered = [use for use in uses if use.options]
    everything = tuple(dict.fromkeys(option for use in offered for option in use.options))
    single = [set(use.options) for use in offered if use.type is not FieldType.CHOICES]
    if not single:
        return everything
    common = set.intersection(*single)
    return tuple(option for option in everything if option in common) or everything
