"""Ask once: fold the fields of many matters into one form (laws 1 and 2)."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from types import MappingProxyType

from core.catalogue.models import FieldKey, FieldType
from core.forms.code_mappings import Wordings, offered
from core.forms.constraints import understood
from core.forms.models import FieldUse, MergedField

_MOST_GROUPS = 50_000
_NOTHING_MAPPED: Wordings = MappingProxyType({})
_BY_POSITION = attrgetter("position")
_BY_REF = attrgetter("ref")
_BY_FINENESS = attrgetter("kind.fineness")

Memo = dict[int | tuple[int, ...], MergedField]
"""Folded groups by the positions of their uses; good for the uses of one plan only."""


def merge_fields(
    uses: Iterable[FieldUse],
    *,
    is_list: Callable[[str], bool] = lambda element: False,
    repeats: Callable[[str], bool] = lambda subject: False,
    wordings: Callable[[str], Wordings] = lambda element: _NOTHING_MAPPED,
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
        wordings: How options of an element are confirmed to be written in other lists.
        memo: Groups folded before. Which places ask for one thing differs little between
            situations of a theme, so each group is folded once.
    """
    # In order of position, so that groups come in the order in which the form asks them.
    groups: dict[FieldKey, list[FieldUse]] = {}
    for use in sorted(uses, key=_BY_POSITION):
        group = groups.get(use.key)
        if group is None:
            groups[use.key] = [use]
        else:
            group.append(use)
    fold = partial(merge_group, is_list=is_list, repeats=repeats, wordings=wordings)
    if memo is None:
        return tuple(map(fold, groups.values()))
    return tuple(_recalled(groups.values(), memo, fold))


def _recalled(
    groups: Iterable[list[FieldUse]], memo: Memo, fold: Callable[[list[FieldUse]], MergedField]
) -> list[MergedField]:
    """Fold every group that was not folded before."""
    if len(memo) > _MOST_GROUPS:
        memo.clear()
    folded = []
    for group in groups:
        place = group[0].position if len(group) == 1 else tuple([use.position for use in group])
        merged = memo.get(place)
        if merged is None:
            merged = memo[place] = fold(group)
        folded.append(merged)
    return folded


def merge_group(
    group: Iterable[FieldUse],
    *,
    is_list: Callable[[str], bool],
    repeats: Callable[[str], bool],
    wordings: Callable[[str], Wordings] = lambda element: _NOTHING_MAPPED,
) -> MergedField:
    """Fold the uses of one key into one field.

    Only label and section come from the first position; all else is folded in the order
    of names, so that the order of matters leaves no trace (law 2).
    """
    uses = tuple(sorted(group, key=_BY_REF))
    first = min(uses, key=_BY_POSITION)
    finest = finest_type(use.type for use in uses)
    places = _most_places(uses) if is_list(first.key.element) else 1
    options, agreed = common_options(uses, wordings(first.key.element))
    return MergedField(
        key=first.key,
        label=first.label,
        section=first.section,
        type=finest,
        required=any(use.required for use in uses),
        options=options,
        code_list=next((use.code_list for use in uses if use.code_list), ""),
        uses=uses,
        places=places,
        repeats=repeats(first.key.subject) or any(use.column for use in uses),
        constraint=understood(
            (rule for use in uses for rule in use.rules), numeric=finest.kind.is_number
        ),
        agreed=agreed,
    )


def _most_places(uses: Iterable[FieldUse]) -> int:
    """Return how many entries one form has room for, about one role."""
    return max(Counter((use.matter, use.role) for use in uses).values())


def finest_type(types: Iterable[FieldType]) -> FieldType:
    """Return the type from which every other one can be recovered.

    Examples:
        >>> finest_type([FieldType.MONTH, FieldType.DATETIME, FieldType.DATE]).value
        'datetime'
    """
    return max(types, key=_BY_FINENESS)


def common_options(
    uses: Iterable[FieldUse], wordings: Wordings = _NOTHING_MAPPED
) -> tuple[tuple[str, ...], bool]:
    """Return what can be chosen, and whether all single choices can take it.

    What every single choice accepts, by itself or by a confirmed mapping, else everything
    offered. Where single choices share no option there is no right answer; all options are
    kept so that nothing is settled silently (law 4).
    """
    asking = [use for use in uses if use.options]
    everything = tuple(dict.fromkeys(option for use in asking for option in use.options))
    single = [use.options for use in asking if not use.type.kind.is_several]
    if not single:
        return everything, True
    if wordings:
        common = offered(single, wordings)
    else:
        shared = set.intersection(*map(set, single))
        common = tuple(option for option in everything if option in shared)
    return common or everything, bool(common)
