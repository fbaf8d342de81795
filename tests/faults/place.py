"""One installation that the main job is done in: real database, real files, a clock to be set."""

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from adapters.printing import PaperPrinter
from adapters.system import elapsed, random_symbols
from core.errors import StoreBusyError
from core.services.acting import StaffContext
from core.services.citizens import CitizenPorts, citizen_use_cases
from core.services.designers import designing_use_cases
from core.services.operators.verify_history import verify_history
from core.services.theme_documents import theme_of
from db.case_reader import SqlCaseReader
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests.keys import KEYS, SEALER, file_store
from tests.seating import POLICY, let_in

THEME = "故障"
MATTERS = (("GA-03",), ("GA-03", "GA-07"))
"""What the theme that is published holds, by turns, so that there is always something new."""


@dataclass
class Watch:
    """The clock of the machine, which somebody may set."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self):
        return datetime.now(UTC) + self.ahead

    def jump(self, by):
        self.ahead += by


class Place:
    """Both services over a database, as one process has them."""

    def __init__(self, url, folder):
        self.url, self.folder, self.watch = url, Path(folder), Watch()
        self.engine = open_engine(url, keyring=KEYS)
        self.names = FileNames(self.engine, KEYS)
        self.names("")  # read once, before any process is begun
        self.files = file_store(self.folder / "files", names=self.names)
        self.theme, self.session = "", None
        self.transaction = transactions_of(self.engine, hall="test")
        self.kiosk = citizen_use_cases(
            CitizenPorts(
                transaction=self._transaction,
                files=self.files,
                printer=PaperPrinter(),
                clock=self.watch,
                randomness=random_symbols,
                sealer=SEALER,
                sealing_key=b"faults",
                elapsed=elapsed,
            )
        )
        self.designer = designing_use_cases(StaffContext(self._transaction, self.watch))

    def close(self):
        """Let go of every connection: another process begins."""
        self.engine.dispose()

    def leave(self):
        """Close for good."""
        self.close()

    def reopen(self):
        """Connect anew, and keep the services with what they have worked out."""
        self.engine = open_engine(self.url, keyring=KEYS)
        self.transaction = transactions_of(self.engine, hall="test")

    @contextmanager
    def _transaction(self):
        with self.transaction() as stores:
            yield stores

    def sweep(self):
        """Sweep, as a thread of every process does; it comes again if others are at it."""
        with suppress(StoreBusyError):
            self.kiosk.materials.leases.sweep()

    def begin_publishing(self):
        """Create a theme whose contents are proved, so that no fault waits for proofs."""
        self.log_in()
        draft = self.designer.drafting.create(
            self.session, name=THEME, lead_department="SCJG", audience_kind="企业"
        )
        self.theme = draft.code
        for _ in MATTERS:
            self.designer.proving.prove(self.session, self.draft_anew())

    def log_in(self):
        """Begin a session of the staff: a clock that jumps ends those there are."""
        self.session = let_in(self.transaction, POLICY)

    def path_of(self, digest):
        """Return where a file lies."""
        name = self.names(digest)
        return self.folder / "files" / name[:2] / name[2:4] / f"{name}.sealed"

    def draft_anew(self):
        """Save a draft with something new to publish, and return it."""
        draft = self.designer.drafting.open(self.session, self.theme)
        wanted = MATTERS[len(theme_of(draft.document).matters) % len(MATTERS)]
        document = self.designer.drafting.arrange(self.session, draft.document, wanted)
        return self.designer.drafting.save(self.session, draft, document)

    def publish(self):
        self.designer.publishing.publish(self.session, self.theme)

    def verified(self):
        """Return what ``history verify`` finds."""
        heads = FolderHeadStore(self.folder / "heads", hall="test")
        reader = SqlCaseReader(self.url, hall="test", keyring=KEYS)
        return verify_history(reader, heads=heads, signer=HeadSigner(b"faults"), files=self.files)


def run_beside(works):
    """Do works at the same moment; return the errors they ended with, if none went well."""
    errors, barrier = [], threading.Barrier(len(works))

    def begin(work):
        barrier.wait()
        try:
            work()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=begin, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for running in threads:
        running.join()
    if len(errors) == len(works):
        raise errors[0]
