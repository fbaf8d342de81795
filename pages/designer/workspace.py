"""What one person at the designer has in front of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import RLock

from core.catalogue.models import Answer
from core.errors import ConflictingChangesError, ServiceError, StaleDraftError
from core.i18n import DEFAULT_LOCALE, translate
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.merge_draft import DraftNews
from core.services.designers.simulate_theme import Simulation
from core.staff.models import NO_SESSION, SessionToken, StaffMember
from pages.shared.state import remembered

ASKING_MERGE = "merge"
"""The name of the dialog in which two people's changes are chosen between."""


@dataclass
class Workspace:
    """The open theme, and what the board has to know about it.

    ``has_begun`` says that the address was asked for the language.
    ``session`` is what every use case is given: who may do what is looked up there.
    ``revision`` grows with every change, so that the board is drawn anew; ``changed_at``
    is the last one that did not come from the board. ``seen`` is its last move.
    ``asking`` names the dialog that is open. ``proved`` are the themes proved in this session,
    ``accepting`` the warning that is being accepted, ``replaying`` the situation that the
    preview shows instead of the typical one, ``played`` what a simulation came to. ``closed`` is
    the matter whose panel was closed last: its card takes the focus. ``put_in`` is the matter that
    was put in last, which asks what it shall bring. ``news`` is what others had changed when the
    theme was saved last, ``published`` the version that was published a moment ago, with the day
    from which it is used if that is later.
    """

    locale: str = DEFAULT_LOCALE
    person: StaffMember | None = None
    session: SessionToken = NO_SESSION
    was_seen_out: bool = False
    has_begun: bool = False
    code: str = ""
    theme: OpenTheme | None = None
    revision: int = 0
    changed_at: int = 0
    seen: int = 0
    closed: str = ""
    put_in: str = ""
    asking: str = ""
    published: tuple[int, date | None] | None = None
    proved: set[str] = field(default_factory=set)
    accepting: tuple[str, str] | None = None
    replaying: dict[str, Answer] | None = None
    played: tuple[Simulation, ...] = ()
    trouble: ServiceError | None = None
    news: DraftNews | None = None
    _changing: RLock = field(default_factory=RLock, repr=False, compare=False)

    @property
    def is_stale(self) -> bool:
        """Say whether somebody else saved the theme in the meantime."""
        return isinstance(self.trouble, StaleDraftError)

    def say(self, key: str, **params: object) -> str:
        """Return a message of the designer in the reader's language."""
        return translate(f"designer.{key}", self.locale, **params)

    def speak(self, locale: str) -> None:
        """Go on in another language."""
        self.locale = locale

    def ask(self, name: str = "") -> None:
        """Open a dialog, or close the one that is open."""
        self.asking = name

    def lay_out(self, theme: OpenTheme) -> None:
        """Open a theme that did not come from the board."""
        if theme.draft.code != self.code:
            self.replaying = self.accepting = None
        self.played = ()
        self.theme, self.code = theme, theme.draft.code
        self.news = theme.news
        self.revision += 1
        self.changed_at = self.revision
        self.trouble = self.published = None

    def follow(self, theme: OpenTheme) -> None:
        """Take over what the board has already shown, unless others changed something too."""
        if theme.news is not None:
            self.lay_out(theme)
            return
        self.theme, self.news = theme, None
        self.revision += 1
        self.trouble = self.published = None

    def refuse(self, trouble: ServiceError | None = None) -> None:
        """Have the board drawn as the theme stands, and tell why."""
        self.revision += 1
        self.changed_at = self.revision
        self.trouble, self.published = trouble, None
        if isinstance(trouble, ConflictingChangesError):
            self.ask(ASKING_MERGE)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Keep what is wrong with the change of a callback, to be told by the run after it.

        Streamlit begins the run of the next press while the callback of the last one still works,
        in another thread. Changes take turns, so that each begins from the one before.
        """
        with self._changing:
            try:
                yield
            except ServiceError as trouble:
                self.refuse(trouble)

    def clear(self) -> None:
        """Put the theme away."""
        self.theme, self.code, self.news = None, "", None
        self.replaying = self.accepting = None
        self.played = ()
        self.trouble = self.published = None


def current_workspace() -> Workspace:
    """Return the workspace of this session, making one if there is none."""
    return remembered(Workspace)
