"""Count answers to questions, so that the likeliest way is the shortest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_count",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "theme_code", "question", "answer"),
    )
