"""Export (导出): one place on a page for every file that can be taken from it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.i18n import messages_of
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.export_handouts import PNG, ExportHandouts
from core.services.queries.exchange_theme import ExportFormat
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file

_ENDINGS = {
    ExportFormat.DMN: ("dmn", "application/xml"),
    ExportFormat.JSONLOGIC: ("json", "application/json"),
    ExportFormat.XLSFORM: (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ExportFormat.JSONSCHEMA: ("schema.json", "application/schema+json"),
    ExportFormat.BPMN: ("bpmn", "application/xml"),
    ExportFormat.JSONLD: ("jsonld", "application/ld+json"),
    ExportFormat.PACKAGE: ("zip", "application/zip"),
}
Write = Callable[..., bytes]
"""Returns a file of the format that ``form`` names, in the language of ``locale``."""


def offer_theme_files(exporting: ExportHandouts, opened: OpenTheme, workspace: Workspace) -> None:
    """Offer everything that can be written about the open theme, for people and programs."""
    document, answers, code = opened.draft.document, workspace.replaying, opened.draft.code
    exchange = {form.value: form for form in ExportFormat}
    with _popover(workspace):
        name = st.selectbox(
            workspace.say("handout.what"),
            [*exporting.theme_handouts, *exchange],
            format_func=lambda known: workspace.say(f"handout.name.{known}"),
            key="handout_name",
        )
        st.caption(workspace.say("handout.why"))
        if name in exchange:
            form, media_type = _ENDINGS[exchange[name]]
            write = partial(
                exporting.exchange_file, workspace.session, exchange[name], document, answers
            )
            with errors_shown(workspace.locale):
                offer_file(
                    workspace.say("handout.download"),
                    write,
                    name=f"{code}.{form}",
                    media_type=media_type,
                    key=f"handout_{name}",
                )
            return
        standing = workspace.say("board.draft", revision=opened.draft.revision)
        handout = partial(
            exporting.theme_file, workspace.session, name, document, answers, standing=standing
        )
        title = workspace.say(f"handout.name.{name}")
        _offer_formats(exporting, handout, f"{code} {title}", workspace)


def offer_files(
    exporting: ExportHandouts,
    write: Write,
    name: str,
    workspace: Workspace,
    *,
    has_charts: bool = False,
) -> None:
    """Offer one handout in every format, its charts as a picture; ``name`` is the file's."""
    with _popover(workspace):
        _offer_formats(exporting, write, name, workspace)
        if has_charts:
            _offer_format((PNG, "image/png"), write, name, workspace)


def _popover(workspace: Workspace) -> "st.delta_generator.DeltaGenerator":
    words = workspace.say("handout.open")
    return st.popover(words, icon=":material/ios_share:", key="handouts")


def _offer_formats(
    exporting: ExportHandouts, write: Write, name: str, workspace: Workspace
) -> None:
    for known in exporting.media_types.items():
        _offer_format(known, write, name, workspace)


def _offer_format(known: tuple[str, str], write: Write, name: str, workspace: Workspace) -> None:
    form, media_type = known
    with errors_shown(workspace.locale):
        offer_file(
            _format_name(form, workspace),
            partial(write, form=form, locale=workspace.locale),
            name=f"{name}.{form}",
            media_type=media_type,
            key=f"handout_{form}",
            width="stretch",
        )


def _format_name(form: str, workspace: Workspace) -> str:
    """Return what people call a format; one without words goes by its ending."""
    key = f"handout.format.{form}"
    is_known = f"designer.{key}" in messages_of(workspace.locale)
    return workspace.say(key) if is_known else form.upper()
