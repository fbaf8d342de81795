"""The words of spreadsheets: headings, and what stands for each closed set.

The first heading of each list is the one that is written; all of them are understood.
The headings are those of 实施清单 (GB/T 39554.1) and of the forms departments hand out.
"""

from collections.abc import Mapping
from types import MappingProxyType

from core.catalogue.models import ExemptionWay, FieldType, MaterialKind

Headings = Mapping[str, tuple[str, ...]]
Words = Mapping[str, tuple[str, ...]]

MATTER_SHEET, FIELD_SHEET, MATERIAL_SHEET = "实施清单", "表单项", "申请材料"
MARK = "一次办成事项表 1"
"""Stands in the first cell of what the system wrote itself: read it to the letter."""
MARK_HEADINGS = ("要素", "内容")
TABLE_HEADING = "所属表格"
"""The column that says for a column of a table which field the table is."""

MATTER_HEADINGS: Headings = MappingProxyType(
    {
        "code": ("事项代码", "事项编号"),
        "name": ("事项名称", "业务办理项名称", "实施事项名称", "办理项名称"),
        "catalogue_code": ("基本编码", "事项编码", "目录编码"),
        "catalogue_code_note": ("基本编码说明",),
        "implementation_code": ("实施编码", "实施清单编码", "业务办理项编码"),
        "kind": ("事项类型", "权力类型", "事项性质"),
        "processing": ("办件类型", "办理类型"),
        "level": ("行使层级", "实施层级", "办理层级"),
        "audience": ("服务对象", "办理对象", "申请对象", "面向对象"),
        "statutory_days": ("法定办结时限", "法定时限", "法定期限", "法定办结期限"),
        "committed_days": ("承诺办结时限", "承诺时限", "承诺期限", "承诺办结期限", "办结时限"),
        "clock_note": ("时限说明", "特别程序", "特别程序及时限"),
        "onsite_visits": ("到办事现场次数", "到现场次数", "跑动次数", "到现场办理次数"),
        "inspects": ("现场勘验处所", "勘验处所"),
        "channels": ("办理形式", "办理渠道", "办理方式", "网办渠道"),
        "fee": ("收费情况", "是否收费", "收费标准", "收费", "收费依据及标准"),
        "charge": ("收费规则",),
        "informed_commitment": ("告知承诺", "是否告知承诺", "是否实行告知承诺"),
        "legal_basis": ("设定依据", "实施依据", "法律依据", "办理依据"),
        "acceptance_conditions": ("受理条件", "办理条件", "申请条件", "准予条件"),
        "situations": ("适用情形", "办理情形", "情形"),
        "applies_when": ("适用条件(问题)",),
        "already_when": ("结果已有(问题)",),
        "results": ("结果名称", "办理结果", "审批结果", "结果类型", "审批结果名称"),
        "form_name": ("表单名称", "申请表名称", "申请表"),
        "requires": ("前置事项", "前置条件事项"),
        "valid_from": ("事项生效日期", "生效日期"),
        "valid_to": ("事项有效期至", "事项停用日期"),
        "replaced_by": ("替代事项",),
        "source": ("资料来源", "信息来源"),
        "confidence": ("可信程度",),
        "note": ("备注", "其他说明"),
    }
)
CHARGE_HEADINGS: Headings = MappingProxyType(
    {
        "charge_name": ("收费项目",),
        "charge_kind": ("收费种类",),
        "charge_amount": ("收费金额",),
        "charge_payer": ("收费缴纳主体",),
        "charge_before": ("收费缴纳时点",),
        "charge_waivers": ("收费减免情形",),
        "charge_basis": ("收费依据",),
    }
)
"""The rows of a charge by rule; what departments say of it in words is ``fee``."""
FIELD_HEADINGS: Headings = MappingProxyType(
    {
        "id": ("编号", "序号", "字段编号"),
        "section": ("栏目", "分组", "所属栏目", "模块", "所属模块", "板块", "信息类别"),
        "label": (
            "表单项",
            "表单项名称",
            "标签",
            "字段名称",
            "字段",
            "填报项目",
            "填写项目",
            "填报项",
            "信息项",
            "信息项名称",
            "数据项",
            "数据项名称",
            "项目名称",
            "项目",
            "填写内容",
            "名称",
        ),
        "type": ("类型", "数据类型", "字段类型", "填写方式", "控件类型"),
        "required": ("必填", "是否必填", "必填项", "是否必填项"),
        "options": ("选项", "可选项", "选项值", "值域", "取值范围", "枚举值"),
        "code_list": ("代码表", "码表", "引用代码", "字典"),
        "validation": ("校验规则", "校验", "格式要求", "填写要求", "数据格式"),
        "note": ("说明", "填表说明", "填写说明", "备注"),
        "when": ("适用条件", "显示条件", "适用情形", "填写条件"),
        "element": ("数据元", "数据元代码", "数据元编码"),
        "subject": ("主体", "主体代码"),
        "filled_by": ("由谁填写", "填写主体"),
    }
)
MATERIAL_HEADINGS: Headings = MappingProxyType(
    {
        "id": ("编号", "序号", "材料编号"),
        "name": ("材料名称", "申请材料", "申请材料名称", "提交材料名称", "提交材料", "材料"),
        "kind": ("材料类别", "材料种类"),
        "form": ("材料形式", "形式", "材料类型", "原件或复印件", "原件复印件"),
        "copies": ("份数", "材料份数", "纸质材料份数", "数量"),
        "necessity": ("必要性", "材料必要性", "是否必要", "是否必需", "是否必须提供"),
        "source": ("来源渠道", "来源", "材料来源"),
        "signing": ("签章要求", "签名签章要求", "签字盖章要求"),
        "evidence": ("证明文件", "证明文件代码"),
        "produced_by": ("产生事项",),
        "exemption_by": ("免提交方式", "免交方式"),
        "exemption_name": ("免提交依据", "免提交来源", "电子证照名称"),
        "basis": ("材料依据", "要求提供材料的依据", "依据"),
        "when": ("适用条件", "适用情形", "提交条件"),
        "note": ("备注", "说明", "填报须知", "受理标准"),
    }
)

