import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import identifiers
from accounts.identifiers import (
    bank_account,
    credit_code,
    employer_number,
    halfwidth,
    mask_account,
    mask_id,
    mask_phone,
    normalize_id,
    phone,
    resident_id,
)

ON = dt.date(2010, 10, 15)
DIGITS = "0123456789"
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def numbered(born: str, sequence: str = "001", area: str = "230102") -> str:
    """A resident ID number with its check character, reckoned independently of the code under test."""
    body = f"{area}{born}{sequence}"
    rest = sum(int(digit) * 2**power for digit, power in zip(body, range(17, 0, -1), strict=True)) % 11
    return body + "0123456789X"[(12 - rest) % 11]


@pytest.mark.parametrize("text", ["", "2", "230102600115001" + "0", "2301021960011500180", " 230102196001150018"])
def test_lengths_other_than_15_and_18_are_refused(text):
    assert resident_id(text, on=ON).reason == "LENGTH"


@pytest.mark.parametrize(
    "text",
    [
        "23010260011500X",  # no X in the old form
        "X30102196001150018",
        "2301021960011500X8",
        "23010219600115001Y",
        "２30102196001150018",  # full-width: normalised at the form, not here
        "23010219600115001²",
        "23010219600115٠018",
    ],
)
def test_only_ascii_digits_and_a_final_x(text):
    assert resident_id(text, on=ON).reason == "CHARACTER"


@pytest.mark.parametrize("born", ["19600230", "19010229", "00000101", "19601301", "19600100", "19600431"])
def test_the_birth_date_must_exist(born):
    assert resident_id(numbered(born), on=ON).reason == "DATE"


def test_a_wrong_date_comes_before_a_wrong_check_character():
    assert resident_id("230102196013150019", on=ON).reason == "DATE"


def test_born_today_is_valid_and_tomorrow_is_not():
    assert resident_id(numbered("20101015"), on=ON).valid
    assert resident_id(numbered("20101016"), on=ON).reason == "FUTURE_DATE"


def test_a_wrong_check_character_comes_before_a_future_date():
    number = numbered("20991231")
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    assert resident_id(wrong, on=ON).reason == "CHECK_DIGIT"


def test_120_is_not_above_120():
    assert resident_id(numbered("18891016"), on=ON).valid
    assert resident_id(numbered("18891015"), on=ON).reason == "AGE_OVER_120"


def test_121_is_reached_on_28_february_of_a_common_year():
    number = numbered("18840229")
    assert resident_id(number, on=dt.date(2005, 2, 27)).valid
    assert resident_id(number, on=dt.date(2005, 2, 28)).reason == "AGE_OVER_120"


def test_lower_case_x_is_the_same_number():
    assert resident_id("11010519491231002x", on=ON).normalized == "11010519491231002X"


@pytest.mark.parametrize("sequence", ["996", "997", "998", "999"])
def test_the_last_sequences_of_the_old_form_were_born_before_1900(sequence):
    checked = resident_id(f"230102950115{sequence}", on=ON)
    assert checked.born == dt.date(1895, 1, 15)
    assert resident_id(f"230102850115{sequence}", on=ON).reason == "AGE_OVER_120"
    assert resident_id("230102950115995", on=ON).born == dt.date(1995, 1, 15)


def test_the_old_form_may_name_a_day_that_does_not_exist():
    assert resident_id("230102600231001", on=ON).reason == "DATE"


def test_a_stated_sex_that_differs_warns_and_does_not_refuse():
    checked = resident_id("11010219840406970X", on=ON, stated_sex="M")
    assert (checked.valid, checked.sex, checked.warnings) == (True, "F", ("SEX_MISMATCH",))
    assert resident_id("11010219840406970X", on=ON).warnings == ()


def test_of_an_invalid_number_nothing_is_told():
    checked = resident_id("230102196001150017", on=ON, stated_sex="F")
    assert (checked.normalized, checked.sex, checked.born, checked.area, checked.masked) == (None,) * 5
    assert checked.warnings == ()


@given(st.dates(dt.date(1900, 1, 1), ON), st.integers(0, 999), st.from_regex(r"[1-9][0-9]{5}", fullmatch=True))
def test_every_right_number_is_read_back(born, sequence, area):
    number = numbered(f"{born:%Y%m%d}", f"{sequence:03}", area)
    checked = resident_id(number, on=ON)
    assert (checked.valid, checked.born, checked.area, checked.normalized) == (True, born, area, number)
    assert checked.sex == ("M" if sequence % 2 else "F")
    assert checked.masked == f"{area}********{number[-4:]}"


