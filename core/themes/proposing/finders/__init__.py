"""What looks for changes: one file a kind, each a function from catalogue to candidates."""

from collections.abc import Callable, Iterator

from core.catalogue.catalogue import Catalogue
from core.themes.proposing.finders.alike import find_alike
from core.themes.proposing.finders.commitment import find_commitments
from core.themes.proposing.finders.derivable import find_derivable
from core.themes.proposing.finders.electronic import find_electronic
from core.themes.proposing.finders.held import find_held
from core.themes.proposing.finders.joint import find_joint
from core.themes.proposing.finders.known import find_known
from core.themes.proposing.finders.parallel import find_parallel
from core.themes.proposing.finders.produced import find_produced
from core.themes.proposing.finders.remote import find_remote
from core.themes.proposing.proposal import Candidate

FINDERS: tuple[Callable[[Catalogue], Iterator[Candidate]], ...] = (
    find_produced,
    find_held,
    find_known,
    find_electronic,
    find_parallel,
    find_remote,
    find_commitments,
    find_alike,
    find_derivable,
    find_joint,
)
