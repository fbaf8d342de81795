"""A session of the staff ends when nothing was done by it for a while.

Sessions that are open now were last seen when they began: after the upgrade most have to log in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_IDLE_SECONDS = 1800.0


def upgrade() -> None:
    with op.batch_alter_table("staff_session") as table:
        table.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("idle_seconds", sa.Float(), nullable=True))
    session = sa.table(
        "staff_session", sa.column("started_at"), sa.column("seen_at"), sa.column("idle_seconds")
    )
    seen = {"seen_at": session.c.started_at, "idle_seconds": _IDLE_SECONDS}
    op.execute(session.update().values(seen))
    with op.batch_alter_table("staff_session") as table:
        table.alter_column("seen_at", nullable=False)
        table.alter_column("idle_seconds", nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("staff_session") as table:
        table.drop_column("idle_seconds")
        table.drop_column("seen_at")
