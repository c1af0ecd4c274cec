"""How a claim was computed, in words that a claimant understands, with the articles. Nothing is computed here again."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from policy import subsidy_parameters as values
from policy.words import value_words
from subsidies.enums import Formula
from subsidies.models import Claim, ClaimMember

# Which of the values copied onto a claim its formula goes by.
OF_FORMULA: Mapping[str, tuple[str, ...]] = {
    Formula.CEILING_SHARE: ("cap_ratio",),
    Formula.QUOTA_TIER: ("quota_pension", "quota_medical"),
    Formula.BASE_SHARE: ("base_pension_rate", "base_medical_rate"),
    Formula.EMPLOYER_PART: ("employer_insurances", "employer_share"),
    Formula.LAST_YEAR_SHARE: ("last_year_ratio",),
    Formula.MONTHLY_AMOUNT: ("post_allowance",),
}
PARAMETERS = {
    "cap_ratio": values.SB_FLEX_CAP_RATIO,
    "quota_pension": values.SB_QUOTA_PENSION,
    "quota_medical": values.SB_QUOTA_MEDICAL,
    "base_pension_rate": values.SB_BASE_PENSION_RATE,
    "base_medical_rate": values.SB_BASE_MEDICAL_RATE,
    "employer_insurances": values.SB_ENTERPRISE_INSURANCES,
    "employer_share": values.SB_ENTERPRISE_SHARE,
    "last_year_ratio": values.SB_S3_RATIO,
    "post_allowance": values.SB_POST_ALLOWANCE,
    "term_months": values.SB_TERM_MONTHS,
    "near_retire_months": values.SB_NEAR_RETIRE_MONTHS,
    "cap_mode": values.SB_CAP_MODE,
}


def terms_words(claim: Claim) -> list[tuple[str, str, str]]:
    """The values the claim was computed by, as they were copied onto it: title, value in words, source."""
    wanted = OF_FORMULA[claim.formula]
    if claim.formula != Formula.LAST_YEAR_SHARE:
        wanted = (*wanted, "term_months", "near_retire_months", "cap_mode")
    told = [(PARAMETERS[name], claim.terms[name]) for name in wanted if name in claim.terms]
    return [(one.title, value_words(one, term["value"]), term["source"]) for one, term in told]


def explained(member: ClaimMember, claim: Claim, granted: Sequence[Any]) -> list[str]:
    """Sentences: what was counted, by which formula, to what it comes, and how long the person may be subsidised."""
    sentences = [_computing(member, claim, granted)] if member.amount else []
    if member.term_until and member.term_months is not None:
        until = f"{member.term_until:%Y-%m}"
        why = "距法定退休年龄较近，可享受至退休" if member.term_to_retirement else f"期限 {member.term_months} 个月"
        first = f"{member.first_approved:%Y-%m}" if member.first_approved else ""
        sentences.append(f"自初次核定的 {first} 起，{why}；不间断的，最后一个月为 {until}（{member.term_source}）。")
    return sentences


def _computing(member: ClaimMember, claim: Claim, granted: Sequence[Any]) -> str:
    eligible = sum((line.eligible for month in granted for line in month.parts), Decimal("0.00"))
    months, amount = len(granted), f"{member.amount:,.2f} 元"
    match claim.formula:
        case Formula.CEILING_SHARE:
            ratio = claim.terms["cap_ratio"]["value"]
            return f"{months} 个月实缴 {eligible:,.2f} 元 × {ratio}，不足一分的舍去，补贴 {amount}。"
        case Formula.QUOTA_TIER:
            return f"按年定额的十二分之一 × {months} 个月，各险种分别四舍五入到分，补贴 {amount}。"
        case Formula.LAST_YEAR_SHARE:
            ratio = claim.terms["last_year_ratio"]["value"]
            return f"上年本人缴纳 {eligible:,.2f} 元 × {ratio}，补贴 {amount}。"
        case Formula.MONTHLY_AMOUNT:
            return f"每月定额 × {months} 个月，补贴 {amount}。"
        case _:
            base = f"{member.base or 0:,.2f}"
            return f"月缴费基数 {base} 元 × 费率，每月每险种四舍五入到分，共 {months} 个月，补贴 {amount}。"
