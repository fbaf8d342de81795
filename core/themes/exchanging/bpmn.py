"""The joint review of a situation as BPMN 2.0, for programs that run or draw processes.

Matters in force are tasks. Whoever waits for all of several stands behind a parallel gateway;
whoever waits for the first of them, behind an exclusive one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from core.themes.guides import Guide
from core.themes.plans import ThemePlan

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_NO_NAME = re.compile("[^A-Za-z0-9_.\u4e00-\u9fff-]")
_START, _FORK, _JOIN, _END = "start", "fork", "join", "end"
_GATEWAY = {"all": "parallelGateway", "any": "exclusiveGateway"}


@dataclass(frozen=True, slots=True)
class _Wait:
    """Who waits in which way for whom."""

    matter: str
    mode: str
    after: tuple[str, ...]


def bpmn_of(plan: ThemePlan, guide: Guide) -> bytes:
    """Return the joint review of the matters in force as a BPMN document."""
    code = _plain(plan.theme.code)
    definitions = Element(
        "definitions",
        {
            "xmlns": MODEL,
            "id": f"review_{code}",
            "targetNamespace": "urn:done-once",
        },
    )
    process = SubElement(
        definitions,
        "process",
        {
            "id": f"process_{code}",
            "name": plan.theme.name,
            "isExecutable": "false",
        },
    )
    waits = tuple(_waits(plan, guide.matters))
    SubElement(process, "startEvent", {"id": _START})
    SubElement(process, _GATEWAY["all"], {"id": _FORK})
    for place, wait in enumerate(waits):
        SubElement(process, _GATEWAY[wait.mode], {"id": _gateway(place)})
    for matter in guide.matters:
        attributes = {"id": _task(matter), "name": plan.matters[matter].matter.name}
        SubElement(process, "userTask", attributes)
    SubElement(process, _GATEWAY["all"], {"id": _JOIN})
    SubElement(process, "endEvent", {"id": _END})
    for number, (source, target) in enumerate(_flows(guide.matters, waits)):
        flow = {"id": f"flow_{number}", "sourceRef": source, "targetRef": target}
        SubElement(process, "sequenceFlow", flow)
    indent(definitions)
    written: bytes = tostring(definitions, encoding="utf-8", xml_declaration=True)
    return written


def _waits(plan: ThemePlan, matters: Iterable[str]) -> Iterator[_Wait]:
    """Yield hard precedence among the matters in force."""
    in_force = set(matters)
    for edge in plan.theme.precedence:
        after = tuple(code for code in dict.fromkeys(edge.after) if code in in_force)
        if edge.binding == "hard" and edge.matter in in_force and after:
            yield _Wait(edge.matter, edge.mode, after)


def _flows(matters: Iterable[str], waits: tuple[_Wait, ...]) -> Iterator[tuple[str, str]]:
    """Yield what follows what: from the start, through every wait, to the end."""
    yield _START, _FORK
    waiting: Mapping[str, list[str]] = {code: [] for code in matters}
    for place, wait in enumerate(waits):
        waiting[wait.matter].append(_gateway(place))
        yield from ((_task(code), _gateway(place)) for code in wait.after)
    for code, gateways in waiting.items():
        before, *others = gateways or [_FORK]
        yield from zip([before, *others], [*others, _task(code)], strict=True)
        yield _task(code), _JOIN
    yield _JOIN, _END


def _task(code: str) -> str:
    return f"matter_{_plain(code)}"


def _gateway(place: int) -> str:
    return f"wait_{place}"


def _plain(code: str) -> str:
    """Return a code as a part of a name in XML, which has no colon and not every letter.

    Examples:
        >>> _plain("XF-01"), _plain("A:²")
        ('XF-01', 'A_x3A__xB2_')
    """
    return _NO_NAME.sub(lambda found: f"_x{ord(found.group()):X}_", code)
