from concurrent.futures import ThreadPoolExecutor
from time import sleep

from core.services.citizens import drafts
from pages.kiosk.visit import Visit

NAMES = [f"place {number}" for number in range(8)]


def slowly(draft, place):
    filled = drafts.fill(draft, place, "typed")
    sleep(0.005)
    return filled


def test_two_presses_at_once_lose_nothing_of_each_other():
    visit = Visit()

    with ThreadPoolExecutor(len(NAMES)) as presses:
        list(presses.map(lambda place: visit.change(slowly, place), NAMES))

    assert sorted(visit.draft.values) == NAMES
