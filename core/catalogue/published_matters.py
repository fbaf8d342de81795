"""What the matter-publishing site says of a matter, and the matter that it makes of ours.

The site knows what people are told: names, time limits, what is handed in. What our fields mean,
for whom a matter applies and what waits for what is ours, and stays.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from core.catalogue.editing import with_attribute, with_field, with_material
from core.catalogue.models import (
    PLAIN_TEXT,
    Code,
    Count,
    Day,
    Days,
    Exemption,
    FieldSpec,
    MaterialRequirement,
    Matter,
    Name,
    Text,
)

_PLAIN = (
    "name",
    "kind",
    "processing",
    "audience",
    "statutory_days",
    "committed_days",
    "onsite_visits",
    "channels",
    "fee",
    "legal_basis",
    "results",
    "valid_from",
    "valid_to",
)
"""What the site decides of a matter."""


class _Published(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False
    )


class PublishedField(_Published):
    """A field of the form as the site prints it."""

    id: Code
    label: Name
    required: StrictBool


class PublishedMaterial(_Published):
    """A material as the site lists it; ``exempted_by`` says why nobody hands it in."""

    id: Code
    name: Name
    form: Literal["original", "copy", "original_and_copy", "electronic"]
    copies: Count
    necessity: Literal["required", "deferrable"]
    exempted_by: Literal["e_licence", "data_sharing", "commitment", "generated_form"] | None = None
    exempted_how: Text = ""


class PublishedMatter(_Published):
    """A matter as the site tells it to people, by the code that our catalogue has for it."""

    code: Code
    department: Code
    name: Name
    kind: Text = ""
    processing: Literal["immediate", "committed"]
    audience: Text = ""
    statutory_days: Days | None = None
    committed_days: Days
    onsite_visits: Count
    channels: tuple[Text, ...]
    fee: Text = ""
    legal_basis: tuple[Text, ...]
    results: tuple[Text, ...]
    valid_from: Day | None = None
    valid_to: Day | None = None
    fields: tuple[PublishedField, ...]
    materials: tuple[PublishedMaterial, ...]


class PublishedPage(_Published):
    """One page of a pull (``docs/contracts/matter_publishing.yaml``)."""

    request_id: Text
    contract: Literal["1"]
    snapshot: Name
    page: StrictInt = Field(ge=1)
    pages: StrictInt = Field(ge=1)
    total: StrictInt = Field(ge=0)
    matters: tuple[PublishedMatter, ...]
    demo: StrictBool = False


def taken_over(ours: Matter | None, published: PublishedMatter) -> Matter:
    """Return our matter as the site has it; what the site does not know stays ours.

    What is new on the site comes without an element: somebody still has to catalogue it.

    Raises:
        pydantic.ValidationError: If no matter can be like that.
    """
    matter = ours or _bare(published)
    for name in _PLAIN:
        matter = with_attribute(matter, name, getattr(published, name))
    matter = _with_parts(matter, "fields", [_field(matter, part) for part in published.fields])
    materials = [_material(matter, part) for part in published.materials]
    return _with_parts(matter, "materials", materials)


def as_published(matter: Matter) -> PublishedMatter:
    """Return a matter as a site would tell it."""
    given: dict[str, Any] = {name: getattr(matter, name) for name in _PLAIN}
    return PublishedMatter(
        code=matter.code,
        department=matter.department,
        fields=tuple(
            PublishedField(id=field.id, label=field.label, required=field.required)
            for field in matter.fields
        ),
        materials=tuple(map(_as_listed, matter.materials)),
        **given,
    )


def _as_listed(material: MaterialRequirement) -> PublishedMaterial:
    exemption = material.exemption
    given: dict[str, Any] = {
        name: getattr(material, name) for name in ("id", "name", "form", "copies", "necessity")
    }
    return PublishedMaterial(
        exempted_by=exemption.by.value if exemption else None,
        exempted_how=exemption.name if exemption else "",
        **given,
    )


def _bare(published: PublishedMatter) -> Matter:
    return Matter(
        format=1,
        code=published.code,
        name=published.name,
        department=published.department,
        committed_days=published.committed_days,
    )


def _with_parts(matter: Matter, name: str, parts: list[Any]) -> Matter:
    return (
        matter
        if list(getattr(matter, name)) == parts
        else with_attribute(matter, name, tuple(parts))
    )


def _field(matter: Matter, published: PublishedField) -> FieldSpec:
    known = {field.id: field for field in matter.fields}.get(published.id)
    if known is None:
        return FieldSpec(
            id=published.id,
            label=published.label,
            type=PLAIN_TEXT,
            required=published.required,
        )
    for name in ("label", "required"):
        matter = with_field(matter, known.id, name, getattr(published, name))
    return next(field for field in matter.fields if field.id == published.id)


def _material(matter: Matter, published: PublishedMaterial) -> MaterialRequirement:
    if published.id not in {material.id for material in matter.materials}:
        bare = MaterialRequirement(id=published.id, name=published.name)
        matter = with_attribute(matter, "materials", (*matter.materials, bare))
    for name in ("name", "form", "copies", "necessity"):
        matter = with_material(matter, published.id, name, getattr(published, name))
    matter = with_material(matter, published.id, "exemption", _exemption(published))
    return next(material for material in matter.materials if material.id == published.id)


def _exemption(published: PublishedMaterial) -> Exemption | None:
    way = published.exempted_by
    if way is None:
        return None
    return Exemption.model_validate({"by": way, "name": published.exempted_how})
