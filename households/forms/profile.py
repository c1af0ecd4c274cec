"""What the five clears ask about a person, with the usual answers offered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from ui.forms import ChoiceButtons

OTHER = "其他"
BUTTONS = 5  # up to so many choices stand as buttons beside each other
ANSWERS: Mapping[str, tuple[str, Sequence[str]]] = {
    "health": ("健康状况", ("健康", "一般或较弱", "有慢性病", "患重病", OTHER)),
    "unemployment_reason": (
        "失业原因",
        (
            "企业破产关闭",
            "企业裁员",
            "合同到期或解除",
            "下岗分流",
            "个人辞职",
            "毕业后未就业",
            "失去土地",
            "照料家庭",
            OTHER,
        ),
    ),
    "education": ("文化程度", ("小学及以下", "初中", "高中、中专、技校", "大专", "本科及以上")),
    "skills": (
        "技能特长",
        ("无专门技能", "家政服务", "餐饮烹饪", "驾驶", "电工、焊工", "缝纫", "建筑装修", "计算机操作", "财会", OTHER),
    ),
    "job_wish": ("就业意向", ("单位就业", "公益性岗位", "灵活就业", "自主创业", OTHER)),
    "training_wish": ("培训意愿", ("不需要", "职业技能培训", "创业培训", OTHER)),
}
LENGTHS = {"education": 20, "health": 50}
LONGEST = 100


def add_fields(fields: dict[str, forms.Field]) -> None:
    """One field for each question; where the usual answers may not do, one more for the answer in words."""
    for name, (label, words) in ANSWERS.items():
        choices = [(word, word) for word in words]
        if len(words) <= BUTTONS:
            fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, widget=ChoiceButtons)
        else:
            fields[name] = forms.ChoiceField(label=label, choices=[("", "请选择"), *choices], required=False)
        if OTHER in words:
            length = LENGTHS.get(name, LONGEST)
            fields[f"{name}_other"] = forms.CharField(label=f"{label}（其他）", max_length=length, required=False)


def initial_of(person: Any) -> dict[str, str]:
    """The answers stored of a person, as the fields take them."""
    initial = {}
    for name, (_, words) in ANSWERS.items():
        stored = getattr(person, name)
        known = not stored or stored in words
        initial[name] = stored if known else OTHER
        initial[f"{name}_other"] = "" if known else stored
    return initial


def answers_of(cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What was answered: the choice, or the words instead of 其他."""
    answers = {}
    for name in ANSWERS:
        choice = cleaned.get(name, "")
        answers[name] = (cleaned.get(f"{name}_other") or choice) if choice == OTHER else choice
    return answers