@given(st.dates(dt.date(1900, 1, 1), ON), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(born, place, shift):
    number = numbered(f"{born:%Y%m%d}")
    digit = "10" if number[place] == "X" else number[place]
    wrong = number[:place] + DIGITS[(int(digit) + shift) % 10] + number[place + 1 :]
    assert not resident_id(wrong, on=ON).valid


@given(st.dates(dt.date(1900, 1, 1), dt.date(1999, 12, 31)), st.integers(0, 995))
def test_the_old_form_is_the_new_one_without_century_and_check(born, sequence):
    new = numbered(f"{born:%Y%m%d}", f"{sequence:03}")
    old = new[:6] + new[8:17]
    assert normalize_id(old) == new
    assert resident_id(old, on=ON) == resident_id(new, on=ON)


@given(st.text(max_size=20))
def test_no_text_breaks_the_checks(text):
    resident_id(text, on=ON)
    credit_code(text)
    phone(text)
    bank_account(text)
    mask_account(text)
    mask_id(halfwidth(text))
    mask_phone(normalize_id(text))


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000101623741K", "9135010557098120XJ"])
def test_published_credit_codes_are_valid(code):
    assert credit_code(code).valid
    assert credit_code(code).normalized == code


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91350100M000100Y4", "LENGTH"),
        ("91350100M000100Y433", "LENGTH"),
        ("91350100I000100Y43", "CHARACTER"),
        ("91350100m000100Y43", "CHARACTER"),
        ("9135A100M000100Y43", "CHARACTER"),
        ("91350100M000100Y4Z", "CHARACTER"),
        ("91350101M000100Y43", "CHECK_DIGIT"),
    ],
)
def test_credit_codes_are_refused_for_the_first_reason(code, reason):
    assert credit_code(code).reason == reason


@given(st.integers(0, 17), st.sampled_from(CODE_CHARACTERS))
def test_one_wrong_character_of_a_credit_code_is_always_noticed(place, character):
    code = "91350100M000100Y43"
    wrong = code[:place] + character + code[place + 1 :]
    assert credit_code(wrong).valid == (wrong == code)


@pytest.mark.parametrize(
    ("text", "normalized", "masked"),
    [
        ("13812341234", "13812341234", "138****1234"),
        ("138 1234 1234", "13812341234", "138****1234"),
        ("0451-84600000", "045184600000", "045****0000"),
        ("010-6600000", "0106600000", "010****0000"),
    ],
)
def test_mobile_numbers_and_fixed_lines_with_area_code(text, normalized, masked):
    checked = phone(text)
    assert (checked.valid, checked.normalized, checked.masked) == (True, normalized, masked)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "LENGTH"),
        ("1381234123", "LENGTH"),
        ("84600000", "LENGTH"),
        ("1381234123a", "CHARACTER"),
        ("12812341234", "CHARACTER"),
        ("23812341234", "CHARACTER"),
        ("１3812341234", "CHARACTER"),
    ],
)
def test_telephone_numbers_are_refused_for_the_first_reason(text, reason):
    assert (phone(text).valid, phone(text).reason, phone(text).masked) == (False, reason, None)


def test_a_number_too_short_to_hide_is_hidden_whole():
    assert mask_id("A1234") == "*****"
    assert mask_phone("84600000") == "********"


def test_the_form_reads_full_width_characters_and_spaces_around():
    assert halfwidth("　２３０１０２１９６００１１５００１Ｘ \t") == "23010219600115001X"


def test_every_reason_has_a_sentence():
    reasons = {"LENGTH", "CHARACTER", "DATE", "CHECK_DIGIT", "FUTURE_DATE", "AGE_OVER_120", "SEX_MISMATCH"}
    assert set(identifiers.SENTENCES) == reasons
    assert set(identifiers.CREDIT_CODE_SENTENCES) == {"LENGTH", "CHARACTER", "CHECK_DIGIT"}
    assert set(identifiers.PHONE_SENTENCES) == {"LENGTH", "CHARACTER"}


@pytest.mark.parametrize(
    ("text", "normalized", "masked"),
    [
        ("6222 0210 0100 0000 018", "6222021001000000018", "****0018"),
        ("900123456", "900123456", "****3456"),
        ("12-345678901", "12345678901", "****8901"),
    ],
)
def test_bank_accounts_are_digits_alone(text, normalized, masked):
    checked = bank_account(text)
    assert (checked.valid, checked.normalized, checked.masked) == (True, normalized, masked)


@pytest.mark.parametrize(
    ("text", "reason"), [("12345678", "LENGTH"), ("1" * 31, "LENGTH"), ("62220A1001000000018", "CHARACTER")]
)
def test_bank_accounts_are_refused_for_a_reason(text, reason):
    assert (bank_account(text).reason, bank_account(text).masked) == (reason, None)


def test_a_number_too_short_to_mask_shows_nothing():
    assert mask_account("1234") == "****"


@pytest.mark.parametrize(
    ("typed", "number", "kind", "fault"),
    [
        ("91350100m000100y43", "91350100M000100Y43", "统一社会信用代码", ""),
        ("91350100M000100Y44", "91350100M000100Y44", "统一社会信用代码", "校验码"),
        ("D2143569-X", "D2143569X", "组织机构代码", ""),
        ("D21435690", "D21435690", "组织机构代码", "校验码"),
        ("D2143569Y", "D2143569Y", "组织机构代码", "末位是数字或X"),
        ("230100100012345", "230100100012345", "营业执照注册号", ""),
        ("23010010001234A", "23010010001234A", "营业执照注册号", "15位数字"),
        ("2301", "2301", "", "位数不对"),
        ("", "", "", ""),
    ],
)
def test_an_employers_number_is_judged_by_its_type(typed, number, kind, fault):
    found = employer_number(typed)
    assert (found.number, found.kind) == (number, kind)
    assert fault in found.fault
    assert bool(found.fault) == bool(fault)
    assert found.doubt == ""


def test_of_a_credit_code_the_code_within_is_only_doubted():
    found = employer_number("91350100MA1234567C")
    assert (found.fault, found.doubt) == ("", identifiers.INNER_CODE)
