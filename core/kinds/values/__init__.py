"""One file for each family of field kinds: how values are put in order, checked and coarsened.

A new kind is a few functions in one of these files and one line in ``KINDS``; how it is asked
on a screen is one line in ``pages/shared/widgets.py``. Where the standard of an element says
more than the type of a field, the standard decides.
"""

from core.catalogue.models import FieldType
from core.kinds.values.checks import Kind
from core.kinds.values.choice import as_chosen, as_truth, is_boolean, is_declaration
from core.kinds.values.credit_codes import as_credit_code, credit_code_problem
from core.kinds.values.identity import as_identity, region_problem
from core.kinds.values.identity_papers import paper_number_problem
from core.kinds.values.numeric import as_number, integer_problem, money_problem, number_problem
from core.kinds.values.phone import as_phone, phone_problem
from core.kinds.values.temporal import (
    as_day,
    as_moment,
    as_month,
    date_problem,
    datetime_problem,
    month_problem,
    to_date,
    to_month,
)
from core.kinds.values.text import text_problem, tidy

LINED = frozenset({FieldType.PARAGRAPH, FieldType.ADDRESS})
"""Kinds whose values may have several lines; of all others a line is one value of several."""

KINDS: dict[FieldType, Kind] = {
    FieldType.ADDRESS: Kind(text_problem, normalise=tidy),
    FieldType.BOOLEAN: Kind(is_boolean, normalise=as_truth),
    FieldType.CHOICE: Kind(text_problem, normalise=tidy),
    FieldType.CHOICES: Kind(text_problem, normalise=as_chosen),
    FieldType.DATE: Kind(date_problem, to_date, normalise=as_day),
    FieldType.DATETIME: Kind(datetime_problem, normalise=as_moment),
    FieldType.DECLARATION: Kind(is_declaration, normalise=as_truth),
    FieldType.IDENTITY: Kind(paper_number_problem, normalise=as_identity),
    FieldType.INTEGER: Kind(integer_problem, normalise=as_number),
    FieldType.MONEY: Kind(money_problem, normalise=as_number),
    FieldType.MONTH: Kind(month_problem, to_month, normalise=as_month),
    FieldType.NUMBER: Kind(number_problem, normalise=as_number),
    FieldType.PARAGRAPH: Kind(text_problem, normalise=tidy),
    FieldType.PHONE: Kind(phone_problem, normalise=as_phone),
    FieldType.SIGNATURE: Kind(text_problem, normalise=tidy),
    FieldType.TABLE: Kind(text_problem),
    FieldType.TEXT: Kind(text_problem, normalise=tidy),
}

_STANDARDS: dict[str, Kind] = {
    "GB 32100": Kind(credit_code_problem, normalise=as_credit_code),
    "GB/T 2260": Kind(region_problem, normalise=tidy),
}


def kind_of(field_type: FieldType, standard: str = "") -> Kind:
    """Return the kind of a field: by the standard of its element if that says more.

    Examples:
        >>> kind_of(FieldType.TEXT, "GB 32100").normalise("91110000600037341l")
        '91110000600037341L'
    """
    return _STANDARDS.get(standard) or KINDS[field_type]
