"""One file for each family of field kinds: how values are put in order, checked and coarsened.

A new kind is a few functions in one of these files and one line in ``KINDS``; how it is asked
on a screen is one line in ``pages/shared/widgets.py``.
"""

from core.catalogue.models import FieldType
from core.forms.kinds.checks import Kind
from core.forms.kinds.choice import as_chosen, as_truth, is_boolean, is_declaration
from core.forms.kinds.identity import as_identity, identity_problem
from core.forms.kinds.numeric import as_number, integer_problem, money_problem, number_problem
from core.forms.kinds.phone import phone_problem
from core.forms.kinds.temporal import (
    as_day,
    date_problem,
    datetime_problem,
    month_problem,
    to_date,
    to_month,
)
from core.forms.kinds.text import half_width, text_problem, tidy

KINDS: dict[FieldType, Kind] = {
    FieldType.ADDRESS: Kind(text_problem, normalise=tidy),
    FieldType.BOOLEAN: Kind(is_boolean, normalise=as_truth),
    FieldType.CHOICE: Kind(text_problem, normalise=tidy),
    FieldType.CHOICES: Kind(text_problem, normalise=as_chosen),
    FieldType.DATE: Kind(date_problem, to_date, normalise=as_day),
    FieldType.DATETIME: Kind(datetime_problem, normalise=tidy),
    FieldType.DECLARATION: Kind(is_declaration, normalise=as_truth),
    FieldType.IDENTITY: Kind(identity_problem, normalise=as_identity),
    FieldType.INTEGER: Kind(integer_problem, normalise=as_number),
    FieldType.MONEY: Kind(money_problem, normalise=as_number),
    FieldType.MONTH: Kind(month_problem, to_month, normalise=tidy),
    FieldType.NUMBER: Kind(number_problem, normalise=as_number),
    FieldType.PARAGRAPH: Kind(text_problem, normalise=tidy),
    FieldType.PHONE: Kind(phone_problem, normalise=half_width),
    FieldType.SIGNATURE: Kind(text_problem, normalise=tidy),
    FieldType.TABLE: Kind(text_problem),
    FieldType.TEXT: Kind(text_problem, normalise=tidy),
}
