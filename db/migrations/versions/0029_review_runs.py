"""Keep when the worker of legal clocks last ran."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_run",
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("is_halted", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("review_run")
