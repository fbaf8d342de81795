"""A licence library in memory that remembers what it was asked."""

from datetime import UTC, datetime

from core.errors import LicenceNotFoundError, SourceUnreachableError
from core.ports import LicenceCopy, LicenceRequest

CHECKED_AT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


class FakeLibrary:
    """Answers with whatever it has of what was asked, or with more if ``talkative``."""

    def __init__(self, values, *, status="valid", talkative=False):
        self.values = values
        self.status = status
        self.talkative = talkative
        self.asked: list[LicenceRequest] = []
        self.missing = self.unreachable = False

    def query(self, request: LicenceRequest) -> LicenceCopy:
        self.asked.append(request)
        if self.missing:
            raise LicenceNotFoundError(licence=request.licence)
        if self.unreachable:
            raise SourceUnreachableError(reason="timeout")
        names = self.values if self.talkative else request.elements
        answered = {name: self.values[name] for name in names if name in self.values}
        return LicenceCopy(request.licence, "演示证 0001", self.status, answered, CHECKED_AT)
