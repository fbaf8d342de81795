"""Let happen once what may happen once, whoever is asked at the same moment; no visit is wiped.

A hall of before may have cases rated twice: the history stays as it was written, and they are left
out. Of several calls from one kiosk the first stays open.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None

_ONCE = "action IN ('rated', 'withdrawn')"
_OPEN = "answered_at IS NULL"


def upgrade() -> None:
    op.drop_column("kept_visit", "tries_left")
    _make_unique("one_of_its_kind", "case_event", ["hall", "case_number", "action"], _once())
    if op.get_bind().dialect.name == "sqlite":
        # It would replace the first, and not tell the trigger that no entry is deleted.
        op.execute(
            "CREATE TRIGGER case_event_once BEFORE INSERT ON case_event "
            f"WHEN NEW.{_ONCE} AND EXISTS (SELECT 1 FROM case_event AS other "
            "WHERE other.hall = NEW.hall AND other.case_number = NEW.case_number "
            "AND other.action = NEW.action) "
            "BEGIN SELECT RAISE(ABORT, 'this happens once'); END"
        )
    op.execute(
        "UPDATE help_call SET answered_at = called_at WHERE answered_at IS NULL AND EXISTS ("
        "SELECT 1 FROM help_call AS other WHERE other.hall = help_call.hall "
        "AND other.kiosk = help_call.kiosk AND other.answered_at IS NULL "
        "AND other.number < help_call.number)"
    )
    _make_unique("one_open_call", "help_call", ["hall", "kiosk"], _OPEN)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER case_event_once")
    op.drop_index("one_open_call", "help_call")
    op.drop_index("one_of_its_kind", "case_event")
    op.add_column(
        "kept_visit", sa.Column("tries_left", sa.Integer(), nullable=False, server_default="3")
    )


def _make_unique(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=True, sqlite_where=condition, postgresql_where=condition
    )


def _once() -> str:
    """Return which events are unique: not those of cases in which some happened twice."""
    twice = op.get_bind().execute(
        sa.text(
            f"SELECT case_number FROM case_event WHERE {_ONCE} "
            "GROUP BY hall, case_number, action HAVING count(*) > 1"
        )
    )
    numbers = sorted({f"'{number}'" for (number,) in twice})
    return f"{_ONCE} AND case_number NOT IN ({', '.join(numbers)})" if numbers else _ONCE
