"""What the stand-in for a department's own system decides: it accepts, then grants, each in time.

Each step is signed and goes back under an id that the message gives, so that a step which is tried
again is the same step. It knows what it was told since it started, and nothing before.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from threading import Lock
from typing import Any

import requests

from adapters.department_systems import CONNECT_SECONDS, READ_SECONDS
from adapters.webhook_signing import TOLERANCE, secret_bytes, signed_headers
from core.ports import Clock

STEPS = ("accepted", "granted")
_LONGEST_WAIT = timedelta(minutes=5)
_MOST_DOUBLINGS = 10
_ID_LENGTH = 32
_AGAIN = (HTTPStatus.CONFLICT, HTTPStatus.UNAUTHORIZED)
_MOVES_ON = ("passed_on", "corrected", "resumed", "inspected", "deemed_accepted", "accepted")
_ENDS = ("withdrawn", "not_accepted", "granted", "refused", "revoked")


class StepBehaviour(StrEnum):
    """How its steps come back."""

    IN_TURN = "in_turn"
    TWICE = "twice"
    OUT_OF_ORDER = "out_of_order"
    """It grants what it has not accepted yet."""
    FORGED = "forged"
    """It signs with a secret that is not its own."""
    STALE = "stale"
    """It sends what it signed long ago."""
    ALTERED = "altered"
    """It sends another message under an id that was taken."""


@dataclass(frozen=True, slots=True)
class DecidedStep:
    """A step of a matter that goes back, and when."""

    id: str
    case_number: str
    matter: str
    matter_name: str
    action: str
    due_at: datetime
    attempts: int = 0

    @property
    def body(self) -> bytes:
        """Return the same message with every attempt."""
        message = {
            "contract": "1",
            "id": self.id,
            "case_number": self.case_number,
            "matter": self.matter,
            "action": self.action,
            "details": self._details(),
            "demo": True,
        }
        return json.dumps(message, ensure_ascii=False, sort_keys=True).encode()

    def later(self, now: datetime, delay: timedelta) -> "DecidedStep":
        """Return it as due after a wait, longer each time."""
        wait = min(delay * (1 << min(self.attempts, _MOST_DOUBLINGS)), _LONGEST_WAIT)
        return replace(self, due_at=now + wait, attempts=self.attempts + 1)

    def at_once(self, now: datetime) -> "DecidedStep":
        """Return it as due now, because what it waited for may be there."""
        return replace(self, due_at=min(self.due_at, now), attempts=0)

    def _details(self) -> dict[str, Any]:
        if self.action != "granted":
            return {}
        number = f"演示-{self.case_number}-{self.matter}"
        return {
            "results": [{"name": f"{self.matter_name}（演示）", "number": number}],
            "basis": "演示：由替身系统办理，不是真的决定",
            "late_reason": "演示：替身系统送得晚",
        }


PostStep = Callable[[str, bytes, StepBehaviour], int]
"""Sends a step under its id, and returns the status of the answer; 0 where there is none."""


class StepSender:
    """Sends steps to where a hall takes them."""

    def __init__(self, url: str, secret: str, *, clock: Clock) -> None:
        self._url = url
        self._secret = secret_bytes(secret)
        self._clock = clock

    def __call__(self, step_id: str, body: bytes, behaviour: StepBehaviour) -> int:
        """Sign a step and send it."""
        is_forged = behaviour is StepBehaviour.FORGED
        secret = self._secret[::-1] + b"?" if is_forged else self._secret
        at = self._clock() - 2 * TOLERANCE if behaviour is StepBehaviour.STALE else self._clock()
        headers = signed_headers(secret, step_id, body, at=at)
        try:
            with requests.Session() as session:
                session.trust_env = False
                return session.post(
                    self._url,
                    data=body,
                    headers={"Content-Type": "application/json", **headers},
                    timeout=(CONNECT_SECONDS, READ_SECONDS),
                    allow_redirects=False,
                ).status_code
        except requests.RequestException:
            return 0


class StandInDecisions:
    """Keeps what is still to be decided, and sends what is due when it is asked to work."""

    def __init__(
        self,
        post: PostStep,
        *,
        clock: Clock,
        delay: timedelta,
        behaviour: StepBehaviour = StepBehaviour.IN_TURN,
    ) -> None:
        self._post = post
        self._clock = clock
        self._delay = delay
        self.behaviour = behaviour
        self._waiting: dict[tuple[str, str], list[DecidedStep]] = {}
        self._lock = Lock()
        self.answers: list[tuple[str, int]] = []

    def hear(self, message: Mapping[str, Any]) -> None:
        """Hear of a step: what was handed in is decided on, and what others decided is not."""
        place, kind = (message["case_number"], message["matter"]), message["kind"]
        with self._lock:
            if kind == "received":
                self._waiting[place] = list(self._decided(message))
            elif kind in _ENDS:
                self._waiting.pop(place, None)
            elif kind in _MOVES_ON and place in self._waiting:
                left = _left_after(kind, self._waiting[place])
                self._waiting[place] = [step.at_once(self._clock()) for step in left]

    def work(self) -> None:
        """Send the next step of every matter, if it is due."""
        now = self._clock()
        with self._lock:
            due = [steps[0] for steps in self._waiting.values() if steps and steps[0].due_at <= now]
        for step in due:
            self._settle(step, self._sent(step))

    def _decided(self, message: Mapping[str, Any]) -> Iterator[DecidedStep]:
        turned = self.behaviour is StepBehaviour.OUT_OF_ORDER
        for turn, action in enumerate(reversed(STEPS) if turned else STEPS, start=1):
            named = hashlib.sha256(f"{message['id']} {action}".encode()).hexdigest()[:_ID_LENGTH]
            yield DecidedStep(
                id=named,
                case_number=message["case_number"],
                matter=message["matter"],
                matter_name=message["matter_name"],
                action=action,
                due_at=self._clock() + turn * self._delay,
            )

    def _sent(self, step: DecidedStep) -> int:
        status = self._sent_once(step, step.body)
        if status == HTTPStatus.OK and self.behaviour is StepBehaviour.TWICE:
            self._sent_once(step, step.body)
        if status == HTTPStatus.OK and self.behaviour is StepBehaviour.ALTERED:
            self._sent_once(step, step.body.replace(b'"demo": true', b'"demo": false'))
        return status

    def _sent_once(self, step: DecidedStep, body: bytes) -> int:
        status = self._post(step.id, body, self.behaviour)
        self.answers.append((step.action, status))
        return status

    def _settle(self, step: DecidedStep, status: int) -> None:
        """Leave out what was taken or never will be; try all else again, later each time."""
        place, now = (step.case_number, step.matter), self._clock()
        with self._lock:
            steps = self._waiting.get(place, [])
            if not steps or steps[0].id != step.id:
                return
            if status == HTTPStatus.OK:
                del steps[0]
            elif _may_come_again(status):
                again = steps.pop(0).later(now, self._delay)
                is_turned = self.behaviour is StepBehaviour.OUT_OF_ORDER
                steps.insert(len(steps) if is_turned else 0, again)
            else:
                del self._waiting[place]


def _left_after(kind: str, steps: Iterable[DecidedStep]) -> list[DecidedStep]:
    is_accepted = kind in ("accepted", "deemed_accepted")
    return [step for step in steps if not (is_accepted and step.action == "accepted")]


def _may_come_again(status: int) -> bool:
    """Say whether a step that was not taken may be taken later.

    Examples:
        >>> [_may_come_again(status) for status in (0, 409, 503, 404, 422)]
        [True, True, True, False, False]
    """
    return status == 0 or status in _AGAIN or status >= HTTPStatus.INTERNAL_SERVER_ERROR
