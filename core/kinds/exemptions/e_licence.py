"""The office looks up an electronic licence (免交证照)."""

from core.kinds.records import ExemptionKind

KIND = ExemptionKind(
    words=("电子证照", "免提交电子证照", "证照共享"), fetched_from="e_licence", turn=10
)
