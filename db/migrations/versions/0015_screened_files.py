"""Keep what a virus scanner said of files."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "screened_file",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(80), nullable=False, index=True),
        sa.Column("finding", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("screened_file")
