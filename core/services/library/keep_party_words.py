"""Keep the words for parties: what each word on forms means, so that a label tells whose it is."""

from core.catalogue.matter_files import list_file
from core.catalogue.models import PartyLexicon, PartyWord
from core.catalogue.suggesting.labels import wording_of
from core.errors import InvalidPartyWordError
from core.ports import Stores
from core.services.acting import StaffContext
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase

FILE = "parties.yaml"
SHORTEST, LONGEST = 2, 12
MOST_MEANINGS = 6


class KeepPartyWords:
    """Adds and removes words; nothing else remembers them, so what is removed is unlearnt."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def party_words(self, session: Principal) -> tuple[PartyWord, ...]:
        """Return the words, in the order in which they were added."""
        with self._staff.as_permitted(session, UseCase.LIST_PARTY_WORDS) as (stores, _):
            return tuple(stores.catalogue.read().catalogue.parties.values())

    def add_party_word(self, session: Principal, word: str, subjects: tuple[str, ...]) -> None:
        """Say what a word means; what was said of it before is replaced.

        Raises:
            InvalidPartyWordError: If it is no word, or means nobody who exists.
        """
        with self._staff.as_permitted(session, UseCase.ADD_PARTY_WORD) as (stores, permit):
            plain = wording_of(word).words
            known = stores.catalogue.read().catalogue.subjects
            is_meant = 1 <= len(subjects) <= MOST_MEANINGS and all(s in known for s in subjects)
            if not SHORTEST <= len(plain) <= LONGEST or not is_meant:
                raise InvalidPartyWordError(least=SHORTEST, most=LONGEST)
            words = _words_to_change(stores)
            words[plain] = PartyWord(word=plain, subjects=subjects)
            self._put(stores, permit, words)

    def remove_party_word(self, session: Principal, word: str) -> None:
        """Forget what a word means; nothing happens if nobody has said it."""
        with self._staff.as_permitted(session, UseCase.REMOVE_PARTY_WORD) as (stores, permit):
            words = _words_to_change(stores)
            if words.pop(word, None) is not None:
                self._put(stores, permit, words)

    def _put(self, stores: Stores, permit: Permit, words: dict[str, PartyWord]) -> None:
        content = list_file(PartyLexicon(format=1, parties=tuple(words.values())))
        stores.catalogue.put({FILE: content}, at=self._staff.clock(), by=permit.username)


def _words_to_change(stores: Stores) -> dict[str, PartyWord]:
    """Return the words as they are now; nobody else changes them until the transaction ends.

    A library of old has no such file to lock, so the lock is that of the subjects.
    """
    stores.catalogue.file("subjects.yaml")
    return dict(stores.catalogue.read().catalogue.parties)
