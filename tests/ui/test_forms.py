import re

import pytest
from django import forms
from django.forms import formset_factory

from ui import forms as rows
from ui.templatetags.ui import error_summary, field_rows


class Member(forms.Form):
    id_number = forms.CharField(
        label="身份证号", widget=rows.IdNumberInput(birth="born", sex="sex"), help_text="先填此项。"
    )
    born = rows.DateField(label="出生日期")
    sex = forms.ChoiceField(label="性别", choices=[("M", "男"), ("F", "女")], widget=rows.ChoiceButtons)
    wishes = forms.MultipleChoiceField(label="意愿", choices=[("a", "培训")], widget=rows.CheckButtons, required=False)
    area = forms.ChoiceField(label="社区", choices=[("1", "甲社区")], widget=rows.Picker(search_url="/areas/"))
    agreed = forms.BooleanField(label="已告知")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("该人员已登记在其他家庭。")


def test_every_control_has_its_label_and_its_class():
    page = str(Member())

    for name, css in [("id_number", "form-control code"), ("born", "form-control"), ("area", "form-select")]:
        assert f'for="id_{name}"' in page
        assert re.search(rf'<(input|select)[^>]*name="{name}"[^>]*class="{css}"', page)
    assert page.count("<legend>") == 2
    assert 'class="form-check-input"' in page
    assert 'type="hidden" name="secret"' in page


def test_choices_are_buttons_with_labels_of_their_own():
    page = str(Member()["sex"])

    assert 'type="radio"' in page
    assert 'class="btn-check"' in page
    assert '<label class="btn btn-choice" for="id_sex_0">男</label>' in page


def test_dates_are_iso():
    assert 'type="date" name="born" value="2026-10-05"' in str(Member({"born": "2026-10-05"})["born"])


def test_errors_and_hints_are_tied_to_their_field():
    page = str(Member({}))

    assert 'aria-describedby="id_id_number_helptext id_id_number_error"' in page
    assert 'id="id_id_number_helptext"' in page
    assert 'id="id_id_number_error"' in page
    assert 'aria-invalid="true"' in page
    assert "is-invalid" in page


def test_the_summary_leads_to_every_error():
    errors = rows.errors_of(Member({}))

    assert errors[0] == rows.FoundError("", "", "该人员已登记在其他家庭。")
    assert [error.target for error in errors[1:]] == ["id_id_number", "id_born", "id_sex", "id_area", "id_agreed"]
    assert '<a href="#id_born">' in str(Member({}))


def test_the_summary_counts_the_rows_of_a_formset():
    class Family(rows.forms.BaseFormSet):
        def clean(self):
            raise forms.ValidationError("没有户主。")

    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-born": "2026-10-05"}

    errors = rows.errors_of(formset_factory(Member, formset=Family, extra=0)(data))

    assert errors[0].message == "没有户主。"
    assert ("id_form-0-sex", "第 1 行 性别") in [(error.target, error.label) for error in errors]


def test_an_unbound_form_has_no_summary():
    assert error_summary(Member(), None) == {"errors": []}


def test_named_rows_come_in_the_order_asked_for():
    page = field_rows(Member(), "sex", "born")

    assert page.index("性别") < page.index("出生日期")
    assert "身份证号" not in page


def test_canned_reasons_wait_under_the_reason():
    page = str(rows.ReasonForm(canned=["缺少失业登记证明。"], prefix="return"))

    assert 'data-canned="id_return-reason">缺少失业登记证明。</button>' in page
    assert "<textarea" in page


def test_what_was_typed_is_escaped():
    assert "<script>" not in str(Member({"id_number": "<script>"}))


@pytest.mark.parametrize("file", ["vendor/tom-select.complete.min.js", "ui/picker.js", "tom-select.bootstrap5.min.css"])
def test_a_picker_brings_its_files(file):
    assert file in str(Member().media)


def test_a_long_choice_is_the_stock_one_only_quicker():
    choices = [("", "---------"), ("1", "甲<社区>"), ("北区", [(2, "乙社区"), (3, "丙社区")])]
    quick, stock = rows.Picker(choices=choices), forms.Select({"data-picker": ""}, choices)

    def drawn(widget: forms.Select) -> str:
        return re.sub(r">\s+<", "><", widget.render("area", "3", {"id": "id_area"}).replace("---------", "请选择"))

    assert drawn(quick) == drawn(stock)
