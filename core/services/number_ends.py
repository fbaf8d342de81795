"""Recognise who acts in a case by the end of their identity number."""

import hmac

from core.cases.models import Case
from core.cases.spot_corrections import current_case
from core.themes.guides import Guide

DIGITS = 4
_ACTING = frozenset({"applicant", "principal", "agent"})
"""Who acts in a case besides those who sign it."""


def acts_in(case: Case, guide: Guide, last_four: str) -> bool:
    """Say whether a number ends as that of one who acts in the case.

    Not of others on the form: whoever employs or marries somebody knows their number.
    """
    form, values = guide.form, current_case(case).application.values
    given = last_four.strip().upper()
    acting = _ACTING | {field.key.subject for field in form if field.type.kind.is_signed}
    ends = [
        str(values.get(str(field.key)) or "").strip().upper()[-DIGITS:]
        for field in form
        if field.type.kind.identifies and field.key.subject in acting
    ]
    matches = [hmac.compare_digest(end.encode(), given.encode()) for end in ends if end]
    return len(given) == DIGITS and any(matches)
