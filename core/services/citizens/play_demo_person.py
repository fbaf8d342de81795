"""Let a made-up person fill in a form, so that a demo need not ask for real numbers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.catalogue.models import FieldType
from core.services.citizens.plan_form import KioskForm

_BY_HAND = frozenset({FieldType.DECLARATION, FieldType.SIGNATURE})
"""What nobody else may fill in, not even in a demo."""


def with_demo_person(form: KioskForm, values: Mapping[str, Any]) -> KioskForm:
    """Return a form that knows what a person fills in, but for what licences tell."""
    fetched = {str(field.key) for offer in form.licences for field in offer.fields}
    by_person = {
        place
        for page in form.pages
        for field in page.fields
        if field.type not in _BY_HAND and (place := str(field.key)) not in fetched
    }
    return replace(form, demo={p: value for p, value in values.items() if p in by_person})
