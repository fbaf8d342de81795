"""Labels as departments really write them: typos, units in brackets, numbering, other words."""

from random import Random

_CUSTOMS = (
    ("身份证号码", "身份证号"),
    ("身份证件号码", "证件号"),
    ("移动电话", "手机"),
    ("手机号码", "手机号"),
    ("联系电话", "电话"),
    ("通讯地址", "通信地址"),
    ("法定代表人", "法人"),
    ("统一社会信用代码", "信用代码"),
    ("其他", "其它"),
    ("账号", "帐号"),
    ("年龄", "年纪"),
    ("名称", "名 称"),
    ("姓名", "姓 名"),
)
"""What offices write in the place of the official word."""
_UNITS = (("面积", "（㎡）"), ("金额", "（万元）"), ("资本", "（万元）"), ("人数", "（人）"))
_WRONG = {"账": "帐", "份": "分", "证": "正", "经": "径", "营": "莹", "址": "止", "登": "等"}
"""Characters that are taken for each other."""


def misspelt(text: str, chance: Random) -> str:
    """Return a label as another office might write it; often in more than one way at once.

    Examples:
        >>> misspelt("身份证号码", Random(4)) != "身份证号码"
        True
    """
    ways = (_in_other_words, _with_typo, _with_unit, _laid_out)
    for way in chance.sample(ways, 2):
        text = way(text, chance)
    return text


def _in_other_words(text: str, _: Random) -> str:
    for official, custom in _CUSTOMS:
        if official in text:
            return text.replace(official, custom)
    return text


def _with_typo(text: str, chance: Random) -> str:
    """Return a label with a character wrong, left out, or twice; short ones stay readable."""
    if len(text) < 4:
        return text
    at = chance.randrange(1, len(text) - 1)
    wrong = _WRONG.get(text[at], "")
    return text[:at] + chance.choice((wrong, text[at] * 2)) + text[at + 1 :]


def _with_unit(text: str, _: Random) -> str:
    if "(" in text or "（" in text:
        return text.replace("(", "（").replace(")", "）")
    return next((text + unit for word, unit in _UNITS if word in text), text)


def _laid_out(text: str, chance: Random) -> str:
    return chance.choice(("{}：", "*{}", "3、{}", "（二）{}", "{}（必填）", "  {} ")).format(text)
