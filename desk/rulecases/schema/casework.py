"""Identifiers, categories, households, retirement, deadlines, refusals."""

from desk.rulecases.shapes import (
    AMOUNT,
    COUNT,
    DATE,
    FLAG,
    PERCENT,
    PERIOD,
    TEXT,
    Block,
    Many,
    Table,
    one_of,
    with_keys,
)

from .words import CATEGORY, PEOPLE, SEX, TEXTS

# --- identifier, category, household, retirement -------------------------------------------------------------------
IDENTIFIER = (
    Block({"resident_id": TEXT, "stated_sex": SEX, "usci": TEXT, "phone": TEXT}),
    Block(
        {
            "valid": FLAG,
            "reason": TEXT,
            "normalized": TEXT,
            "sex": SEX,
            "born": DATE,
            "area": TEXT,
            "masked": TEXT,
            "warnings": TEXTS,
        }
    ),
)
CATEGORIES = (
    Block({"person": PEOPLE}, ("person",)),
    Block(
        {
            "age": COUNT,
            "working_age": FLAG,
            "categories": Many(CATEGORY),
            "eligible": FLAG,
            "primary": CATEGORY,
            "reasons": TEXTS,
        }
    ),
)
COUPLE = with_keys(PERIOD, {"spouses": TEXTS}, needs=("spouses",))
MEMBER = with_keys(PEOPLE, {"id": TEXT, "in_household": PERIOD}, needs=("id",))
HOUSEHOLD = (
    Block(
        {
            "household": Block(
                {"hukou": one_of("urban", "rural"), "members": Many(MEMBER), "couples": Many(COUPLE)}, ("members",)
            )
        },
        ("household",),
    ),
    Block(
        {
            "zero_family": TEXT,
            "reasons": TEXTS,
            "countable": TEXTS,
            "excluded": Table(TEXT),
            "pending": TEXTS,
            "dual": FLAG,
        }
    ),
)
RETIREMENT = (
    Block({"person": PEOPLE}, ("person",)),
    Block({"original_date": DATE, "delay_months": COUNT, "retirement_date": DATE, "working_age": FLAG}),
)

# --- deadline, refusal ---------------------------------------------------------------------------------------------
FORMER_CASE = Block({"certified": DATE, "placed": DATE, "relapsed": DATE}, ("certified",))
DEADLINE = (
    Block(
        {
            "promise": Block(
                {
                    "certified": DATE,
                    "able_to_work": FLAG,
                    "willing_to_work": FLAG,
                    "placed": DATE,
                    "earlier": Many(FORMER_CASE),
                },
                ("certified",),
            ),
            "placement": Block(PERIOD.keys, ("from",)),
            "campaign": Block(PERIOD.keys, ("from", "to")),
            "calendar": Block({"holidays": Many(DATE), "workdays": Many(DATE)}),
            "day": DATE,
            "working_days": Block({"start": DATE, "days": COUNT, "count_first_day": FLAG}, ("start", "days")),
        }
    ),
    Block(
        {
            "due": DATE,
            "warnings": Many(DATE),
            "status": TEXT,
            "days_overdue": COUNT,
            "earlier_status": TEXTS,
            "stable_on": DATE,
            "stable": FLAG,
            "days": COUNT,
            "day_number": COUNT,
            "time_progress": PERCENT,
            "is_working_day": FLAG,
            "working_day_due": DATE,
        }
    ),
)
ANSWER = one_of("accepted", "refused")
OFFER = Block(
    {
        "date": DATE,
        "wage": AMOUNT,
        "commute_minutes": COUNT,
        "lawful": FLAG,
        "fits_health": FLAG,
        "answer": ANSWER,
        "justified": FLAG,
        "documented": FLAG,
    }
)
SERVICE = Block(
    {
        "date": DATE,
        "kind": one_of("guidance", "referral", "training"),
        "effective": FLAG,
        "answer": ANSWER,
        "signed_statement": FLAG,
    }
)
REFUSAL = (
    Block({"campaign": PERIOD, "offers": Many(OFFER), "services": Many(SERVICE), "last_contact": DATE}),
    Block(
        {
            "offer_results": TEXTS,
            "campaign_count": COUNT,
            "campaign_state": TEXT,
            "campaign_state_from": DATE,
            "in_campaign_base": FLAG,
            "exit_count": COUNT,
            "exit_state": TEXT,
            "exit_state_from": DATE,
            "refusals_left": COUNT,
            "one_three_one": Block({"guidance": COUNT, "referral": COUNT, "training": COUNT, "complete": FLAG}),
        }
    ),
)
