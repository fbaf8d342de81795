"""Keep what a case became as a scenario until somebody else has looked at it."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scenario_draft",
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("case_number", sa.String(32), primary_key=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("scenario_draft")
