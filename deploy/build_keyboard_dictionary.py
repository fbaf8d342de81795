"""Write static/keyboard/pinyin.json, what the on-screen keyboard offers for what is typed.

The dictionary is kept in the repository; this is only run to make it anew::

    python -m pip install pypinyin==0.55.0 jieba==0.42.1
    python deploy/build_keyboard_dictionary.py

Readings come from pypinyin (MIT), words and how often they are used from jieba (MIT).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
from pypinyin import Style, lazy_pinyin, pinyin

TARGET = Path(__file__).parents[1] / "static" / "keyboard" / "pinyin.json"
MOST_WORDS = 40_000
MOST_WORDS_A_KEY = 8
MOST_CHARACTERS_A_SYLLABLE = 120
USED_OFTEN = 100_000
RARE_READING = 0.02
"""How much a character counts under a reading that is not its usual one."""

# The surnames that most people bear, in about that order, as the Ministry of Public Security
# reports them (全国姓名报告); compound ones after them.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
    "汤康易乔赖文庞樊兰殷施洪翟安倪颜牛温芦季俞章鲁葛伍申尤毕聂焦柴阮关齐骆欧左卓甘霍祝童冉涂路耿盛单缪"
    "解仇朴区查华凌岳梅裴柳佟尚舒成詹鲍符穆闵苗古饶车项连房游苟全辛管祁桂宁蓝滕司米莘谷宗费屈包边隋应阳"
)
SURNAME_SOUNDS = {
    **{"曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "朴": "piao", "查": "zha", "区": "ou"},
    **{"覃": "qin", "任": "ren", "缪": "miao", "华": "hua", "车": "che", "项": "xiang"},
}
"""How a character sounds as a surname, where it usually sounds otherwise."""
COMPOUND_SURNAMES = (
    *("欧阳", "上官", "司马", "司徒", "诸葛", "慕容", "皇甫", "东方"),
    *("尉迟", "令狐", "夏侯", "端木", "公孙", "独孤", "南宫"),
)
# Characters that are common in given names.
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玲红建国文辉志永林春梅玉海波宁福生龙云清飞彬富顺信子"
    "健峰晨欣怡梓涵浩宇轩诺俊博然思雨佳婷雪琳莹颖慧倩洁萍凤琴美淑珍莲菊翠香月秋燕雅嘉琪瑶瑞祥斌鹏凯旭阳泽豪"
    "毅宏伯卫东民光天达安岩中茂进林有坚和彪诚先敬震振壮会思群心邦承乐绍功松善厚庆民友裕河哲江亮政谦亨奇固之"
)


# Words that forms are full of, and that a general list does not have.
WORDS_OF_FORMS = (
    *("端州区", "鼎湖区", "高要区", "四会市", "广宁县", "德庆县", "封开县", "怀集县", "街道"),
    *("经营场所", "经营范围", "个体工商户", "有限责任公司", "法定代表人", "委托代理人", "食品经营"),
    *("餐饮服务", "理发店", "美容美发", "便利店", "药店", "民宿", "花店", "租赁合同", "身份证"),
)


def main() -> None:
    """Write the dictionary."""
    uses = dict(_uses()) | dict.fromkeys(WORDS_OF_FORMS, USED_OFTEN)
    dictionary = {
        "syllables": _syllables(uses),
        "words": _words(uses),
        "surnames": _by_sound(SURNAMES, SURNAME_SOUNDS),
        "compounds": {"".join(lazy_pinyin(name)): name for name in COMPOUND_SURNAMES},
        "given": _by_sound(GIVEN, {}),
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(dictionary, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", "utf-8")


def _uses() -> Iterator[tuple[str, int]]:
    """Yield every word with how often it was seen."""
    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as file:
        for line in file:
            word, number, _ = line.split()
            if all("\u4e00" <= letter <= "\u9fff" for letter in word):
                yield word, int(number)


def _syllables(uses: dict[str, int]) -> dict[str, str]:
    """Return the characters of every syllable, the most used first."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for point in range(0x4E00, 0x9FA6):
        letter = chr(point)
        readings = _readings(letter)
        for place, syllable in enumerate(readings):
            weight = (uses.get(letter, 0) + 1) * (RARE_READING if place else 1)
            found[syllable].append((-weight, letter))
    return {
        syllable: "".join(letter for _, letter in sorted(letters)[:MOST_CHARACTERS_A_SYLLABLE])
        for syllable, letters in sorted(found.items())
    }


def _readings(letter: str) -> list[str]:
    given = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return [reading for reading in dict.fromkeys(given[0] if given else ()) if reading.isascii()]


def _by_sound(letters: str, sounds: dict[str, str]) -> dict[str, str]:
    """Return characters by how they sound, in the order given."""
    found: dict[str, str] = {}
    for letter in dict.fromkeys(letters):
        sound = sounds.get(letter) or lazy_pinyin(letter)[0]
        found[sound] = found.get(sound, "") + letter
    return found


def _words(uses: dict[str, int]) -> dict[str, str]:
    """Return the words that are written with some letters, the most used first."""
    words = sorted((w for w in uses if 2 <= len(w) <= 4), key=lambda w: -uses[w])
    found: dict[str, list[str]] = defaultdict(list)
    for word in words[:MOST_WORDS]:
        found["".join(lazy_pinyin(word))].append(word)
    return {key: _listed(words) for key, words in sorted(found.items())}


def _listed(words: Iterable[str]) -> str:
    return " ".join(list(words)[:MOST_WORDS_A_KEY])


if __name__ == "__main__":
    main()
