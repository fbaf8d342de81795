"""The office looks up data that another department shares (免交证明)."""

from core.kinds.records import ExemptionKind

KIND = ExemptionKind(
    words=("数据共享", "数据核验", "数据查询"), fetched_from="data_sharing", turn=20, state="shared"
)
