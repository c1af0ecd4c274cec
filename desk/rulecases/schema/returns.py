"""Certified communities, not served yet, and EP8."""

import re

from desk.rulecases.shapes import (
    COUNT,
    DATE,
    FLAG,
    MONTH,
    NUMBER,
    PERCENT,
    PERIOD,
    TEXT,
    Block,
    Many,
    Shape,
    Table,
    one_of,
    with_keys,
)

from .words import CATEGORY, CATEGORY_CODES, ITEMS, KIND, PEOPLE, RATES, RESULT, TEXTS

# --- certification -------------------------------------------------------------------------------------------------
COMPLAINTS = Many(Block({"date": DATE, "targeted": FLAG, "substantiated": FLAG}))
CONDITIONS: dict[str, Shape] = {
    "six_in_place": Block(dict.fromkeys(("institution", "personnel", "funds", "rules", "premises", "work"), FLAG)),
    "period": PERIOD,
    "complaints": COMPLAINTS,
    "ledger_sound": FLAG,
    "tracking_service": FLAG,
}
SPOUSE = Many(with_keys(PERIOD, {"kind": KIND}))
COMMUNITY = Block(
    {
        **CONDITIONS,
        "scheme": one_of("full_employment", "dual_none"),
        "rates": Block(dict.fromkeys(RATES, Block({"done": COUNT, "base": COUNT}))),
        "hard_to_employ": Block({"employed": COUNT, "base": COUNT}),
        "recovery": Block({"recovered": NUMBER, "due": NUMBER}),
        "leaders": Block({"supported": COUNT, "plan": COUNT}),
        "ledger": Block({"complete": COUNT, "base": COUNT}),
        "policy_delivered": FLAG,
        "zero_families": Many(Block({"certified": DATE, "placed": DATE})),
        "dual_families": Block({"total": COUNT, "excluded": COUNT, "placed": COUNT}),
        "families": Many(Block({"id": TEXT, "husband": SPOUSE, "wife": SPOUSE, "excluded": FLAG})),
    }
)
CERTIFICATION = (
    Block(
        {
            "community": COMMUNITY,
            "street": Block({**CONDITIONS, "communities": Many(with_keys(COMMUNITY, {"id": TEXT}))}),
            "target": Block({"done": COUNT, "base": COUNT, "required": PERCENT}),
            "path": Block(
                {
                    **dict.fromkeys(("start_year", "end_year"), COUNT),
                    **dict.fromkeys(("start", "step", "goal"), PERCENT),
                    "reading": one_of("points", "compound"),
                }
            ),
        }
    ),
    Block(
        {
            "rates": Block(dict.fromkeys(RATES, PERCENT)),
            "points": Block(dict.fromkeys((*RATES, *ITEMS), NUMBER)),
            "score": NUMBER,
            "result": RESULT,
            "rate": PERCENT,
            **dict.fromkeys(("failed_gates", "failed", "failing"), TEXTS),
            **dict.fromkeys(("base", "placed", "passed", "needed", "missing"), COUNT),
            **dict.fromkeys(("met", "goal_met"), FLAG),
            "series": Table(PERCENT, re.compile(r"[0-9]{4}")),
        }
    ),
)

# --- EP8 -----------------------------------------------------------------------------------------------------------
LINE = re.compile(r"0[1-9]|[123][0-9]|4[0-6]")
EXIT = Block(
    {"date": DATE, "reason": one_of("stable", "retired", "no_desire", "lost_contact", "moved_out", "dead", "other")},
    ("date", "reason"),
)
EP8_SERVICE = one_of("guidance", "referral", "skill_training", "startup_training", "delivery", "callback")
EP8_PERSON = with_keys(
    PEOPLE,
    {
        "id": TEXT,
        "categories": Many(CATEGORY),
        "certified": DATE,
        "exit": EXIT,
        "spells": Many(Block({"certified": DATE, "exit": EXIT}, ("certified",))),
        "services": Many(Block({"date": DATE, "kind": EP8_SERVICE}, ("date", "kind"))),
        "household": TEXT,
    },
    needs=("id",),
)
EP8 = (
    Block(
        {
            "period": MONTH,
            "people": Many(EP8_PERSON),
            "households": Many(
                Block({"id": TEXT, "certified": DATE, "exit": DATE, "previous": TEXT}, ("id", "certified"))
            ),
        },
        ("period",),
    ),
    Block(
        {
            "figures": Table(COUNT, LINE),
            "lists": Table(TEXTS, LINE),
            "overlap": Block(dict.fromkeys(CATEGORY_CODES, COUNT)),
            "checks_hold": FLAG,
        }
    ),
)
