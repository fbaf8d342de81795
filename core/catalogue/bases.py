"""Where a matter does not say by what law, or by what form, it asks for something."""

from core.catalogue.models import Matter


def missing_bases(matter: Matter) -> tuple[str, ...]:
    """Return the codes of what has no basis: the matter, its fields, its materials.

    A field stands on the form that it is printed on (样表); a material says its own basis.

    Examples:
        >>> bare = {"format": 1, "code": "A", "name": "A", "department": "D", "committed_days": 1}
        >>> missing_bases(Matter.model_validate(bare))
        ('A',)
    """
    own = () if matter.legal_basis else (matter.code,)
    fields = () if matter.form_name else (field.id for field in matter.fields)
    materials = (material.id for material in matter.materials if not material.basis.strip())
    return (*own, *fields, *materials)
