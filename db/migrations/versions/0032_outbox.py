"""Keep what departments' own systems are to be told until it has arrived."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLE = "outbox_message"
PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column("matter", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_error", sa.String(32), nullable=False),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="message_of_case",
        ),
    )
    op.create_index(
        "messages_due",
        TABLE,
        ["hall", "department", "next_at"],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
    op.create_index("messages_of_case", TABLE, ["hall", "case_number"])


def downgrade() -> None:
    op.drop_table(TABLE)
