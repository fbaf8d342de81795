"""Faults that people walked into once, each walked again by touch: `make walk`.

Whoever is far on their way left a visit for another day and comes back to it by its number.
"""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from adapters.settings import Settings
from adapters.system import now
from building.secrets import visit_sealer
from core.catalogue.packages import files_of, read_package
from core.services.citizens import VisitState
from core.training.scenarios import read_scenario
from core.visits.steps import VisitStep
from db.engine import open_engine
from db.filling import fill_database
from db.upgrading import upgrade_database
from tests.browser.driving import PAPER, PORTRAIT, KioskDriver
from tests.browser.serving import ROOT, free_port, served
from tests.conftest import SHIPPED
from tests.databases import filled_database
from tests.keys import KEYS
from tests.services.applications import application_of
from tests.services.conftest import keeper_over
from tests.staffing import open_office

pytestmark = [pytest.mark.browser, pytest.mark.walk]

THEME, PERSON = "T02", "S02"
SHOP = "T01"
FOUR = "0028"
IDLE_SECONDS, HELP_SECONDS = 300, 600
PATIENCE = 20_000
PHONE = {"width": 390, "height": 844}
WARNING = "[data-idle=alertdialog]"
HALL = "http://hall.example"
"""How phones reach the hall; here whoever scans a code opens it at the kiosk's own address."""
SOONER, LATER = ("SCJG-01", 3), ("WJ-01", 8)
"""The two matters that the report is owed to, and the working days of each."""
SOONER_NAME = "个体工商户设立登记"


def shared_report():
    """Return the catalogue with two themes, in which two matters ask for one report."""
    files = files_of(SHIPPED)
    matters = {code: yaml.safe_load(files[f"matters/{code}.yaml"]) for code, _ in (SOONER, LATER)}
    for code, days in (SOONER, LATER):
        matters[code]["committed_days"] = days
    (report,) = [it for it in matters["WJ-01"]["materials"] if "hygiene_test" in str(it)]
    matters["SCJG-01"]["materials"].append({**report, "id": "M99"})
    changed = {
        f"matters/{code}.yaml": yaml.safe_dump(matter, allow_unicode=True).encode()
        for code, matter in matters.items()
    }
    others = [it for it in files if it.startswith("themes/") and it[7:10] not in (SHOP, THEME)]
    return {name: text for name, text in {**files, **changed}.items() if name not in others}


class House:
    """A kiosk with a folder of its own, and a person who comes back to it on another day."""

    def __init__(self, folder, address, office):
        self.folder, self.address, self.office = folder, address, office

    def left_at(self, step, person, *, page=0, paper=0, **changes):
        """Leave a visit at a step, and return the number and the code that open it."""
        scenario = read_scenario(ROOT / "assets" / "scenarios" / f"{person}.yaml")
        whole = application_of(scenario, self.office.kiosk, os.urandom(16).hex())
        sealer = visit_sealer(Settings(_env_file=None, data_dir=self.folder))
        keeper = keeper_over(self.office.transaction, now, sealer=sealer)
        place = {"step": step.value, "page": page, "paper": paper}
        return keeper.keep(VisitState(replace(whole, **changes), place))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("walked")
    url = f"sqlite:///{folder / 'done_once.db'}"
    upgrade_database(url, keyring=KEYS)
    engine = open_engine(url, keyring=KEYS)
    fill_database(engine, shared_report, at=now())
    engine.dispose()
    office = open_office(folder, url)
    office.clock.now = now()
    settings = {"DONE_ONCE_IDLE_SECONDS": str(IDLE_SECONDS), "DONE_ONCE_PUBLIC_URL": HALL}
    with served("kiosk_app.py", folder, more=settings) as address:
        yield House(folder, address, office)


@pytest.fixture
def open_page(chromium):
    contexts = []

    def open_page(size=PORTRAIT, *, has_clock=False):
        context = chromium.new_context(viewport=size, has_touch=True, locale="zh-CN")
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        if has_clock:
            page.clock.install()
        return page

    yield open_page
    for context in contexts:
        context.close()


def come_back(tab, house, step, person=PERSON, *, at="", **left):
    """Come back to a visit that was left at a step."""
    kept = house.left_at(step, person, **left)
    kiosk = KioskDriver(tab, at or house.address)
    kiosk.press("resume")
    kiosk.at("slip_number").locator("input").fill(kept.number)
    kiosk.at("slip_code").locator("input").fill(kept.code)
    kiosk.go_on()
    return kiosk


def scanned(kiosk):
    """Return the path in the code on the screen, as a phone's camera reads it."""
    picture = kiosk.page.locator("img.square").screenshot()
    command = ["zbarimg", "--quiet", "--raw", "-"]
    read = subprocess.run(command, input=picture, capture_output=True, check=True)
    return re.search(r"/phone\?\S+", read.stdout.decode())[0]


