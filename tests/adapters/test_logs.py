import io
import json
import logging
import sys
import threading
import warnings

import pytest
import streamlit.logger

from adapters.logs import JsonLines, write_json_lines

NAME, NUMBER = "欧阳秋悦明", "441202198803160028"


@pytest.fixture
def log(monkeypatch):
    """What is logged from now on; afterwards everything is as it was."""
    root, stream = logging.getLogger(), io.StringIO()
    earlier, level = list(root.handlers), root.level
    monkeypatch.setattr(streamlit.logger, "setup_formatter", streamlit.logger.setup_formatter)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    write_json_lines(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.captureWarnings(capture=False)
    root.handlers[:] = earlier
    root.setLevel(level)


def test_every_line_is_one_object_with_when_who_and_what(log):
    logging.getLogger("any").warning("line one\nline two %s", 3)

    [line] = log()
    assert line["message"] == "line one\nline two 3"
    assert (line["level"], line["logger"]) == ("WARNING", "any")
    assert line["at"].endswith("+08:00")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("of %s", (NAME,)),
        ("of %(who)s", ({"who": NAME},)),
        (f"of {NAME}", ()),
        ("of %s", (ValueError(NAME),)),
        ("of %r", ([NAME, NUMBER],)),
    ],
)
def test_nobody_is_named_however_it_is_logged(log, words, given):
    logging.getLogger("any").warning(words, *given)

    written = json.dumps(log(), ensure_ascii=False)
    assert NAME not in written
    assert NUMBER not in written


@pytest.mark.parametrize(("words", "given"), [("%d of", (NUMBER,)), ("too many", (NAME,))])
def test_a_message_that_does_not_fit_what_is_given_is_reported_without_it(words, given):
    record = logging.LogRecord("any", logging.INFO, "", 1, words, given, None)

    assert json.loads(JsonLines().format(record))["message"] == words


def test_an_error_is_reported_by_its_kind_and_what_it_came_from(log):
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise RuntimeError(NUMBER) from error
    except RuntimeError:
        logging.getLogger("any").exception("it failed")

    [line] = log()
    assert line["error"] == ["RuntimeError", "ValueError"]
    assert line["where"]
    assert NAME not in json.dumps(line, ensure_ascii=False)


def test_streamlits_loggers_write_there_too_also_those_made_later(log):
    streamlit.logger.get_logger("streamlit.made_later").warning("session id %s", "3f2b8c1e-52d4")
    streamlit.logger.get_logger("streamlit.made_later").propagate = True

    [line] = log()
    assert line["logger"] == "streamlit.made_later"
    assert "3f2b" not in line["message"]


def test_what_nobody_expected_is_reported_as_well(log):
    thread = threading.Thread(target=int, args=(NAME,))
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError(NAME), None)
    warnings.warn(NAME, stacklevel=1)

    lines = log()
    assert [line.get("error") for line in lines[:2]] == [["ValueError"]] * 2
    assert NAME not in json.dumps(lines, ensure_ascii=False)
