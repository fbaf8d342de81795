"""Keep payments, so that what was asked for and what came in are the same however often told."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "payment"
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("is_watched", sa.Boolean(), nullable=False),
        sa.Column("has_surplus", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="payment_of_case",
        ),
    )
    op.create_index(
        "one_open_payment",
        TABLE,
        ["hall", "case_number"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("payments_of_case", TABLE, ["hall", "case_number"])
    op.create_index("watched_payments", TABLE, ["hall", "is_watched", "key"])


def downgrade() -> None:
    op.drop_table(TABLE)
