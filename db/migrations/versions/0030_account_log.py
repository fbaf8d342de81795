"""Keep what was done to accounts of the staff."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "account_event"
SAME = "number = NEW.number"
ACTIONS = {
    "sqlite": {
        "update": "UPDATE ON account_event BEGIN",
        "delete": "DELETE ON account_event BEGIN",
        "insert": (
            f"INSERT ON account_event WHEN EXISTS (SELECT 1 FROM account_event WHERE {SAME}) BEGIN"
        ),
    },
    "postgresql": {
        "update": "UPDATE ON account_event FOR EACH ROW",
        "delete": "DELETE ON account_event FOR EACH ROW",
        "truncate": "TRUNCATE ON account_event FOR EACH STATEMENT",
    },
}
REFUSE = {
    "sqlite": "SELECT RAISE(ABORT, 'account_event is never changed'); END",
    "postgresql": "EXECUTE FUNCTION refuse_change()",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("username", sa.String(200), nullable=False),
        sa.Column("standings", sa.JSON(), nullable=False),
    )
    kind = op.get_context().dialect.name
    for action, words in ACTIONS[kind].items():
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{action} BEFORE {words} {REFUSE[kind]}")


def downgrade() -> None:
    op.drop_table(TABLE)
