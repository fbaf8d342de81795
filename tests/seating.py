"""Members of the staff who are logged in, without a page."""

from datetime import UTC, datetime
from secrets import token_hex

from core.staff.authenticating import session_digest
from core.staff.models import Account, Role, SessionToken, StaffMember, StaffSession

POLICY = StaffMember("policy", "政策人员甲", (Role.POLICY,))
SECOND = StaffMember("second", "政策人员乙", (Role.POLICY,))
WINDOW = StaffMember("window", "窗口人员甲", (Role.WINDOW,))
HEALTH = StaffMember("health", "卫生部门人员甲", (Role.DEPARTMENT,), "WJ")
TAX = StaffMember("tax", "税务部门人员甲", (Role.DEPARTMENT,), "SW")
REGISTRY = StaffMember("registry", "市监部门人员甲", (Role.DEPARTMENT,), "SCJG")
TRAINER = StaffMember("coach", "培训人员甲", (Role.TRAINER,))
SUPERVISOR = StaffMember("watch", "督查人员甲", (Role.SUPERVISOR,))
AUDITOR = StaffMember("auditor", "审核人员甲", (Role.AUDITOR,))
ADMINISTRATOR = StaffMember("keeper", "管理人员甲", (Role.ADMINISTRATOR,))
SCREEN = StaffMember("screen", "大厅屏幕", (Role.SCREEN,))
LOST = StaffMember("lost", "没有部门的人", (Role.DEPARTMENT,))
BARE = StaffMember("bare", "没有角色的人", ())

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_FOR_EVER = datetime(2100, 1, 1, tzinfo=UTC)


def let_in(transaction, member, *, until=_FOR_EVER):
    """Return a session of a member, with an account if there is none, whatever stands in it."""
    token = SessionToken(token_hex(32))
    digest = session_digest(token.secret)
    with transaction() as stores:
        stores.staff.add_account(Account(member, "no password"))
        idle = _FOR_EVER - _LONG_AGO
        session = StaffSession(digest, member.username, _LONG_AGO, until, _LONG_AGO, idle)
        stores.staff.add_session(session)
    return token


class Seat:
    """One member with a session of their own: every use case is called in their name."""

    def __init__(self, services, session):
        self.session = session
        self._services = services

    def __getattr__(self, name):
        return _InName(getattr(self._services, name), self.session)


class _InName:
    """A bundle or a use case: what is called of it is called with the session."""

    def __init__(self, service, session):
        self._service, self._session = service, session

    def __getattr__(self, name):
        found = getattr(self._service, name)
        if not callable(found):
            return _InName(found, self._session)
        return lambda *given, **named: found(self._session, *given, **named)


class Seats:
    """What an installation with services and a ``transaction`` gets its seats from."""

    def as_(self, member):
        return Seat(self, let_in(self.transaction, member))

    @property
    def policy(self):
        return self.as_(POLICY)

    @property
    def health(self):
        return self.as_(HEALTH)

    @property
    def second(self):
        return self.as_(SECOND)
