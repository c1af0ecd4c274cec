"""The tables a city fills, what refers to what after what is referred to, and the fields it fills in them."""

from django.db.models import Model

from accounts.models import Area, Charge, Post, User
from households.models import (
    Certificate,
    CertificateRecord,
    CertificateSeat,
    Certification,
    CertificationNotice,
    CertificationRecord,
    CertificationReview,
    CertificationSeat,
    Couple,
    Exit,
    ExitRecord,
    ExitSeat,
    Fact,
    FamilyLink,
    HardToEmploySpell,
    HomeVisit,
    Household,
    HouseholdFinding,
    Inspection,
    InspectionRound,
    MaterialShown,
    Membership,
    MonthlyConfirmation,
    NoCase,
    Person,
    PersonFinding,
    RefreshRun,
    Registration,
    Residence,
    Responsibility,
    Survey,
    SurveyRound,
    ZeroFamilyCase,
)
from households.names import SEARCH_COLUMNS

CLIMB = "chain_code status step opens_on due_on round drafted_by drafted_at"
RECORD = "application seat round step decision comment article opened_on due_on days_late decided_at"
FOUND = "validity reasons closing origin closing_origin"

TABLES: dict[type[Model], str] = {
    Area: "code name level parent path in_city_proper valid_from",
    User: "username full_name role area password office_phone date_joined in_use_since password_set_at"
    " must_change_password is_demo opened_by",
    Post: "user role area validity",
    Charge: "kind officer area validity",
    RefreshRun: "area on started_at finished_at households_total households_done started_by",
    InspectionRound: "area year opens_on closes_on document article opened_by opened_at",
    Household: "area address hukou housing monthly_income income_source assessed_on",
    Responsibility: "household area validity",
    Residence: "household address area validity",
    Person: "name sex born id_number id_digest phone retirement_track children_born monthly_income income_source"
    f" education health unemployment_reason skills job_wish training_wish {' '.join(SEARCH_COLUMNS)}",
    Membership: "household person relation validity recorded_on",
    Couple: "household first second validity",
    Registration: "person kind validity employer recorded_on",
    Fact: "person kind validity level evidence employer disability grade",
    Survey: "household area submission visited_on surveyor recorded_at answers member_count clear_members"
    " notice_version notice_given_on notice_way",
    PersonFinding: f"person household category {FOUND}",
    HouseholdFinding: f"household kind {FOUND}",
    NoCase: "household person categories reason evidence recorded_on recorded_by holds_until source",
    Certification: f"area household person {CLIMB} reasons facts decided_reasons certified_on",
    CertificationSeat: "application actor step",
    CertificationRecord: RECORD,
    CertificationNotice: "application round step posted_on ends_on source objection objected_on recorded_by outcome",
    CertificationReview: "application step reason requested_on requestable_until source due_source recorded_by",
    HomeVisit: "application visited_on visitors met outcome findings recorded_by recorded_on",
    MaterialShown: "application material issued_on seen_by seen_on",
    ZeroFamilyCase: "household certification certified_on due_on due_source ended_on end_reason",
    HardToEmploySpell: "person household certification categories primary certified_on exited_on exit_reason",
    MonthlyConfirmation: "spell month confirmed_at confirmed_by",
    Exit: f"area household spell family_case {CLIMB} reason effective_on evidence source",
    ExitSeat: "application actor step",
    ExitRecord: RECORD,
    Certificate: f"area household person {CLIMB} kind kind_source category evidence serial serial_digest issued_on",
    CertificateSeat: "application actor step",
    CertificateRecord: RECORD,
    Inspection: "certificate round year result result_on reason inspected_by barred_since barred_by",
    FamilyLink: "household kind officer validity",
    SurveyRound: "title area scope starts_on ends_on document set_by set_at",
    SurveyRound.areas.through: "surveyround area",
}
