"""Keep the accounts of the staff: add, set a password, switch off and on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.catalogue.nearness import near_codes
from core.errors import (
    InvalidAccountError,
    UnknownDepartmentError,
    UsernameTakenError,
)
from core.ports import Stores
from core.services.acting import Acted, StaffContext
from core.services.staff.act_on_account import acting_on, expect_other, note_act
from core.services.staff.find_account import account_of
from core.services.staff.hash_passwords import Passwords
from core.staff.account_events import AccountAction, AccountStanding, standing_of
from core.staff.authenticating import normal_username
from core.staff.models import Account, Principal, Role, StaffMember
from core.staff.permissions import is_reserved
from core.staff.use_cases import UseCase


class KeepAccounts:
    """Keeps accounts. Administrators do on screen; the operator does by commands."""

    def __init__(self, staff: StaffContext, passwords: Passwords) -> None:
        self._staff = staff
        self._passwords = passwords

    def names(self, session: Principal) -> Mapping[str, str]:
        """Return the display name of every account, switched off or not."""
        with self._staff.as_permitted(session, UseCase.LIST_NAMES) as (stores, _):
            members = [account.member for account in stores.staff.accounts()]
        return {member.username: member.display_name for member in members}

    def add(
        self,
        session: Principal,
        username: str,
        display_name: str,
        *,
        roles: Iterable[Role],
        password: str,
        department: str = "",
    ) -> StaffMember:
        """Make an account.

        Raises:
            InvalidAccountError, PasswordRefusedError, UsernameTakenError: If it may not be.
            UnknownDepartmentError: If the library has no such department.
        """
        self._staff.expect(session, UseCase.ADD_ACCOUNT)
        name = normal_username(username)
        member = StaffMember(name, display_name.strip(), tuple(roles), department)
        _expect_usable(member)
        password_hash = self._passwords.hash(password, member)
        with self._staff.as_permitted(session, UseCase.ADD_ACCOUNT) as acted:
            stores, _ = acted
            if department:
                _expect_department(stores, department)
            if not stores.staff.add_account(Account(member, password_hash)):
                raise UsernameTakenError(username=name)
            self._note(acted, AccountAction.ADDED, name, (None, standing_of(member)))
        return member

    def change(
        self,
        session: Principal,
        username: str,
        *,
        roles: Iterable[Role] | None = None,
        department: str | None = None,
    ) -> None:
        """Give an account other roles or another department, from the next thing it does (law 21).

        What is not given stays.

        Nobody changes their own, and whoever is no administrator any more changes nothing: so of
        the administrators one is always left.

        Raises:
            UnknownStaffError: If there is no such account.
            OwnAccountError: If it is one's own.
            InvalidAccountError, UnknownDepartmentError: If it cannot be kept so.
        """
        with self._staff.as_permitted(session, UseCase.CHANGE_ACCOUNT) as (_, permit):
            name = normal_username(username)
            expect_other(permit, name, UseCase.CHANGE_ACCOUNT)
        with acting_on(self._staff, session, UseCase.CHANGE_ACCOUNT, name) as acted:
            stores, _ = acted
            before = account_of(stores, name).member
            after = _with(before, roles, department)
            _expect_usable(after)
            if department:
                _expect_department(stores, department)
            if after != before:
                stores.staff.set_roles(name, after.roles, after.department)
                standings = standing_of(before), standing_of(after)
                self._note(acted, AccountAction.CHANGED, name, standings)

    def set_password(self, session: Principal, username: str, new: str) -> None:
        """Give an account a new password; every session of it ends, and so does any waiting.

        Raises:
            UnknownStaffError: If there is no such account.
            PasswordRefusedError: If it cannot be taken.
            OwnAccountError: If it is one's own, which needs the present one as well.
        """
        with self._staff.as_permitted(session, UseCase.SET_PASSWORD) as (stores, permit):
            member = account_of(stores, normal_username(username)).member
            expect_other(permit, member.username, UseCase.SET_PASSWORD)
        password_hash = self._passwords.hash(new, member)
        with acting_on(self._staff, session, UseCase.SET_PASSWORD, member.username) as acted:
            stores, _ = acted
            stores.staff.set_password_hash(member.username, password_hash)
            stores.staff.revoke_sessions_of(member.username, self._staff.clock())
            self._note(acted, AccountAction.PASSWORD_SET, member.username)

    def generated_password(self, session: Principal) -> str:
        """Return a password that nobody can guess, to be given to somebody."""
        self._staff.expect(session, UseCase.GENERATE_PASSWORD)
        return self._passwords.generate()

    def switch_off(self, session: Principal, username: str) -> None:
        """Switch an account off; every session of it ends with it.

        Nobody switches off their own, and whoever is switched off does nothing more: so of the
        administrators, those who do it on screen always leave one.

        Raises:
            UnknownStaffError: If there is no such account.
            OwnAccountError: If it is one's own.
        """
        with self._staff.as_permitted(session, UseCase.SWITCH_OFF) as (_, permit):
            name = normal_username(username)
            expect_other(permit, name, UseCase.SWITCH_OFF)
        with acting_on(self._staff, session, UseCase.SWITCH_OFF, name) as acted:
            stores, _ = acted
            stores.staff.switch_off(name)
            stores.staff.revoke_sessions_of(name, self._staff.clock())
            self._note(acted, AccountAction.SWITCHED_OFF, name)

    def switch_on(self, session: Principal, username: str) -> None:
        """Switch an account on again; its password is the one it had, its sessions stay ended.

        Raises:
            UnknownStaffError: If there is no such account.
        """
        self._staff.expect(session, UseCase.SWITCH_ON)
        name = normal_username(username)
        with acting_on(self._staff, session, UseCase.SWITCH_ON, name) as acted:
            stores, _ = acted
            stores.staff.switch_on(name)
            self._note(acted, AccountAction.SWITCHED_ON, name)

    def _note(
        self,
        acted: Acted,
        action: AccountAction,
        username: str,
        standings: tuple[AccountStanding | None, AccountStanding | None] = (None, None),
    ) -> None:
        note_act(acted, action, username, at=self._staff.clock(), standings=standings)


def _with(member: StaffMember, roles: Iterable[Role] | None, department: str | None) -> StaffMember:
    return replace(
        member,
        roles=member.roles if roles is None else tuple(roles),
        department=member.department if department is None else department,
    )


def _expect_usable(member: StaffMember) -> None:
    faults = {
        "username": not member.username or " " in member.username or is_reserved(member.username),
        "name": not member.display_name,
        "role": not member.roles,
        "department": member.may_act_as(Role.DEPARTMENT) and not member.department,
    }
    for reason, is_fault in faults.items():
        if is_fault:
            raise InvalidAccountError(reason=reason)


def _expect_department(stores: Stores, code: str) -> None:
    departments = stores.catalogue.read().catalogue.departments
    if code not in departments:
        names = {code: department.name for code, department in departments.items()}
        near = tuple(f"{known} {names[known]}" for known in near_codes(code, names))
        raise UnknownDepartmentError(code=code[:80], near=near)
