"""The tables that are only ever added to, and the triggers that see to it."""

OURS = (
    "accounts_auditentry",
    "households_survey",
    "households_certificationrecord",
    "households_exitrecord",
    "households_homevisit",
    "households_materialshown",
    "households_certificaterecord",
    "households_reissue",
    "households_endorsement",
    "households_movement",
    "desk_rulecaseversion",
    "desk_casetrial",
    "accounts_auditseal",
    "households_revocationrecord",
    "assistance_worktransfer",
    "assistance_planreview",
    "assistance_progress",
    "assistance_employmentnotice",
    "assistance_lumpsum",
    "assistance_striking",
    "assistance_digest",
)
DECIDED = ("certification", "exit", "certificate", "revocation")
FILES = (*(f"households_{kind}attachment" for kind in DECIDED), "policy_documentscan", "policy_writtensystem")
FILES += ("assistance_pledgesignature", "assistance_visitphoto", "assistance_programmeattachment")
TRIGGERS = {
    *((table, name) for table in OURS for name in ("append_only", "append_only_whole")),
    *((f"households_{kind}record", "decided_in_own_area") for kind in DECIDED),
    *((f"households_{kind}record", "decided_by_a_deputy") for kind in DECIDED),
    ("accounts_deputation", "deputation_stays_in_the_area"),
    *((table, name) for table in FILES for name in ("never_deleted", "never_deleted_whole", "keeps_its_file")),
    ("households_personmerge", "decided_by_a_deputy"),
    ("households_personmerge", "undone_by_a_deputy"),
    ("households_inspection", "inspected_by_a_deputy"),
    ("households_person", "number_is_one_persons"),
    ("households_correction", "number_is_one_persons"),
    ("policy_parametervalue", "value_is_never_edited"),
    ("policy_calendarexception", "day_gone_by_is_not_added"),
    ("policy_calendarexception", "day_gone_by_stays"),
    ("policy_calendaryear", "calendar_year_stays"),
    *((f"assistance_{table}", "struck_off_for_good") for table in ("offer", "placement")),
    *((f"assistance_{table}", "stands_once") for table in ("employmentnotice", "lumpsum")),
    *((f"assistance_{table}", "offer_used_stands") for table in ("offer", "placement", "refusallook")),
    *((f"households_{table}", "taken_over_stays") for table in ("opening", "controlfigure", "openingrow")),
}
