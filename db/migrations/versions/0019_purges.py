"""Let what is past its period be removed, and only with a note of it or an entry that says so."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

LOOK = "case_look_refuse_delete"
KEY = "data_key_refuse_delete"
NOTED = (
    "SELECT 1 FROM purge WHERE purge.hall = OLD.hall AND purge.kept = 'access_log' "
    "AND purge.before > OLD.at"
)
CLOSED = (
    "SELECT 1 FROM case_event WHERE case_event.hall = OLD.hall "
    "AND case_event.case_number = OLD.name AND case_event.action IN ('erased', 'purged')"
)
# No note is believed that would remove who looked within the last months, whatever clocks say.
TOO_NEW = {
    "sqlite": "NEW.kept = 'access_log' AND NEW.before > datetime('now', '-180 days')",
    "postgresql": "NEW.kept = 'access_log' AND NEW.before > now() - interval '180 days'",
}
REFUSED = "SELECT RAISE(ABORT, '{} is never changed'); END"


def upgrade() -> None:
    op.create_table(
        "purge",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("kept", sa.String(32), nullable=False),
        sa.Column("before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hall", "kept", "before"),
    )
    if op.get_context().dialect.name == "sqlite":
        _refuse_on_sqlite()
    else:
        _refuse_by_functions()


def downgrade() -> None:
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for name in (LOOK, KEY):
        place = "" if is_sqlite else f" ON {name.removesuffix('_refuse_delete')}"
        op.execute(f"DROP TRIGGER {name}{place}")
    op.drop_table("purge")
    if is_sqlite:
        op.execute(
            f"CREATE TRIGGER {LOOK} BEFORE DELETE ON case_look BEGIN {REFUSED.format('case_look')}"
        )
        return
    op.execute("DROP FUNCTION refuse_unless_noted()")
    op.execute("DROP FUNCTION refuse_unless_closed()")
    op.execute(
        f"CREATE TRIGGER {LOOK} BEFORE DELETE ON case_look FOR EACH ROW "
        "EXECUTE FUNCTION refuse_change()"
    )


def _refuse_on_sqlite() -> None:
    look, key, note = (REFUSED.format(name) for name in ("case_look", "data_key", "purge"))
    op.execute(f"DROP TRIGGER {LOOK}")
    for sql in (
        f"{LOOK} BEFORE DELETE ON case_look WHEN NOT EXISTS ({NOTED}) BEGIN {look}",
        f"{KEY} BEFORE DELETE ON data_key WHEN OLD.scope = 'case' "
        f"AND NOT EXISTS ({CLOSED}) BEGIN {key}",
        f"purge_refuse_update BEFORE UPDATE ON purge BEGIN {note}",
        f"purge_refuse_delete BEFORE DELETE ON purge BEGIN {note}",
        f"purge_refuse_new BEFORE INSERT ON purge WHEN {TOO_NEW['sqlite']} BEGIN {note}",
    ):
        op.execute(f"CREATE TRIGGER {sql}")


def _refuse_by_functions() -> None:
    op.execute(f"DROP TRIGGER {LOOK} ON case_look")
    for name, known in (("refuse_unless_noted", NOTED), ("refuse_unless_closed", CLOSED)):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF EXISTS ({known}) THEN RETURN OLD; END IF; "
            "RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$"
        )
    refused = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    for sql in (
        f"{LOOK} BEFORE DELETE ON case_look FOR EACH ROW EXECUTE FUNCTION refuse_unless_noted()",
        f"{KEY} BEFORE DELETE ON data_key FOR EACH ROW WHEN (OLD.scope = 'case') "
        "EXECUTE FUNCTION refuse_unless_closed()",
        f"purge_refuse_update BEFORE UPDATE ON purge {refused}",
        f"purge_refuse_delete BEFORE DELETE ON purge {refused}",
        "purge_refuse_truncate BEFORE TRUNCATE ON purge FOR EACH STATEMENT "
        "EXECUTE FUNCTION refuse_change()",
        "purge_refuse_new BEFORE INSERT ON purge FOR EACH ROW "
        f"WHEN ({TOO_NEW['postgresql']}) EXECUTE FUNCTION refuse_change()",
    ):
        op.execute(f"CREATE TRIGGER {sql}")
