"""Law 10: what was acknowledged is on disk; submitting twice gives one case."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases.history import broken_at
from core.cases.numbering import is_case_number
from core.errors import (
    InvalidValuesError,
    MissingMaterialsError,
    UnfinishedGuideError,
    UploadRefusedError,
)
from core.working_days import day_of
from tests.papers import PDF
from tests.services.applications import application_of
from tests.services.conftest import install

ROOT = Path(__file__).parents[2]


def case_of(hall, key):
    with hall.transaction() as stores:
        return stores.cases.submitted_as(key)


def test_a_case_is_received_with_number_name_and_history(hall, hairdresser):
    case = hall.kiosk.handing_in.submit(application_of(hairdresser, hall.kiosk, "first"))

    stored = case_of(hall, "first")
    assert is_case_number(case.number)
    assert stored == case
    assert stored.applicant_name == "林秋月"
    assert stored.application.theme_version == 1
    assert [event.action for event in stored.history] == ["received"]
    assert broken_at(stored.history) is None


def test_an_application_bears_the_day_on_which_it_is_handed_in(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "dated")
    day = "case.apply_date@case"
    application = replace(application, values=application.values | {day: "2019-01-01"})

    case = hall.kiosk.handing_in.submit(application)

    assert case.application.values[day] == day_of(case.received_at).isoformat()


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=8))
@settings(max_examples=15)
def test_submitting_again_gives_the_first_case(hall, hairdresser, keys):
    numbers = {}
    for key in keys:
        case = hall.kiosk.handing_in.submit(application_of(hairdresser, hall.kiosk, f"again-{key}"))
        assert numbers.setdefault(key, case.number) == case.number


def test_each_case_counts_its_answers_once_however_often_it_is_submitted(hall, hairdresser):
    def counted():
        with hall.transaction() as stores:
            return dict(stores.answers.counts("T02").get("subject_type", {}))

    before = counted()
    for _ in range(3):
        hall.kiosk.handing_in.submit(application_of(hairdresser, hall.kiosk, "counted"))

    gained = {answer: n - before.get(answer, 0) for answer, n in counted().items()}
    assert gained == {'"个体工商户"': 1}


def test_submitting_at_the_same_moment_gives_one_case(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "together")
    barrier = threading.Barrier(6)

    def submit(_):
        barrier.wait()
        return hall.kiosk.handing_in.submit(application).number

    with ThreadPoolExecutor(6) as pool:
        numbers = set(pool.map(submit, range(6)))

    assert len(numbers) == 1


def test_another_process_that_starts_later_finds_the_case(hall, hairdresser):
    case = hall.kiosk.handing_in.submit(application_of(hairdresser, hall.kiosk, "restart"))

    again = install(hall.url, hall.folder)

    assert case_of(again, "restart").number == case.number
    assert again.kiosk.handing_in.receipt(case.number).applicant == "林秋月"
    again.engine.dispose()


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_process_loses_nothing_it_acknowledged_and_repeats_nothing(
    hall, hairdresser, seed
):
    draw = random.Random(seed)
    acknowledged = kill_after(hall, f"kill{seed}", received=draw.randint(1, 6), draw=draw)

    received = dict(line.split()[1:] for line in acknowledged if line.startswith("received"))
    begun = [line.split()[1] for line in acknowledged if line.startswith("about")]
    assert received
    for key, number in received.items():
        assert case_of(hall, key).number == number
    for key in begun:
        before = case_of(hall, key)
        after = hall.kiosk.handing_in.submit(application_of(hairdresser, hall.kiosk, key))
        assert before is None or before.number == after.number
        assert broken_at(case_of(hall, key).history) is None


def kill_after(hall, seed, *, received, draw):
    """Let a process submit until it has told so many cases, then kill it at once."""
    command = [sys.executable, "-m", "tests.services.submitting", hall.url, hall.folder, seed]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    acknowledged = []
    for line in process.stdout:
        acknowledged.append(line.strip())
        if sum(entry.startswith("received") for entry in acknowledged) >= received:
            break
    time.sleep(draw.random() * 0.03)  # somewhere inside the next submission
    os.kill(process.pid, signal.SIGKILL)
    acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    return acknowledged


def test_what_cannot_be_received_is_refused_with_every_problem(hall, hairdresser):
    values = {**hairdresser.values, "per.mobile@principal": "138", "org.name@subject": " "}
    application = application_of(hairdresser, hall.kiosk, "wrong", values=values)

    with pytest.raises(InvalidValuesError) as refused:
        hall.kiosk.handing_in.submit(application)

    assert {(problem.place, problem.rule) for problem in refused.value.problems} == {
        ("per.mobile@principal", "mobile-too-short"),
        ("org.name@subject", "required"),
    }
    assert case_of(hall, "wrong") is None


def test_papers_that_may_not_come_later_are_missed(hall, hairdresser):
    application = application_of(
        hairdresser,
        hall.kiosk,
        "no papers",
        uploads=(),
        deferred=("mat.hygiene_layout@premises", "mat.hygiene_test@premises"),
        templates=("mat.hygiene_test@premises",),
    )

    with pytest.raises(MissingMaterialsError) as missed:
        hall.kiosk.handing_in.submit(application)

    assert len(missed.value.names) == 2


def test_nothing_is_kept_that_no_office_asks_for(hall, hairdresser):
    stray = hall.kiosk.materials.keep_upload(
        document="mat.ac_test", subject="premises", name="a.pdf", content=PDF
    )
    wanted = application_of(hairdresser, hall.kiosk, "stray")
    application = replace(
        wanted,
        uploads=(*wanted.uploads, stray),
        deferred=(*wanted.deferred, "mat.nothing@premises"),
        values={**wanted.values, "org.reg_capital@subject": 50},
    )

    kept = hall.kiosk.handing_in.submit(application).application

    assert kept.uploads == wanted.uploads
    assert kept.deferred == wanted.deferred
    by_clock = {"case.apply_date@case": kept.values["case.apply_date@case"]}
    assert kept.values == {**wanted.values, **by_clock}


def test_an_unfinished_guide_is_not_received(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "open", answers={})

    with pytest.raises(UnfinishedGuideError):
        hall.kiosk.handing_in.submit(application)


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00", b"<script>alert(1)</script>", b"%PDF-" + b"x" * 11_000_000]
)
def test_files_that_are_no_papers_are_refused(hall, content):
    with pytest.raises(UploadRefusedError):
        hall.kiosk.materials.keep_upload(
            document="d", subject="s", name="../a.pdf", content=content
        )


def test_a_file_name_cannot_leave_its_place(hall):
    upload = hall.kiosk.materials.keep_upload(
        document="d", subject="s", name="../../etc/\u0000passwd.pdf", content=PDF
    )

    assert "/" not in upload.name
    assert upload.name.isprintable()
    assert upload.media_type == "application/pdf"


def test_what_is_typed_with_full_width_digits_is_received_in_order(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "full width")
    typed = {
        "per.id_no@principal": " ４４１２０２１９８８０３１６００２８",
        "per.mobile@principal": "138 0000 2001",
        "prem.area_usable@premises": "５２．０",
    }

    case = hall.kiosk.handing_in.submit(replace(application, values=application.values | typed))

    received = {place: case.application.values[place] for place in typed}
    assert received == {
        "per.id_no@principal": "441202198803160028",
        "per.mobile@principal": "13800002001",
        "prem.area_usable@premises": 52,
    }
