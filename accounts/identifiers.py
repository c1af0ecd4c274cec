"""Resident ID numbers (GB 11643-1999), credit codes (GB 32100-2015), organisation codes (GB 11714), telephone and
account numbers. Pure.

Numbers are judged as they stand; what a form receives goes through ``halfwidth`` first.
"""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

LENGTH, CHARACTER, DATE = "LENGTH", "CHARACTER", "DATE"
CHECK_DIGIT, FUTURE_DATE, AGE_OVER_120 = "CHECK_DIGIT", "FUTURE_DATE", "AGE_OVER_120"
SEX_MISMATCH = "SEX_MISMATCH"

SENTENCES = {
    LENGTH: "身份证号码应为18位（旧证为15位），请对照证件核对是否多录或漏录。",
    CHARACTER: "身份证号码只能是数字，仅18位号码的末位可以是X，请改正后重新录入。",
    DATE: "身份证号码中的出生日期（第7至14位）不存在，请对照证件核对。",
    CHECK_DIGIT: "身份证号码的校验码（末位）不符，号码中至少有一位录错，请对照证件逐位核对。",
    FUTURE_DATE: "身份证号码中的出生日期晚于今天，请对照证件核对第7至14位。",
    AGE_OVER_120: "按身份证号码推算年龄超过120周岁，请对照证件核对第7至14位。",
    SEX_MISMATCH: "录入的性别与身份证号码第17位不符，请核对；证件确实有误的，保留录入并说明原因。",
}
CREDIT_CODE_SENTENCES = {
    LENGTH: "统一社会信用代码应为18位，请对照营业执照核对。",
    CHARACTER: "统一社会信用代码只能用数字和大写字母（不含I、O、S、V、Z），第3至8位须为数字，请改正。",
    CHECK_DIGIT: "统一社会信用代码的校验码（末位）不符，至少有一位录错，请对照营业执照逐位核对。",
}
ORGANISATION_CODE_SENTENCES = {
    CHARACTER: "组织机构代码的前8位是数字或大写字母，末位是数字或X，请改正。",
    CHECK_DIGIT: "组织机构代码的校验码（末位）不符，至少有一位录错，请对照证书逐位核对。",
}
LICENCE_SENTENCES = {CHARACTER: "营业执照注册号应为15位数字，请改正。"}
INNER_CODE = "统一社会信用代码第9至17位（主体标识码）的校验码不符，请对照营业执照核对。"
EMPLOYER_LENGTH = "单位代码位数不对：统一社会信用代码18位，营业执照注册号15位，组织机构代码9位，请对照证照核对。"
PHONE_SENTENCES = {
    LENGTH: "电话号码位数不对：手机号码为11位；固定电话请连同区号录入，如0451-84600000。",
    CHARACTER: "电话号码只能是数字：手机号码以13至19开头，固定电话以区号0开头，请改正。",
}
BANK_ACCOUNT_SENTENCES = {
    LENGTH: "银行账号位数不对：应为9至30位数字，请对照银行卡或存折核对。",
    CHARACTER: "银行账号只能是数字，请对照银行卡或存折改正。",
}

