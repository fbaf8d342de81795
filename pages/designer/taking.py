"""Take a theme from another installation: what it would change here, then a draft."""

from collections.abc import Iterator
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.errors import NotThemePackageError
from core.i18n import listed, translate
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.import_package import ImportPackage, PackageComparison
from pages.designer.choosing import PARAMETER
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown, tell

ASKING = "package"
"""The name of the dialog."""


def ask_for_package(
    packages: ImportPackage | None, workspace: Workspace, board: StreamlitPage
) -> None:
    """Ask in a dialog, if it is open, for a package, and open its draft on the board."""
    if packages is None or workspace.asking != ASKING:
        return

    @st.dialog(workspace.say("package.title"), on_dismiss=workspace.ask, width="large")
    def ask() -> None:
        st.html(f'<p class="muted">{escape(workspace.say("package.why"))}</p>')
        file = st.file_uploader(workspace.say("package.file"), type="zip", key="package_file")
        if file is None:
            return
        content = file.getvalue()
        compared = _compared(packages, content, workspace)
        if compared is None:
            return
        st.html("".join(_lines(compared, workspace)))
        pressed = st.button(
            workspace.say("package.take"), type="primary", key="package_take", width="stretch"
        )
        if pressed:
            with errors_shown(workspace.locale):
                draft = packages.take(workspace.session, content)
                workspace.ask()
                workspace.lay_out(OpenTheme(draft))
                st.switch_page(board, query_params={PARAMETER: draft.code})

    ask()


def _compared(
    packages: ImportPackage, content: bytes, workspace: Workspace
) -> PackageComparison | None:
    """Return what a package means; what is wrong with it is told place by place."""
    with errors_shown(workspace.locale):
        try:
            return packages.compare(workspace.session, content)
        except NotThemePackageError as error:
            sentences = [
                translate(problem.message_key, workspace.locale, **dict(problem.params))
                for problem in error.problems
            ]
            words = translate(error.message_key, workspace.locale, **error.params)
            tell(words, sentences)
    return None


def _lines(compared: PackageComparison, workspace: Workspace) -> Iterator[str]:
    """Yield what the package is and what it would change, line by line."""
    theme, locale = compared.package.theme, workspace.locale
    named = {"theme": theme.code, "name": shown(theme.name), "code": compared.code}
    known = "new" if compared.is_new else "known"
    yield _line(translate(f"command.package.{known}", locale, **named))
    for kind, changes in compared.library.items():
        what = translate(f"command.load.kind.{kind}", locale)
        for way, names in (("added", changes.added), ("kept", changes.changed)):
            if names:
                names_listed = listed(list(names), locale)
                params = {"what": what, "n": len(names), "names": names_listed}
                yield _line(translate(f"command.package.{way}", locale, **params))
    found = compared.difference
    if found is not None:
        counts = {"changes": len(found.changes), "edits": len(found.edits)}
        yield _line(translate("command.package.difference", locale, **counts))
    checksum = compared.package.checksum
    yield _line(translate("command.package.checksum", locale, checksum=checksum))


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>"
