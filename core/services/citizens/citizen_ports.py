"""What the use cases of citizens need from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.cases.numbering import ALPHABET, RANDOM_SYMBOLS, case_number
from core.materials.inspecting import inspect
from core.ports import (
    Clock,
    Elapsed,
    FileStore,
    Inspector,
    Printer,
    Randomness,
    Sealer,
    Sources,
    Transaction,
)
from core.privacy.holdings import Looks, nobody_looked
from core.privacy.retention import RETENTION, Retention
from core.review.matter_reviews import LICENCE
from core.services.operators.screen_files import FileScreening
from core.working_days import WEEKENDS_ONLY, WorkingCalendar

_KEY_SYMBOLS = 64


@dataclass(frozen=True)
class CitizenPorts:
    """What the use cases of citizens need from outside.

    Without ``sources`` everything is asked of the applicant. ``sealing_key`` proves what was
    fetched; processes that serve the same visits share it, a single one may make its own. What
    ``former_keys`` sealed is proved as well.
    ``demo`` are the values of made-up people by theme; there is none in production. Without a
    ``sealer`` no visit can be left for later, without a ``draft_sealer`` no draft survives a
    restart. ``name`` is what the staff call this kiosk, ``home`` the code of the region it stands
    in (GB/T 2260), ``is_personal`` says that the machine is a person's own. ``elapsed`` counts on
    whatever the
    clock is set to, so that nothing is swept away by a clock that jumps. ``inspector`` looks at
    files, by default in this process; ``screening`` has them looked at for viruses. ``retention``
    says how long what is kept, ``silent_kinds`` in which kinds of matters silence accepts,
    ``systems`` which departments' own systems are told; ``for_training`` that no case is real.
    """

    transaction: Transaction
    files: FileStore
    printer: Printer
    clock: Clock
    randomness: Randomness
    calendar: WorkingCalendar = WEEKENDS_ONLY
    sources: Sources = field(default_factory=Sources)
    sealing_key: bytes = field(default=b"", repr=False)
    former_keys: tuple[bytes, ...] = field(default=(), repr=False)
    demo: Mapping[str, Mapping[str, Any]] | None = None
    sealer: Sealer | None = None
    draft_sealer: Sealer | None = None
    name: str = ""
    home: str = ""
    is_personal: bool = False
    elapsed: Elapsed | None = None
    inspector: Inspector = inspect
    screening: FileScreening | None = None
    looks: Looks = nobody_looked
    retention: Retention = RETENTION
    silent_kinds: frozenset[str] = frozenset({LICENCE})
    systems: frozenset[str] = frozenset()
    for_training: bool = False

    def draw_number(self, day: date) -> str:
        """Return the number of a case of a day; one of a real hall never looks like training."""
        symbols = self.randomness(RANDOM_SYMBOLS, ALPHABET)
        return case_number(day, symbols, for_training=self.for_training)

    def make_sealing_key(self) -> bytes:
        """Return the key that proves what was fetched: the one that is shared, or a new one."""
        return self.sealing_key or self.randomness(_KEY_SYMBOLS, ALPHABET).encode()