def pass_time(page, seconds):
    """Let the browser's clock go on, with nobody touching the screen."""
    page.clock.fast_forward(seconds * 1000)


def test_nobody_is_wiped_away_who_gets_a_file_or_called_and_the_phone_learns_of_the_end(
    house, open_page
):
    kiosk = come_back(open_page(has_clock=True), house, VisitStep.MATERIALS, uploads=())
    page = kiosk.page
    kiosk.press("phone")
    phone = open_page(PHONE)
    phone.goto(house.address + scanned(kiosk))
    got = page.locator("[class*=st-key-got_]")

    pass_time(page, IDLE_SECONDS - 18)  # a busy machine may take most of what is left
    expect(page.locator(WARNING)).to_be_visible()
    phone.locator("input[type=file]").set_input_files(PAPER)
    expect(got).to_contain_text(PAPER["name"], timeout=PATIENCE)
    expect(page.locator(WARNING)).to_be_hidden()
    pass_time(page, IDLE_SECONDS - 30)
    expect(page.locator(WARNING)).to_be_hidden()
    expect(got).to_be_visible()

    kiosk.press("help")
    kiosk.press("call")
    expect(page.get_by_role("dialog")).to_contain_text("已经通知工作人员")
    kiosk.press("go_on")
    pass_time(page, IDLE_SECONDS + 10)
    kiosk.settle()
    expect(page.locator(WARNING)).to_be_hidden()
    expect(got).to_be_visible()
    expect(phone.locator("[role=alert]")).to_have_count(0)

    pass_time(page, HELP_SECONDS - IDLE_SECONDS)
    expect(page.locator(".hero")).to_be_visible(timeout=PATIENCE)
    expect(phone.locator("[role=alert]")).to_contain_text(
        "大厅那台机器不再等这部手机", timeout=PATIENCE
    )
    assert PAPER["name"] not in page.content()


def test_the_receipt_goes_to_the_phone_once_from_above_the_button_that_wipes(house, open_page):
    kiosk = come_back(open_page(), house, VisitStep.REVIEW)
    kiosk.go_on()
    kiosk.sign_all()
    kiosk.page.locator(".paper").wait_for()
    kiosk.settle()
    number = kiosk.page.locator("dd.caseno").inner_text()
    code = kiosk.page.locator("img.square").bounding_box()
    wiping = kiosk.at("main").locator("button").bounding_box()
    assert code["y"] > 0
    assert code["y"] + code["height"] < wiping["y"]
    expect(kiosk.at("main")).to_contain_text("清除我的信息")
    assert kiosk.at("print").count() == 1
    assert kiosk.at("download").count() == 0
    link = house.address + scanned(kiosk)

    phone, second = open_page(PHONE), open_page(PHONE)
    for opened in (phone, second):
        opened.goto(link)
        opened.locator("input").first.wait_for()
    give_four(phone, "0000")
    expect(phone.locator("[role=alert]")).to_contain_text("后四位对不上")
    assert number not in phone.content()
    give_four(phone, FOUR)
    expect(phone.locator(".slip")).to_have_text(number)
    with phone.expect_download() as begun:
        phone.locator(".st-key-download button").tap()
    assert begun.value.suggested_filename == f"{number}.pdf"
    assert Path(begun.value.path()).read_bytes().startswith(b"%PDF-")

    give_four(second, FOUR)
    expect(second.locator("[role=alert]")).to_contain_text("用过了")
    assert number not in second.content()
    kiosk.go_on()
    expect(kiosk.page.locator(".hero")).to_be_visible()
    assert number not in kiosk.page.content()


def give_four(phone, four):
    box = phone.locator("input").first
    box.fill(four)
    phone.get_by_role("button", name="打开凭证").tap()


def test_one_paper_that_two_matters_wait_for_is_deferred_by_a_button_to_one_day(house, open_page):
    kiosk = come_back(open_page(), house, VisitStep.MATERIALS, paper=1, deferred=())
    page = kiosk.page
    expect(page.locator("h1").last).to_have_text("公共场所卫生检测或者评价报告")
    kiosk.press("way.later")
    expect(page.locator(".promise li")).to_have_count(2)
    days = [day_in(page)]
    kiosk.go_on()
    kiosk.go_on()
    expect(page.locator("[class*=st-key-ok_review_]").first).to_be_visible()
    days.append(day_in(page))
    kiosk.go_on()
    kiosk.sign_all()
    debt = page.locator(".debt")
    expect(debt).to_have_count(1)
    expect(debt).to_contain_text(f"“{SOONER_NAME}”要用")
    month, day = re.search(r"(\d+)月(\d+)日", debt.locator(".day").inner_text()).groups()
    days.append((month, day))
    number = page.locator("dd.caseno").inner_text()
    kiosk.go_on()
    kiosk.press("track")
    page.get_by_label("编号", exact=False).fill(number)
    page.get_by_label("后四位", exact=False).fill(FOUR)
    kiosk.go_on()
    days.append(day_in(page))

    assert len(set(days)) == 1, days


