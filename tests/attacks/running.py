"""Try every attack of the table: ``python -m tests.attacks.running``.

It exits with 1 if one broke in, or was not tried.
"""

import sys

import pytest

from tests.attacks.table import ATTACKS


class Verdicts:
    """Notes how each test ended, whatever it was tried with."""

    def __init__(self):
        self.ended = {}

    def pytest_runtest_logreport(self, report):
        name = report.nodeid.partition("[")[0]
        if report.when == "call" or not report.passed:
            self.ended.setdefault(name, set()).add(report.outcome)


def verdict_of(attack, ended):
    """Say what came of an attack: it held only if every test of it was tried and passed."""
    if attack.open:
        return "open"
    outcomes = [ended.get(test, {"not tried"}) for test in attack.tests]
    if any("failed" in outcome for outcome in outcomes):
        return "broke"
    return "held" if all("passed" in outcome for outcome in outcomes) else "not tried"


def named_tests():
    """Return the tests of the table, each once."""
    return list(dict.fromkeys(test for attack in ATTACKS for test in attack.tests))


def main():
    """Run the tests, then say of each attack whether it held."""
    verdicts = Verdicts()
    options = ["-q", "--numprocesses", "auto", "--dist", "loadgroup"]
    pytest.main([*options, *sys.argv[1:], *named_tests()], plugins=[verdicts])
    listed = [(verdict_of(attack, verdicts.ended), attack) for attack in ATTACKS]
    part = ""
    for verdict, attack in listed:
        if attack.part != part:
            part = attack.part
            sys.stdout.write(f"\n{part}\n")
        why = f" ({attack.open})" if attack.open else ""
        sys.stdout.write(f"  {verdict:<9} {attack.tried}{why}\n")
    counts = {
        verdict: sum(v == verdict for v, _ in listed)
        for verdict in ("held", "broke", "not tried", "open")
    }
    sys.stdout.write("\n" + ", ".join(f"{verdict}: {n}" for verdict, n in counts.items()) + "\n")
    raise SystemExit(int(bool(counts["broke"] or counts["not tried"])))


if __name__ == "__main__":
    main()
