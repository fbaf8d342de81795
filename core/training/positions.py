"""How far a presentation is, as everybody who shows or reads it finds it."""

from dataclasses import dataclass, replace
from enum import StrEnum

SECONDS = {"slow": 10, "normal": 6, "quick": 3}
"""How long a stop is shown, by pace, where stops go on by themselves."""


class PlayingPace(StrEnum):
    """How fast stops go on by themselves."""

    SLOW = "slow"
    NORMAL = "normal"
    QUICK = "quick"

    @property
    def seconds(self) -> int:
        """Return how long a stop is shown."""
        return SECONDS[self.value]


@dataclass(frozen=True, slots=True)
class Position:
    """Which scenario is presented in a room, and at which of its stops.

    ``run`` names this presentation, and becomes the key under which its application is handed in.
    ``begins_on`` is its first day. ``done`` counts the stops whose consequences have happened:
    what offices did stays done, however far one goes back. ``generation`` is the room in which it
    did. ``text`` is that of a scenario of the trainers' own, as it was when this began: no room
    reads what the installation keeps. ``revision`` grows with every move. ``moved_at`` are seconds
    of a clock on the wall. ``is_taken_over`` says that a hand at the kiosk went another way.
    """

    scenario: str
    run: str
    key: str
    begins_on: str
    generation: str = ""
    at: int = 0
    done: int = 0
    revision: int = 0
    is_playing: bool = False
    pace: PlayingPace = PlayingPace.NORMAL
    moved_at: float = 0.0
    is_taken_over: bool = False
    text: str = ""

    def moved(self, to: int, now: float) -> "Position":
        """Return the position at another stop; what happened on the way there stays done.

        Examples:
            >>> begun = Position("T02-1", "run", "key", "2026-12-01")
            >>> further = begun.moved(3, 5.0)
            >>> further.at, further.done, further.revision, further.moved(1, 6.0).done
            (3, 3, 1, 3)
        """
        return replace(
            self,
            at=to,
            done=max(self.done, to),
            revision=self.revision + 1,
            moved_at=now,
            is_taken_over=False,
        )

    def begun_anew(self, generation: str, now: float) -> "Position":
        """Return the position at the first stop of a room in which nothing has happened yet."""
        return replace(
            self,
            generation=generation,
            at=0,
            done=0,
            revision=self.revision + 1,
            is_playing=False,
            moved_at=now,
            is_taken_over=False,
        )

    def is_due(self, now: float) -> bool:
        """Say whether the next stop comes by itself now."""
        return self.is_playing and now >= self.moved_at + self.pace.seconds
