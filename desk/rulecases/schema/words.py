"""Code lists, people and parameters: what several topics name."""

from desk.rulecases.shapes import DATE, FLAG, PERIOD, TEXT, Block, Many, one_of, with_keys

TEXTS = Many(TEXT)
CATEGORY_CODES = tuple(f"C{number:02}" for number in range(1, 11))
CATEGORY = one_of(*CATEGORY_CODES)
SEX = one_of("M", "F")
KIND = one_of("enterprise", "public_welfare_post", "flexible", "self_employed")
ROLE = one_of("student", "soldier", "internally_retired", "early_retired", "imprisoned")
DECISION = one_of("ACCEPTED", "REJECTED")
RESULT = one_of("PASS", "FAIL")

PARAMETERS = frozenset(
    """
    age.working_min age.4050.f age.4050.m age.4555.f age.4555.m
    cat.c01.age_set cat.c05.min_months cat.urban_hukou_required cat.primary_order
    zf.hukou_required zf.exclude_roles zf.require_registration_all zf.no_other_income
    zf.flexible_counts_as_employed zf.min_countable_members zf.min_unemployed_months zf.deadline_months
    zf.deadline_start zf.warn_days zf.stable_months zf.lost_contact_months
    refusal.campaign_limit refusal.exit_limit
    valid_post.minimum_wage valid_post.max_commute_minutes
    sb.flex.cap_ratio sb.s3.ratio sb.term_months sb.near_retire_months sb.retire_month_included sb.cap_mode
    sb.enterprise.insurances sb.enterprise.share sb.enterprise.min_contract_months sb.quota.pension
    sb.quota.medical sb.base.pension_rate sb.base.medical_rate
    ln.day_count ln.rounding ln.instalment_rounded_to ln.overdue_factor ln.claim_after_months ln.person_cap
    ln.person_cap_women ln.credit_community_extra ln.term ln.ext ln.base_rate ln.rate_markup_max ln.subsidy.micro
    ln.subsidy.other ln.subsidy.enterprise ln.fund_multiple ln.compensation_cap ln.credit_comm.recovery_min
    ln.credit_comm.reward_min ln.credit_comm.reward_pct ln.small.ratio ln.small.ratio_large ln.small.large_staff
    ln.small.per_hire ln.small.cap
    fec.rate_points fec.rate_targets fec.rate_band fec.item_points fec.hard_to_employ_min fec.recovery_min
    fec.ledger_min fec.pass_score fec.complaint_mode
    dual.placed_rate_min dual.complaint_mode
    ep8.period_start_day
    """.split()  # noqa: SIM905 -- read beside the README
)
RATES = ("home_survey", "registration", "training", "service", "stable_employment")
ITEMS = ("hard_to_employ", "recovery", "leaders", "ledger", "policy_delivered")
NAMED_IN_PARAMETERS = {"fec.rate_targets": RATES, "fec.item_points": ITEMS}

PEOPLE = Block(
    {
        "sex": SEX,
        "born": DATE,
        "hukou": one_of("urban", "rural"),
        "local": FLAG,
        "community": TEXT,
        "able_to_work": FLAG,
        "willing_to_work": FLAG,
        "retirement_track": one_of("M60", "F50", "F55"),
        "retirement_override": DATE,
        "unemployment": Many(PERIOD),
        "employment": Many(with_keys(PERIOD, {"kind": KIND}, needs=("kind",))),
        "roles": Many(with_keys(PERIOD, {"role": ROLE}, needs=("role",))),
        "laid_off": PERIOD,
        "business_licence": PERIOD,
        "disability_certificate": PERIOD,
        "low_income": PERIOD,
        "land_loss": PERIOD,
        "military_spouse": PERIOD,
        "single_parent": PERIOD,
        "children": Many(DATE),
        "model_worker": one_of("enterprise", "township", "county", "city", "province", "national"),
        "martyr_dependant": FLAG,
        "zero_family": Block({"certified": DATE, "closed": DATE}, ("certified",)),
    }
)
