"""Find the cases of a person by an HMAC of their number."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_person",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("found_by", sa.String(64), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("hall", "found_by", "case_number"),
    )
    op.create_index("ix_case_person_case_number", "case_person", ["case_number"])


def downgrade() -> None:
    op.drop_table("case_person")
