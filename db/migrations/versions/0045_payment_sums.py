"""Keep which sum came in by a payment, so that the window can settle one that differs."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("payment") as table:
        table.add_column(sa.Column("came_in", sa.String(16), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("payment") as table:
        table.drop_column("came_in")
