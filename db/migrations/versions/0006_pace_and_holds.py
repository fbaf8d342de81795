"""Keep how long work at the kiosks took, as sums; and who holds which file until a case has it."""

import sqlalchemy as sa
from alembic import op

from db.instants import UtcInstant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pace",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("work", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "work"),
    )
    op.create_table(
        "file_hold",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("holder", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("until", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "holder", "digest"),
    )
    op.create_index("ix_file_hold_digest", "file_hold", ["digest"])
