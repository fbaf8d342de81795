"""Standards of data elements that say more of a value than the type of its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.kinds.records import FieldKind, ValueRules
from core.kinds.values.credit_codes import as_credit_code, credit_code_problem
from core.kinds.values.identity import region_problem
from core.kinds.values.text import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRules(ValueRules):
    """What a standard says of values; ``is_code`` as for a kind of field."""

    is_code: bool = False


_STANDARDS: Mapping[str, StandardRules] = MappingProxyType(
    {
        "GB 32100": StandardRules(
            problem=credit_code_problem, normalise=as_credit_code, is_code=True
        ),
        "GB/T 2260": StandardRules(problem=region_problem, normalise=tidy),
    }
)


def rules_for(kind: FieldKind, standard: str = "") -> FieldKind | StandardRules:
    """Return what holds of the values of a field: by the standard of its element if it has one.

    Examples:
        >>> from core.kinds.fields.text import KIND as TEXT
        >>> rules_for(TEXT, "GB 32100").normalise("91110000600037341l")
        '91110000600037341L'
    """
    return _STANDARDS.get(standard) or kind
