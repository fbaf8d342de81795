"""What was acknowledged, said and left behind, compared with what is there."""

from dataclasses import dataclass

from sqlalchemy import text

from core.errors import (
    AlteredRecordError,
    FileLostError,
    FilesGoneError,
    ServiceError,
    StorageError,
    StoreBusyError,
)
from core.visits.passing import digest_of, read_resume_number

NOT_DONE = (FilesGoneError, StoreBusyError)
"""Those who are told so are told that their step was not done."""
ONCE = ("received", "rated", "withdrawn")


@dataclass(frozen=True)
class Told:
    """What somebody was told: by which error. Errors themselves do not pass between processes."""

    kind: type
    key: str


def told_by(error):
    """Return what an error tells."""
    return Told(
        type(error), getattr(error, "message_key", f"{type(error).__name__}: {error}"[:200])
    )


class Judge:
    """Looks into an installation from another process than the one that was struck."""

    def __init__(self, place):
        self._place, self._cases = place, 0

    def begin(self):
        """Count what cases there are before a visit: it makes one."""
        self._cases = self._count("service_case")

    def before(self):
        """Return what a step may change, as it is before."""
        return {"kept": self._count("kept_visit"), "versions": len(self._versions())}

    def untrue(self, step, visit, refusal, before):
        """Return what is untrue in what somebody was told, if anything is."""
        if not issubclass(refusal.kind, ServiceError):
            return f"no words: {refusal.key}"
        if issubclass(refusal.kind, AlteredRecordError):
            return "a record is said to be altered, and none is"
        if issubclass(refusal.kind, FilesGoneError | FileLostError) and not self._lacks_files(
            visit
        ):
            return "files are said to be gone, and are there"
        said_not_done = refusal.kind is StorageError or issubclass(refusal.kind, NOT_DONE)
        if said_not_done and self.is_done(step, visit, before):
            return f"{refusal.key} says that it was not done, and it was"
        return ""

    def is_done(self, step, visit, before):
        """Say whether a step took effect in what is stored."""
        if step == "submit":
            return self._case(visit) is not None
        if step in ("rate", "withdraw"):
            action = {"rate": "rated", "withdraw": "withdrawn"}[step]
            return action in self._actions(visit)
        if step == "keep":
            return self._count("kept_visit") > before["kept"]
        if step == "resume":
            return self._count("kept_visit") < before["kept"]
        return step == "publish" and len(self._versions()) > before["versions"]

    def is_kept(self, visit):
        """Say whether a slip still opens something."""
        with self._place.transaction() as stores:
            return stores.visits.kept(digest_of(read_resume_number(visit.slip.number))) is not None

    def lost(self, visit):
        """Return what was acknowledged and is not there whole."""
        if "submit" not in visit.done:
            return []
        case = self._case(visit)
        if case is None or visit.number != case.number:
            return [f"case {visit.number} is gone"]
        found = []
        if [upload.digest for upload in case.application.uploads] != self._given(visit):
            found.append("a case has other files than were handed in")
        found += ["a file of a case is gone"] * self._lacks_files_of(case.application)
        for step, action in (("rate", "rated"), ("withdraw", "withdrawn")):
            if step in visit.done and action not in self._actions(visit):
                found.append(f"what was {action} is not")
        return found

    def twice(self, visit):
        """Return what is there more often than it may be."""
        found = ["a case"] * (self._count("service_case") - self._cases > 1)
        actions = self._actions(visit)
        found += [f"entry {action}" for action in ONCE if actions.count(action) > 1]
        versions = self._versions()
        found += ["a version"] * (len(set(versions)) != len(versions))
        return found

    def _case(self, visit):
        with self._place.transaction() as stores:
            return stores.cases.submitted_as(visit.key)

    def _actions(self, visit):
        case = self._case(visit)
        return [event.action for event in case.history] if case else []

    def _given(self, visit):
        return [upload.digest for upload in visit.application.uploads]

    def _lacks_files(self, visit):
        return bool(visit.application and self._lacks_files_of(visit.application))

    def _lacks_files_of(self, application):
        pictures = [signature.picture for signature in application.signatures if signature.picture]
        for digest in (*(upload.digest for upload in application.uploads), *pictures):
            try:
                self._place.files.get(digest)
            except FileLostError:
                return True
        return False

    def _versions(self):
        return self._column(
            "SELECT version FROM theme_version WHERE code = :theme", theme=self._place.theme
        )

    def _count(self, table):
        return self._column(f"SELECT count(*) FROM {table}")[0]

    def _column(self, statement, **given):
        with self._place.engine.connect() as connection:
            return list(connection.execute(text(statement), given).scalars())
