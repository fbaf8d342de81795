"""The parts of a matter as tables: fields, materials, acceptance conditions."""

from collections.abc import Iterable
from html import escape

from core.catalogue.models import Column, FieldSpec, MaterialRequirement
from core.i18n import listed
from core.services.library import MatterRecord, condition_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import tag


def fields_html(record: MatterRecord, workspace: Workspace) -> str:
    """Return every field with its wording on the form, what it means and when it is asked."""
    rows = [
        _field_row(record, workspace, field, entry) for _, field, entry in record.matter.entries()
    ]
    return _table(
        "field", ("code", "label", "element", "subject", "required", "when"), rows, workspace
    )


def _field_row(
    record: MatterRecord, workspace: Workspace, field: FieldSpec, entry: Column
) -> Iterable[str]:
    catalogue = record.catalogue
    code = field.id if entry is field else f"{field.id}.{entry.id}"
    element = (
        f"{escape(catalogue.element_name(entry.element))}<small>{escape(entry.element)}</small>"
        if entry.element
        else tag(workspace.say("shop.no_element"), "later")
    )
    subject = catalogue.short_subject_name(entry.subject) if entry.subject else ""
    required = workspace.say("shop.required" if entry.required else "shop.optional")
    section = f"<small>{escape(shown(field.section))}</small>" if field.section else ""
    return (
        escape(code),
        f"{escape(shown(entry.label))}{section}",
        element,
        escape(subject) or _nobody(workspace),
        escape(required),
        escape(_when(record, workspace, entry)),
    )


def _nobody(workspace: Workspace) -> str:
    return tag(workspace.say("shop.no_subject"), "later")


def materials_html(record: MatterRecord, workspace: Workspace) -> str:
    """Return every material: whether it is handed in, how it is signed, by what law."""
    rows = [_material_row(record, workspace, material) for material in record.matter.materials]
    columns = ("code", "name", "fate", "signing", "when", "basis")
    return _table("material", columns, rows, workspace)


def _material_row(
    record: MatterRecord, workspace: Workspace, material: MaterialRequirement
) -> Iterable[str]:
    lacking = material.id in record.without_basis
    form = workspace.say(f"shop.form.{material.form}")
    return (
        escape(material.id),
        f"{escape(shown(material.name))}<small>{escape(form)}</small>",
        _fate(material, workspace),
        escape(workspace.say(f"shop.signing.{material.signing}")),
        escape(_when(record, workspace, material)),
        tag(workspace.say("shop.no_basis"), "later") if lacking else escape(shown(material.basis)),
    )


def _fate(material: MaterialRequirement, workspace: Workspace) -> str:
    """Say whether the applicant hands it in, and why not."""
    if material.exemption:
        way = workspace.say(f"shop.exempt.{material.exemption.by.value}")
        return f"{tag(way, 'info')}<small>{escape(shown(material.exemption.name))}</small>"
    if material.produced_by:
        made = workspace.say(
            "shop.made", codes=listed(list(material.produced_by), workspace.locale)
        )
        return escape(made)
    deferrable = material.necessity == "deferrable"
    return escape(workspace.say("shop.deferrable" if deferrable else "shop.handed_in"))


def conditions_html(record: MatterRecord, workspace: Workspace) -> str:
    """Return what has to be met before the matter is accepted."""
    met = "".join(
        f"<li>{escape(shown(condition))}</li>" for condition in record.matter.acceptance_conditions
    )
    return f'<ol class="shoplist">{met}</ol>' if met else ""


def _when(record: MatterRecord, workspace: Workspace, part: Column | MaterialRequirement) -> str:
    if part.when is None:
        return workspace.say("shop.always")
    return shown(condition_words(part.when, record.catalogue, workspace.locale))


def _table(
    kind: str, columns: Iterable[str], rows: Iterable[Iterable[str]], workspace: Workspace
) -> str:
    """Return rows of cells that are HTML already; nothing where there is no row."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"shop.{kind}.{name}"))}</th>' for name in columns
    )
    table = f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
    name = escape(workspace.say(f"shop.tab.{kind}s"))
    return f'<table class="rowstable shoptable" aria-label="{name}">{table}</table>' if body else ""
