"""Submit one case after another and say so, until somebody stops this process.

Run as ``python -m tests.services.submitting URL FOLDER SEED``; it prints a line
``about KEY`` before and ``received KEY NUMBER`` after each submission.
"""

import sys
from pathlib import Path

from core.training.scenarios import read_scenario
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, install


def main() -> None:
    url, folder, seed = sys.argv[1:]
    hall = install(url, Path(folder))
    scenario = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    for count in range(100_000):
        key = f"{seed}-{count}"
        sys.stdout.write(f"about {key}\n")
        sys.stdout.flush()
        case = hall.kiosk.handing_in.submit(application_of(scenario, hall.kiosk, key))
        sys.stdout.write(f"received {key} {case.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
