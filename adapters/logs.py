"""One log for everything in this process: a JSON object a line, on standard error, redacted."""

import json
import logging
import sys
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TextIO

import streamlit.logger

from adapters.redacting import places_of, redacted, told_of
from adapters.system import LOCAL_ZONE

_QUIET = ("websockets", "asyncio", "multipart", "PIL", "fontTools", "weasyprint", "watchdog")
"""Libraries that tell more than an operator wants to read; their warnings are kept."""


class JsonLines(logging.Formatter):
    """Writes a record as one line. Of errors only the kind and the place: words may be personal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, LOCAL_ZONE).isoformat("T", "milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message_of(record),
            **getattr(record, "told", {}),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = [told_of(cause) for cause in _chain(error)]
            line["where"] = places_of(error.__traceback__)
        return json.dumps(line, ensure_ascii=False)


def write_json_lines(stream: TextIO | None = None) -> None:
    """Have everything logged as JSON lines from now on, whoever logs it and whenever they begin."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Streamlit gives each of its loggers a handler of its own, also those made later.
    streamlit.logger.setup_formatter = _pass_on
    streamlit.logger.update_formatter()
    logging.captureWarnings(capture=True)
    sys.excepthook = lambda _, error, __: _unexpected(error)
    threading.excepthook = lambda raised: _unexpected(raised.exc_value)


def write_json_lines_alone() -> None:
    """Do the same where Streamlit serves an app by itself; a log that somebody has set up stays."""
    if not logging.getLogger().handlers:
        write_json_lines()


def _pass_on(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


def _unexpected(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt):
        logging.getLogger("unexpected").error("Nobody expected this", exc_info=error)


def _message_of(record: logging.LogRecord) -> str:
    """Return what is said; an error that stands in it is told by its kind."""
    try:
        return redacted(str(record.msg) % _arguments(record)) if record.args else _bare(record)
    except (TypeError, ValueError, KeyError):
        return redacted(str(record.msg))


def _bare(record: logging.LogRecord) -> str:
    said: object = record.msg
    return told_of(said) if isinstance(said, BaseException) else redacted(str(said))


def _arguments(record: logging.LogRecord) -> Any:
    if isinstance(record.args, Mapping):
        return {name: _argument(value) for name, value in record.args.items()}
    return tuple(_argument(value) for value in record.args or ())


def _argument(value: object) -> object:
    return told_of(value) if isinstance(value, BaseException) else value


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return an error and those it came from."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain
