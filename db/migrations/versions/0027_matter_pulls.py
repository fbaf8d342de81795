"""Keep what the matter-publishing site said, and what was decided about it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLE = "matter_pull"
SAME = "code = NEW.code AND number = NEW.number"
ACTIONS = {
    "sqlite": {
        "update": "UPDATE ON matter_pull BEGIN",
        "delete": "DELETE ON matter_pull BEGIN",
        "insert": (
            f"INSERT ON matter_pull WHEN EXISTS (SELECT 1 FROM matter_pull WHERE {SAME}) BEGIN"
        ),
    },
    "postgresql": {
        "update": "UPDATE ON matter_pull FOR EACH ROW",
        "delete": "DELETE ON matter_pull FOR EACH ROW",
        "truncate": "TRUNCATE ON matter_pull FOR EACH STATEMENT",
    },
}
REFUSE = {
    "sqlite": "SELECT RAISE(ABORT, 'matter_pull is never changed'); END",
    "postgresql": "EXECUTE FUNCTION refuse_change()",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("code", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    kind = op.get_context().dialect.name
    for action, words in ACTIONS[kind].items():
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{action} BEFORE {words} {REFUSE[kind]}")


def downgrade() -> None:
    op.drop_table(TABLE)
