"""Exclusion constraints with core PostgreSQL alone: no extension. And the tables nobody may rewrite."""

from typing import Any

from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db.models import F, Func, Value

# Append-only: triggers refuse UPDATE, DELETE and TRUNCATE, and the application's role has no right to them either.
RECORD_TABLES = (
    "accounts_auditentry",
    "accounts_auditseal",
    "households_survey",
    "households_certificationrecord",
    "households_exitrecord",
    "households_homevisit",
    "households_materialshown",
    "households_certificaterecord",
    "households_reissue",
    "households_endorsement",
    "households_movement",
    "households_revocationrecord",
    "assistance_worktransfer",
    "assistance_planreview",
    "assistance_progress",
    "assistance_employmentnotice",
    "assistance_lumpsum",
    "assistance_striking",
    "assistance_digest",
    "assistance_emptypostreport",
    "assistance_passingover",
    "assistance_campaignmember",
    "subsidies_claimrecord",
    "subsidies_allocation",
    "subsidies_bankformat",
    "subsidies_instalment",
    "reports_publication",
    "reports_publishedfigure",
    "desk_rulecaseversion",
    "desk_casetrial",
)


def same(field: str) -> tuple["Func[Any]", str]:
    """One expression of an ExclusionConstraint: rows with an equal ``field`` exclude each other.

    ``field`` is a whole number or a foreign key, never null: null would be the range of everything.
    """
    one_number = Func(F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField())
    return one_number, RangeOperators.EQUAL
