"""Let a made-up person fill in a form, so that a demo need not ask for real numbers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.services.citizens.plan_form import KioskForm


def with_demo_person(form: KioskForm, values: Mapping[str, Any]) -> KioskForm:
    """Return a form that knows what a person fills in, but for what licences tell.

    Nobody else agrees or signs for somebody, not even in a demo.
    """
    fetched = {str(field.key) for offer in form.licences for field in offer.fields}
    by_person = {
        place
        for page in form.pages
        for field in page.fields
        if not field.type.kind.is_promised and (place := str(field.key)) not in fetched
    }
    return replace(form, demo={p: value for p, value in values.items() if p in by_person})