def day_in(page):
    """Return the one day by which a page says that something is owed, to the sooner matter."""
    (said,) = re.findall(r"最晚 (\d+) 月 (\d+) 日补交（“(.+?)”要用", page.inner_text("body"))
    assert said[2] == SOONER_NAME
    return said[:2]


def test_a_code_says_that_it_leads_to_this_machine_only_when_it_does(house, open_page):
    with served("kiosk_app.py", house.folder) as near:
        for address, says_so in ((house.address, False), (near, True)):
            page = open_page()
            kiosk = come_back(page, house, VisitStep.MATERIALS, at=address, uploads=())
            kiosk.press("phone")
            expect(page.locator("img.square")).to_be_visible()
            said = page.get_by_text("它指向这台机器自己")
            expect(said).to_have_count(int(says_so))


def test_the_review_names_its_button_and_places_of_a_list_are_called_as_on_the_form(
    house, open_page
):
    kiosk = come_back(open_page(), house, VisitStep.REVIEW)
    page = kiosk.page
    button = kiosk.at("main").locator("p").first.inner_text()
    expect(page.locator(".lead")).to_contain_text(f"按“{button}”")
    assert "签名" in button

    page.locator("[class*=st-key-ok_review_]").filter(has_text="备用名称").get_by_role(
        "button"
    ).tap()
    page.locator(".entries").wait_for(state="attached")
    kiosk.settle()
    kiosk._unfold()
    labels = page.locator("[data-testid=stForm] label").filter(has_text="备用名称")
    expect(labels).to_have_text(["备用名称1", "备用名称2"])


def test_as_many_places_are_listed_as_are_counted(house, open_page):
    """Two persons are asked for on one page, in the same words."""
    kiosk = come_back(open_page(), house, VisitStep.FORM, "S01", page=3, values={}, parties={})
    page = kiosk.page
    kiosk.at("main").locator("button").tap()
    summary = page.locator("[role=alert]")
    expect(summary.locator("strong")).to_have_text(re.compile(r"还有 \d+ 处要改"))
    lines = summary.locator("li").all_inner_texts()
    assert summary.locator("strong").inner_text() == f"还有 {len(lines)} 处要改"
    assert len(lines) == page.locator(".fielderr").count()
    assert any(line.startswith("办税人员：姓名没有填") for line in lines)


def test_a_kiosk_that_falls_is_started_again_and_the_open_page_goes_on(open_page, tmp_path):
    filled_database("sqlite", tmp_path)
    answers = read_package(SHIPPED).catalogue.themes[THEME].typical_answers
    with run_in(tmp_path) as (process, address):
        kiosk = KioskDriver(open_page(), address)
        kiosk.choose_theme(THEME)
        kiosk.answer(kiosk.question(), answers[kiosk.question()])
        second = kiosk.question()

        os.kill(kiosk_of(process), signal.SIGKILL)

        kiosk.page.locator("[data-glass=cutoff]").wait_for()
        kiosk.page.get_by_role("heading", name="您填的还在").wait_for(timeout=60_000)
        expect(kiosk.page.locator("[data-glass=cutoff]")).to_be_hidden()
        kiosk.settle()
        kiosk.go_on()
        assert kiosk.question() == second
        expect(kiosk.page.locator("[class*=st-key-change-]")).to_have_count(1)


@contextmanager
def run_in(folder):
    """Run both apps as a demo in a folder of its own; yield the process and the kiosk's address."""
    port = free_port()
    settings = {
        "DONE_ONCE_DATA_DIR": str(folder),
        "DONE_ONCE_KIOSK_PORT": str(port),
        "DONE_ONCE_DESIGNER_PORT": str(free_port()),
        "DONE_ONCE_LOCALE": "en",
        "DONE_ONCE_IDLE_SECONDS": "900",
    }
    with (
        (folder / "run.log").open("ab") as log,
        subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            ready = any("Both apps are running" in line for line in process.stdout)
            assert ready, (folder / "run.log").read_text("utf-8")
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def kiosk_of(process):
    """Return the id of the kiosk's process, a child of the one that runs both apps."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    (kiosk,) = [
        int(child)
        for child in children
        if b"serve\0kiosk" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return kiosk
