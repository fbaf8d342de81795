"""Keep who accepts a warning about a theme, and why."""

import sqlalchemy as sa
from alembic import op

from db.instants import UtcInstant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finding_acceptance",
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.Column("rule", sa.String(80), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.String(200), nullable=False),
        sa.Column("accepted_at", UtcInstant(), nullable=False),
        sa.Column("withdrawn_by", sa.String(200), nullable=True),
        sa.Column("withdrawn_at", UtcInstant(), nullable=True),
        sa.PrimaryKeyConstraint("theme_code", "rule", "place", "number"),
    )
