"""Builds what the kiosk offers to citizens."""

from functools import cache
from typing import TYPE_CHECKING, Any

from adapters.sealing import KeySealer
from adapters.system import elapsed
from building.files import screening_over
from building.installation import Runtime, ready_runtime, runtime, working_calendar
from building.practice import SCENARIOS, demo_people
from building.secrets import fetched_values_key, former_keys, visit_sealer
from building.sources import connected_sources

if TYPE_CHECKING:
    from core.ports import Sources
    from core.services.citizens import CitizenUseCases


@cache
def citizen_use_cases() -> "CitizenUseCases":
    """Return the use cases of the kiosk, over a database that is ready."""
    return citizen_use_cases_over(ready_runtime())


def citizen_use_cases_over(process: Runtime) -> "CitizenUseCases":
    """Return the use cases of a kiosk of an installation, or of a training room."""
    from adapters.decoding import WorkerInspector
    from core.services import citizens
    from core.services.access_log import looks_in

    settings = process.settings
    ports = citizens.CitizenPorts(
        transaction=process.transaction,
        files=process.files,
        printer=process.printer,
        clock=process.clock,
        calendar=working_calendar(),
        randomness=process.randomness,
        sources=sources_of(process),
        sealing_key=fetched_values_key(settings),
        former_keys=former_keys(settings),
        sealer=visit_sealer(settings),
        draft_sealer=KeySealer(),
        name=settings.kiosk_name,
        home=settings.home_region,
        is_personal=settings.personal_machine,
        elapsed=elapsed,
        inspector=WorkerInspector(),
        screening=screening_over(process),
        looks=looks_in(process.transaction),
        demo=_demo_people() if process.is_demo else None,
        retention=settings.periods,
        silent_kinds=settings.silent_kinds,
        systems=settings.told_departments,
        for_training=process.is_training,
    )
    return citizens.citizen_use_cases(ports)


def sources_of(process: Runtime) -> "Sources":
    """Return what is connected; a training room asks its demo people's file, and nobody else."""
    if not process.is_training:
        return connected_sources(process.settings)
    from core.services.trainers import cast_sources

    return cast_sources(demo_people(), clock=process.clock)


def idle_seconds() -> int:
    """Return after how many seconds without a touch a kiosk forgets everything."""
    return runtime().settings.idle_seconds


def public_address() -> str:
    """Return how phones reach the kiosk, if it is set."""
    return runtime().settings.public_url


def _demo_people() -> dict[str, dict[str, Any]]:
    """Return what the made-up people of the scenarios fill in, theme by theme."""
    from core.training.scenarios import read_scenario

    scenarios = [read_scenario(file) for file in sorted(SCENARIOS.glob("*.yaml"))]
    return {scenario.theme: scenario.given_values for scenario in scenarios}
