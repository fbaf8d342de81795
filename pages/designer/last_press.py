"""What came of the last press of a page: said at its top, or told as the error that it was."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.errors import ServiceError
from pages.designer.workspace import Workspace
from pages.shared.feedback import tell, words_of


@dataclass
class LastPress:
    """What came of the last press; each one done gives the forms new, empty entries."""

    said: str = ""
    trouble: ServiceError | None = None
    done: int = 0

    def do(self, act: Callable[[], object], said: str) -> None:
        """Do it, and say at the top what came of it."""
        self.said, self.trouble = "", None
        try:
            act()
            self.said, self.done = said, self.done + 1
        except ServiceError as error:
            self.trouble = error
        st.rerun()

    def tell(self, workspace: Workspace) -> None:
        """Say what came of the last press."""
        if self.trouble is not None:
            tell(words_of(self.trouble, workspace.locale))
        elif self.said:
            st.html(f'<p role="status" class="roundsaid">{escape(self.said)}</p>')

    def tell_once(self, workspace: Workspace) -> None:
        """Say it, and not again when the page is drawn anew."""
        self.tell(workspace)
        self.said, self.trouble = "", None
