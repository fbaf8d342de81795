"""The system makes it from the office's own text (免填表单)."""

from core.kinds.records import ExemptionKind

KIND = ExemptionKind(words=("自动生成", "系统生成"), has_template=True)
