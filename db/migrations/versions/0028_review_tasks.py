"""Keep what offices have to do, to be listed and to be found when its time is over."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLE = "review_task"
SPEAKING = sa.text("speak_by IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("case_number", sa.String(32), primary_key=True),
        sa.Column("matter", sa.String(80), primary_key=True),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.Column("theme_version", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(80), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("complete_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("speak_by", sa.Date()),
        sa.Column("accepted_on", sa.Date()),
        sa.Column("paused_until", sa.Date()),
        sa.Column("in_vain", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="task_of_case",
        ),
    )
    place = ["due", "case_number", "matter"]
    op.create_index("tasks_of_department", TABLE, ["hall", "is_open", "department", *place])
    op.create_index("tasks_by_due", TABLE, ["hall", "is_open", *place])
    op.create_index(
        "clocks_of_silence",
        TABLE,
        ["hall", "speak_by", "case_number", "matter"],
        sqlite_where=SPEAKING,
        postgresql_where=SPEAKING,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
