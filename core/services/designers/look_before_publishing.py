"""What somebody has to know before a draft is published: what it loses, what is still open."""

from dataclasses import dataclass
from datetime import date

from core.catalogue.catalogue import Catalogue
from core.ports import Draft, Stores
from core.services.confirming_rounds import audited_day
from core.services.designers.check_situations import CheckedSituations, checked
from core.services.designers.proofs import Proof, Prover
from core.services.theme_documents import theme_of
from core.services.theme_versions import latest_number
from core.themes.losing import Loss, losses_between
from core.themes.plans import ThemePlan
from core.themes.terms import ThemeTerm, life_of

__all__ = ["BeforePublishing", "Loss", "look_before_publishing"]


@dataclass(frozen=True, slots=True)
class BeforePublishing:
    """A draft on its way to be a version.

    ``number`` is the one it would get, ``revision`` what was looked at; ``losses`` are conditions
    of the version in use that it does not have, ``proof`` what is proved of it, and
    ``situations`` whether those that are saved still hold. It can take effect ``today`` or later.
    """

    number: int
    revision: int
    losses: tuple[Loss, ...]
    proof: Proof
    catalogue: Catalogue
    situations: CheckedSituations
    today: date
    proposed: date
    """The day that the audit set, or else today."""
    archived: ThemeTerm | None = None
    """What was said when the theme was archived: then no version of it is offered."""

    def losses_in_words(self, locale: str) -> tuple[str, ...]:
        """Return every loss as a sentence."""
        return tuple(loss.words(self.catalogue, locale) for loss in self.losses)


def look_before_publishing(
    stores: Stores, prover: Prover, draft: Draft, *, on: date
) -> BeforePublishing:
    """Return what is to be known before a draft is published on a day."""
    theme, catalogue = theme_of(draft.document), stores.catalogue.read().catalogue
    number = latest_number(stores, draft.code)
    losses: tuple[Loss, ...] = ()
    if number:
        losses = losses_between(stores.themes.version(draft.code, number).theme, theme, catalogue)
    proof = prover.prove(theme, catalogue, stores.acceptances.of(draft.code), on=on)
    situations = checked(ThemePlan(theme, catalogue))
    return BeforePublishing(
        number + 1,
        draft.revision,
        losses,
        proof,
        catalogue,
        situations=situations,
        today=on,
        proposed=audited_day(stores, draft.code, on),
        archived=life_of(stores.terms.of(draft.code)).archived,
    )
