"""Say a condition as policy staff read it: questions in words, answers as options."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AllOf, AnyOf, Comparison, Condition
from core.i18n import listed, translate


def condition_in_words(condition: Condition, catalogue: Catalogue, locale: str) -> str:
    """Return a condition in words; a part of several in brackets where that is not clear.

    Examples:
        >>> size = Comparison(question="area", op="gt", value=300)
        >>> form = Comparison(question="form", op="in", value=("A", "B"))
        >>> condition_in_words(AllOf(all=(size, form)), Catalogue(), "en")
        '“area” > 300 and “form” is one of A, B'
    """
    if isinstance(condition, Comparison):
        return _comparison(condition, catalogue, locale)
    joint = "all" if isinstance(condition, AllOf) else "any"
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    parts_in_words = [_part(part, catalogue, locale) for part in parts]
    return translate(f"condition.{joint}", locale).join(parts_in_words)


def _part(condition: Condition, catalogue: Catalogue, locale: str) -> str:
    words = condition_in_words(condition, catalogue, locale)
    if isinstance(condition, AllOf | AnyOf):
        return translate("condition.group", locale, condition=words)
    return words


def _comparison(condition: Comparison, catalogue: Catalogue, locale: str) -> str:
    value = condition.value
    return translate(
        f"condition.{condition.op}",
        locale,
        question=catalogue.question(condition.question).text.rstrip("?？ "),
        value=listed(value, locale) if isinstance(value, tuple) else str(value),
    )
