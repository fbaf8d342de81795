"""The composition root: what entry points and commands build and run, from one place.

The builders stand in :mod:`building`, by who is served.
"""

from adapters.startup_memory import freeze_startup_objects
from adapters.version import program_version
from building.analysis import event_analysis, own_event_log
from building.catalogue import (
    catalogue_loading,
    current_package,
    package_import,
    publish_what_is_new,
    tell_unpublished,
    theme_queries,
)
from building.designer import (
    account_use_cases,
    case_archive,
    demo_accounts,
    legal_holds,
    staff_use_cases,
)
from building.files import file_screening, seal_files, take_back
from building.handouts import handout_writer
from building.installation import is_demo, prepare, runtime, working_calendar
from building.keeping import (
    back_up_to,
    drop_key,
    fresh_key,
    keep_sweeping,
    key_report,
    purging,
    restore_from,
    retention,
    rotated_keys,
    verified_history,
    write_head,
)
from building.kiosk import (
    citizen_use_cases,
    idle_seconds,
    public_address,
)
from building.practice import SCENARIOS, practice_hall
from building.rooms import enter_room
from building.running_clocks import keep_working, work_once
from building.serving import (
    count_use_cases,
    cut_off_seconds,
    expect_served,
    keep_watch,
    launch,
    login_cookie,
    readiness,
    serve,
)
from building.verifying import proved_themes

__all__ = [
    "SCENARIOS",
    "account_use_cases",
    "back_up_to",
    "case_archive",
    "catalogue_loading",
    "citizen_use_cases",
    "count_use_cases",
    "current_package",
    "cut_off_seconds",
    "demo_accounts",
    "drop_key",
    "enter_room",
    "event_analysis",
    "expect_served",
    "file_screening",
    "freeze_startup_objects",
    "fresh_key",
    "handout_writer",
    "idle_seconds",
    "is_demo",
    "keep_sweeping",
    "keep_watch",
    "keep_working",
    "key_report",
    "launch",
    "legal_holds",
    "login_cookie",
    "own_event_log",
    "package_import",
    "practice_hall",
    "prepare",
    "program_version",
    "proved_themes",
    "public_address",
    "publish_what_is_new",
    "purging",
    "readiness",
    "restore_from",
    "retention",
    "rotated_keys",
    "runtime",
    "seal_files",
    "serve",
    "staff_use_cases",
    "take_back",
    "tell_unpublished",
    "theme_queries",
    "verified_history",
    "work_once",
    "working_calendar",
    "write_head",
]