ALSO_OF_MATTERS: Headings = MappingProxyType(
    {
        "statutory_unit": ("法定办结时限单位", "法定时限单位", "法定期限单位"),
        "committed_unit": ("承诺办结时限单位", "承诺时限单位", "承诺期限单位"),
    }
)
ALSO_OF_MATERIALS: Headings = MappingProxyType(
    {"deferrable": ("是否可容缺", "是否容缺", "可容缺", "容缺", "容缺受理", "是否可以容缺")}
)
"""Headings that say something of another attribute; they are read, never written."""

YES = ("是", "√", "✓", "y", "yes", "true", "1")
NO = ("否", "×", "x", "n", "no", "false", "0")
NOTHING = ("无", "没有", "/", "-", "—", "——")
"""What people write into a cell that has nothing to say."""
REQUIRED = (*YES, "必填", "必需", "必须", "需要")
OPTIONAL = (*NO, "选填", "非必填", "不需要", "可选")
"""What a column of fields says of filling in; elsewhere 必需 answers another question than yes."""

TYPE_WORDS: Mapping[FieldType, tuple[str, ...]] = MappingProxyType(
    {field_type: field_type.kind.words.chinese for field_type in FieldType}
)
KIND_WORDS: Mapping[MaterialKind, tuple[str, ...]] = MappingProxyType(
    {
        MaterialKind.EVIDENCE: ("证明材料", "证明", "证照"),
        MaterialKind.GENERATED_FORM: ("系统生成表单", "申请表单", "申请表", "表单", "表格"),
        MaterialKind.COMMITMENT: ("承诺书", "承诺"),
    }
)
FORM_WORDS: Words = MappingProxyType(
    {
        "original_and_copy": ("原件和复印件", "原件复印件", "复印件和原件"),
        "original": ("原件", "纸质", "纸质材料", "纸质原件"),
        "copy": ("复印件", "扫描件", "复印", "纸质复印件"),
        "electronic": ("电子件", "电子", "电子材料", "电子文件", "电子版"),
    }
)
NECESSITY_WORDS: Words = MappingProxyType(
    {
        "required": ("必要", "必需", "必须", "是", "不可容缺", "不容缺", "非容缺", "必要材料"),
        "deferrable": (
            "可容缺",
            "容缺",
            "容缺材料",
            "容缺后补",
            "可后补",
            "容缺受理",
            "可容缺受理",
        ),
    }
)
SOURCE_WORDS: Words = MappingProxyType(
    {
        "applicant": ("申请人自备", "自备", "申请人", "申请人自行提供"),
        "government": ("政府部门核发", "政府部门", "行政机关核发", "政府核发"),
        "intermediary": (
            "中介机构",
            "中介",
            "第三方",
            "中介机构出具",
            "中介机构或法定机构产生",
        ),
        "form": ("系统表单", "本表单", "格式文本", "自动生成"),
    }
)
_SIGNERS = ("", "本人", "申请人", "手写", "法定代表人", "负责人", "经办人", "经营者")
_SIGNATURES = tuple(f"{who}{sign}" for sign in ("签名", "签字") for who in _SIGNERS)
_SEALS = ("盖章", "公章", "加盖公章", "单位盖章", "盖公章", "加盖单位公章", "加盖印章")
_NOT = ("不", "不需要", "不需", "无需", "无须", "不用", "不必", "免", "不要求")
SIGNING_WORDS: Words = MappingProxyType(
    {
        "signature_and_seal": (
            *("签名和盖章", "签字盖章", "签名盖章"),
            *(f"{signature}和{other}" for signature in _SIGNATURES for other in _SEALS),
            *(f"{other}和{signature}" for signature in _SIGNATURES for other in _SEALS),
        ),
        "none": (
            *("不需要", "无", "无需", "否", "不需", "无须", "不用", "不要求", "无要求"),
            *(
                f"{no}{what}"
                for no in _NOT
                for what in (
                    *_SIGNATURES,
                    *_SEALS,
                    "签章",
                    "签字盖章",
                    "签名盖章",
                    "签字和盖章",
                    "签名和盖章",
                    "签字或盖章",
                    "签名或盖章",
                )
            ),
        ),
        "signature": _SIGNATURES,
        "seal": _SEALS,
    }
)
"""签章 alone is either of them, so it is told."""
EXEMPTION_WORDS: Mapping[ExemptionWay, tuple[str, ...]] = MappingProxyType(
    {way: way.kind.words for way in ExemptionWay}
)
CHARGE_KIND_WORDS: Words = MappingProxyType({"fee": ("费",), "tax": ("税",)})
CHARGE_TIME_WORDS: Words = MappingProxyType(
    {"issuing": ("发放结果前",), "decision": ("作出决定前",)}
)
APPLICANTS = ("申请人", "申请单位", "本人", "群众", "企业", "办事人", "纳税人")
"""Who fills in what no office does."""
PROCESSING_WORDS: Words = MappingProxyType(
    {"immediate": ("即办件", "即办", "马上办"), "committed": ("承诺件", "承诺", "承诺办件")}
)
