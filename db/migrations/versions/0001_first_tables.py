"""Make the library, themes, and cases with their histories."""

import sqlalchemy as sa
from alembic import op

from db.instants import UtcInstant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What is published or has happened is never changed (laws 9 and 11): the database itself
# refuses, whoever asks. SQLite replaces a row without telling the delete trigger, so there
# a row that exists may not be inserted again either.
NEVER_CHANGED = {
    "theme_version": ("code", "version"),
    "case_event": ("hall", "case_number", "sequence"),
}


def upgrade() -> None:
    _create_library()
    _create_themes()
    _create_cases()
    refuse = _refuse_on_sqlite if op.get_context().dialect.name == "sqlite" else _refuse_by_function
    refuse()


def _create_library() -> None:
    op.create_table(
        "catalogue_file",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("changed_at", UtcInstant(), nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _create_themes() -> None:
    op.create_table(
        "theme_draft",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcInstant(), nullable=False),
        sa.Column("saved_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "theme_version",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("published_at", UtcInstant(), nullable=False),
        sa.Column("published_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("code", "version"),
    )


def _create_cases() -> None:
    op.create_table(
        "service_case",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("submission_key", sa.String(80), nullable=False),
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.Column("theme_version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("application", sa.JSON(), nullable=False),
        sa.Column("matters", sa.JSON(), nullable=False),
        sa.Column("received_at", UtcInstant(), nullable=False),
        sa.Column("last_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("hall", "number"),
        sa.UniqueConstraint("hall", "submission_key", name="one_case_per_submission"),
        sa.ForeignKeyConstraint(
            ["theme_code", "theme_version"],
            ["theme_version.code", "theme_version.version"],
            name="case_of_published_theme",
        ),
    )
    op.create_index("cases_by_status", "service_case", ["hall", "status", "received_at"])
    op.create_table(
        "case_event",
        *_place_in_case("sequence", foreign_key="event_of_case"),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "case_file",
        *_place_in_case("position", foreign_key="file_of_case"),
        sa.Column("document", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )


def _place_in_case(order: str, *, foreign_key: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column(order, sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "case_number", order),
        sa.ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name=foreign_key,
        ),
    )


def _refuse_on_sqlite() -> None:
    for table, key in NEVER_CHANGED.items():
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        again = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
        for action, condition in (("UPDATE", ""), ("DELETE", ""), ("INSERT", again)):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{action.lower()} BEFORE {action} ON {table} "
                f"{condition} BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
            )


def _refuse_by_function() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in NEVER_CHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
