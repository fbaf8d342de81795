"""What whoever presents scenarios puts right."""

from core.errors.families import DesignError


class ScenarioUnfitError(DesignError):
    """A scenario that cannot be presented: its theme asks for what it does not say."""

    message_key = "error.design.scenario_unfit"

    def __init__(self, *, scenario: str, place: str) -> None:
        super().__init__(scenario=scenario, place=place)


class NothingPresentedError(DesignError):
    """Nothing is presented in this room, or no more."""

    message_key = "error.design.nothing_presented"
