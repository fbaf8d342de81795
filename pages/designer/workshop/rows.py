"""Change one row of a matter: a field or a material, by native widgets."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.catalogue.models import Deprecable, FieldSpec, MaterialRequirement
from core.services.library import MatterRecord, with_field, with_material
from pages.designer.wording import shown
from pages.designer.workshop.bench import bench
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under
from pages.shared.styling import plain

_WITH = {"fields": with_field, "materials": with_material}
_SIGNINGS = ("none", "signature", "seal", "signature_and_seal")
_NECESSITIES = ("required", "deferrable")


def edit_row(record: MatterRecord, part: str, workspace: Workspace) -> None:
    """Let one row of the form, or of the materials, be chosen and changed."""
    now = bench().now(record.matter)
    rows = {row.id: row for row in getattr(now, part)}
    if not rows:
        return
    with st.popover(workspace.say(f"shop.edit_{part}"), icon=":material/edit:", key=f"rows_{part}"):
        code = st.selectbox(
            workspace.say("shop.which_row"),
            list(rows),
            format_func=lambda row: plain(f"{row} {shown(_name_of(rows[row]))}"),
            key=f"row_of_{part}_{now.code}",
        )
        if code:
            _Row(record, part, rows[code], workspace).draw()


def _offered(declared: Mapping[str, Deprecable], now: str | None) -> list[str]:
    """Return what can be chosen: nothing that is deprecated, unless it is chosen already."""
    return sorted(code for code, part in declared.items() if code == now or not part.deprecated)


def _name_of(row: FieldSpec | MaterialRequirement) -> str:
    return row.label if isinstance(row, FieldSpec) else row.name


class _Row:
    """The widgets of one row; each changes one attribute of it."""

    def __init__(
        self,
        record: MatterRecord,
        part: str,
        row: FieldSpec | MaterialRequirement,
        workspace: Workspace,
    ) -> None:
        self._record, self._part, self._row, self._workspace = record, part, row, workspace

    def draw(self) -> None:
        if isinstance(self._row, FieldSpec):
            self._draw_field(self._row)
        else:
            self._text("name")
            self._choice("necessity", _NECESSITIES, self._word_of("need"))
            self._choice("signing", _SIGNINGS, self._word_of("signing"))
            self._text("basis")

    def _draw_field(self, row: FieldSpec) -> None:
        self._text("label")
        self._text("section")
        if not row.columns:
            catalogue = self._record.catalogue
            elements = [None, *_offered(catalogue.elements, row.element)]
            self._choice("element", elements, lambda code: self._named(code, "element"))
            self._choice(
                "subject",
                [None, *_offered(catalogue.subjects, row.subject)],
                lambda code: self._named(code, "subject"),
            )
        key, take = self._given("required")
        label = self._workspace.say("shop.field.required")
        st.toggle(label, row.required, key=key, on_change=take)

    def _named(self, code: str | None, kind: str) -> str:
        if code is None:
            return self._workspace.say(f"shop.no_{kind}")
        catalogue = self._record.catalogue
        name = catalogue.element_name if kind == "element" else catalogue.subject_name
        return plain(f"{shown(name(code))}（{code}）")

    def _word_of(self, kind: str) -> Callable[[Any], str]:
        return lambda value: self._workspace.say(f"shop.{kind}.{value}")

    def _given(self, name: str) -> tuple[str, Callable[[], None]]:
        key = f"row_{self._record.matter.code}_{self._row.id}_{name}_{bench().round}"
        return key, partial(_take, self._record, self._part, self._row.id, name=name, key=key)

    def _label(self, name: str) -> str:
        return self._workspace.say(f"shop.{self._part.removesuffix('s')}.{name}")

    def _text(self, name: str) -> None:
        key, take = self._given(name)
        st.text_input(self._label(name), getattr(self._row, name), key=key, on_change=take)

    def _choice(self, name: str, options: Sequence[Any], said: Callable[[Any], str]) -> None:
        key, take = self._given(name)
        value = getattr(self._row, name)
        st.selectbox(
            self._label(name),
            options,
            index=options.index(value) if value in options else 0,
            format_func=said,
            key=key,
            on_change=take,
        )


def _take(record: MatterRecord, part: str, row: str, *, name: str, key: str) -> None:
    value: Any = kept_under(key)
    bench().change(record.matter, lambda now: _WITH[part](now, row, name, value))
