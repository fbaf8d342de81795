import sys
from concurrent.futures import ThreadPoolExecutor
from time import sleep

from core.services.citizens import AddressParts, drafts
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


def test_what_two_threads_note_at_once_is_all_there():
    visit = Visit()

    def note(who):
        for number in range(200):
            visit.renew([f"{who}.{number}"])
            visit.enter_address(f"{who}.{number}", AddressParts("", "样例街", "1 号"))
            visit.cursor.ask_later(f"{who}.{number}")

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(2) as presses:
            list(presses.map(note, "ab"))
    finally:
        sys.setswitchinterval(interval)

    assert [len(it) for it in (visit.renewed, visit.addresses, visit.cursor.later)] == [400] * 3