OLDEST = 120
_DIGITS = frozenset("0123456789")
_ALPHANUMERIC = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_BEFORE_1900 = ("996", "997", "998", "999")
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_VALUES = {character: value for value, character in enumerate(_CODE_ALPHABET)}
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class ResidentId:
    """What a resident ID number says. Of an invalid one only ``reason`` is known.

    ``normalized`` has 18 characters with X in upper case; ``sex`` is "M" or "F"; ``area`` are the first six digits.
    """

    valid: bool
    reason: str | None = None
    normalized: str | None = None
    sex: str | None = None
    born: dt.date | None = None
    area: str | None = None
    masked: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for a credit code, a telephone or an account number; ``masked`` not for credit codes."""

    valid: bool
    reason: str | None = None
    normalized: str | None = None
    warnings: tuple[str, ...] = ()
    masked: str | None = None


def halfwidth(text: str) -> str:
    """``text`` as it is meant: full-width characters as ASCII, no spaces around."""
    return text.translate(_HALF).strip()


def age_on(born: dt.date, on: dt.date) -> int:
    """Completed years (周岁) on the day ``on``; who is born on 29 February has 28 February in a common year."""
    birthday = (born.month, born.day)
    if birthday == (2, 29) and not calendar.isleap(on.year):
        birthday = (2, 28)
    return on.year - born.year - ((on.month, on.day) < birthday)


def resident_id(text: str, *, on: dt.date, stated_sex: str | None = None) -> ResidentId:
    """What the resident ID number ``text`` of 18 or 15 characters says on the day ``on``.

    The reason is the first that applies: LENGTH, CHARACTER, DATE, CHECK_DIGIT, FUTURE_DATE, AGE_OVER_120. Any area
    code is accepted, since people keep numbers of abolished ones. A ``stated_sex`` that differs is a warning only.
    """
    if len(text) not in (15, 18):
        return ResidentId(valid=False, reason=LENGTH)
    body = text[:17]
    if not _DIGITS.issuperset(body) or text[17:] not in ("", *_DIGITS, "X", "x"):
        return ResidentId(valid=False, reason=CHARACTER)
    number = normalize_id(text)
    born = _birth_date(number)
    if born is None:
        return ResidentId(valid=False, reason=DATE)
    reason = _id_reason(number, born, on)
    if reason is not None:
        return ResidentId(valid=False, reason=reason)
    sex = "M" if int(number[16]) % 2 else "F"
    warnings = (SEX_MISMATCH,) if stated_sex is not None and stated_sex != sex else ()
    return ResidentId(True, None, number, sex, born, number[:6], mask_id(number), warnings)


def normalize_id(text: str) -> str:
    """``text`` in upper case, and a number of 15 digits with its century and check character; unjudged otherwise."""
    number = text.upper()
    if len(number) != 15 or not _DIGITS.issuperset(number):
        return number
    century = "18" if number[12:] in _BEFORE_1900 else "19"
    body = number[:6] + century + number[6:]
    return body + _id_check(body)


def credit_code(text: str) -> Checked:
    """Whether ``text`` is a unified social credit code (统一社会信用代码). Reasons: LENGTH, CHARACTER, CHECK_DIGIT."""
    if len(text) != 18:
        return Checked(valid=False, reason=LENGTH)
    if not (_CODE_VALUES.keys() >= set(text) and _DIGITS.issuperset(text[2:8])):
        return Checked(valid=False, reason=CHARACTER)
    total = sum(_CODE_VALUES[character] * weight for character, weight in zip(text, _CODE_WEIGHTS, strict=False))
    if _CODE_VALUES[text[17]] != -total % 31:
        return Checked(valid=False, reason=CHECK_DIGIT)
    return Checked(valid=True, normalized=text)


def organisation_code(text: str) -> Checked:
    """Whether ``text`` is an organisation code (组织机构代码, GB 11714). Reasons: LENGTH, CHARACTER, CHECK_DIGIT."""
    if len(text) != 9:
        return Checked(valid=False, reason=LENGTH)
    if not (set(text[:8]) <= _ALPHANUMERIC.keys() and text[8] in {*_DIGITS, "X"}):
        return Checked(valid=False, reason=CHARACTER)
    total = sum(_ALPHANUMERIC[sign] * weight for sign, weight in zip(text, _ORGANISATION_WEIGHTS, strict=False))
    if text[8] != "0123456789X"[-total % 11]:
        return Checked(valid=False, reason=CHECK_DIGIT)
    return Checked(valid=True, normalized=text)


def licence_number(text: str) -> Checked:
    """Whether ``text`` can be the number of a business licence (营业执照注册号). Reasons: LENGTH, CHARACTER."""
    if len(text) != 15:
        return Checked(valid=False, reason=LENGTH)
    if not _DIGITS.issuperset(text):
        return Checked(valid=False, reason=CHARACTER)
    return Checked(valid=True, normalized=text)


@dataclass(frozen=True, slots=True)
class EmployerNumber:
    """What identifies an employer: its type in words, and what is wrong with it in a sentence; "" where nothing is.

    ``doubt`` is what is to be looked at again and may be so: real numbers fail the check of GB 11714.
    """

    number: str
    kind: str
    fault: str
    doubt: str = ""


def employer_number(text: str) -> EmployerNumber:
    """The type of an employer's number follows from its length: the credit code exists since October 2015 alone, and
    who left an employer before has its organisation code or the number of its licence."""
    number = halfwidth(text).upper().replace("-", "")
    if len(number) not in _EMPLOYER_NUMBERS:
        return EmployerNumber(number, "", EMPLOYER_LENGTH if number else "")
    kind, check, sentences = _EMPLOYER_NUMBERS[len(number)]
    reason = check(number).reason
    doubt = INNER_CODE if len(number) == 18 and not organisation_code(number[8:17]).valid else ""
    return EmployerNumber(number, kind, sentences[reason] if reason else "", "" if reason else doubt)


_EMPLOYER_NUMBERS = {
    18: ("统一社会信用代码", credit_code, CREDIT_CODE_SENTENCES),
    15: ("营业执照注册号", licence_number, LICENCE_SENTENCES),
    9: ("组织机构代码", organisation_code, ORGANISATION_CODE_SENTENCES),
}


def phone(text: str) -> Checked:
    """Whether ``text`` is a mobile number or a fixed line with its area code. Reasons: LENGTH, CHARACTER.

    Normalised to digits alone: hyphens and spaces between them are dropped.
    """
    number = text.replace("-", "").replace(" ", "")
    lengths = (10, 11, 12) if number.startswith("0") else (11,)
    if len(number) not in lengths:
        return Checked(valid=False, reason=LENGTH)
    if not _DIGITS.issuperset(number) or not (number[0] == "0" or (number[0] == "1" and number[1] >= "3")):
        return Checked(valid=False, reason=CHARACTER)
    return Checked(valid=True, normalized=number, masked=mask_phone(number))


def bank_account(text: str) -> Checked:
    """Whether ``text`` can be the number of a bank card or account (银行账号): digits, of no common check digit, since
    passbooks have none. Reasons: CHARACTER, LENGTH. Normalised to digits alone."""
    number = text.replace("-", "").replace(" ", "")
    if not _DIGITS.issuperset(number):
        return Checked(valid=False, reason=CHARACTER)
    if not 9 <= len(number) <= 30:
        return Checked(valid=False, reason=LENGTH)
    return Checked(valid=True, normalized=number, masked=mask_account(number))


def mask_account(number: str) -> str:
    """Four stars and the last four; nothing of a number too short to hide anything that way."""
    return f"****{number[-4:]}" if len(number) >= 9 else "*" * len(number)


def mask_id(number: str) -> str:
    """The first six, eight stars, the last four; nothing of a number too short to hide anything that way."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) >= 15 else "*" * len(number)


def mask_phone(number: str) -> str:
    """The first three, four stars, the last four; nothing of a number too short to hide anything that way."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 10 else "*" * len(number)


def _birth_date(number: str) -> dt.date | None:
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _id_reason(number: str, born: dt.date, on: dt.date) -> str | None:
    if number[17] != _id_check(number):
        return CHECK_DIGIT
    if born > on:
        return FUTURE_DATE
    return AGE_OVER_120 if age_on(born, on) > OLDEST else None


def _id_check(number: Sequence[str]) -> str:
    """The check character over the first 17 digits."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False)) % 11]
