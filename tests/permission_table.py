"""Who opens which page, written out once more, so that a change of ``permissions.ALLOWED`` is seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from tests.world import Place, World

ALL = frozenset(Role)
COMMUNITY = frozenset({Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR})
REVIEWERS = COMMUNITY | {Role.STREET_OFFICER, Role.DISTRICT_OFFICER}
DECIDERS = REVIEWERS | {Role.CITY_OFFICER}
CITY = frozenset({Role.CITY_OFFICER, Role.STATISTICIAN})
CASES = DECIDERS | CITY | {Role.STREET_LEADER}
UNMASKERS = ANSWERERS = DECIDERS
PLANNERS = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER, Role.CITY_OFFICER})
PUBLISHERS = REVIEWERS | {Role.STATISTICIAN}
FIGURES = CASES | {Role.FINANCE, Role.PROVINCE, Role.AUDITOR, Role.PARTNER}
POLICY = ALL - {Role.SYSTEM}
KEEPERS = frozenset({Role.STREET_OFFICER, Role.DISTRICT_OFFICER})
ROUND_OPENERS = frozenset({Role.DISTRICT_OFFICER, Role.CITY_OFFICER})
OPENERS = frozenset({Role.DISTRICT_OFFICER, Role.CITY_OFFICER})
ACCEPTORS = frozenset({Role.CITY_OFFICER})
ENACTORS = frozenset({Role.CITY_OFFICER})
PROPOSERS = ENACTORS | {Role.DISTRICT_OFFICER}
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN})
NAMERS = DECIDERS | ADMINISTRATORS  # of deputies
SECURITY = frozenset({Role.SECURITY_ADMIN})
COORDINATORS = CITY | ADMINISTRATORS | SECURITY | {Role.DISTRICT_OFFICER}
ANSWERABLE = CASES | ADMINISTRATORS | SECURITY
ASSIGNERS = CASES - {Role.COMMUNITY_WORKER, Role.STATISTICIAN}
SYSTEM_KEEPERS = KEEPERS | {Role.COMMUNITY_DIRECTOR, Role.STREET_LEADER}
READS_USERS = ADMINISTRATORS | SECURITY
AUDITORS = frozenset({Role.AUDITOR, Role.SECURITY_ADMIN})
EXPORT_APPROVERS = KEEPERS | {Role.CITY_OFFICER} | SECURITY


@dataclass(frozen=True)
class Expected:
    """Who is let in by ``methods``. ``kwargs`` name the page's object in a place; without one it is of no area.

    ``query`` is added to the address: the object of a page that names it there.
    """

    roles: frozenset[Role]
    methods: str = "get"
    kwargs: Callable[[Place], dict[str, Any]] | None = None
    query: Callable[[Place], dict[str, Any]] | None = None

    @property
    def is_scoped(self) -> bool:
        return self.kwargs is not None or self.query is not None


def of(thing: str) -> Callable[[Place], dict[str, Any]]:
    return lambda place: {"pk": getattr(place, thing).pk}


def sheet(**more: str) -> Callable[[Place], dict[str, Any]]:
    return lambda place: {"label": "2026-10", "area": place.area.code} | more


def fixed(**kwargs: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: kwargs


# Pages of no area, with what their address is made of; and pages of an object, which has an area.
PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "accounts:sign_in": (Expected(ALL, "get post"), fixed()),
    "accounts:sign_out": (Expected(ALL, "post"), fixed()),
    "accounts:password": (Expected(ALL, "get post"), fixed()),
    "accounts:me": (Expected(ALL), fixed()),
    "accounts:second_factor": (Expected(ALL, "get post"), fixed()),
    "accounts:enrol": (Expected(ALL, "get post"), fixed()),
    "accounts:renew_codes": (Expected(ALL, "get post"), fixed()),
    "accounts:stay": (Expected(ALL), fixed()),
    "accounts:sign_out_elsewhere": (Expected(ALL, "post"), fixed()),
    "accounts:my_tokens": (Expected(ALL), fixed()),
    "accounts:issue_token": (Expected(ALL, "get post"), fixed()),
    "accounts:tokens": (Expected(READS_USERS), fixed()),
    "api:docs": (Expected(ALL), fixed()),
    "api:schema": (Expected(ALL), fixed()),
    "accounts:users": (Expected(READS_USERS), fixed()),
    "accounts:open_account": (Expected(ADMINISTRATORS, "get post"), fixed()),
    "desk:audit": (Expected(AUDITORS), fixed()),
    "accounts:verify_audit": (Expected(AUDITORS, "post"), fixed()),
    "accounts:jobs": (Expected(ALL), fixed()),
    "accounts:start_export": (Expected(ALL, "post"), fixed()),
    "accounts:exports": (Expected(ALL), fixed()),
    "accounts:organisations": (Expected(COORDINATORS), fixed()),
    "accounts:open_organisation": (Expected(ADMINISTRATORS, "get post"), fixed()),
    "accounts:areas": (Expected(ANSWERABLE), fixed()),
    "accounts:open_area": (Expected(ADMINISTRATORS, "get post"), fixed()),
    "accounts:deputations": (Expected(NAMERS | SECURITY), fixed()),
    "accounts:name_deputy": (Expected(NAMERS, "get post"), fixed()),
    "healthz": (Expected(ALL), fixed()),
    "policy:documents": (Expected(POLICY), fixed()),
    "policy:document": (Expected(POLICY), lambda world: {"pk": world.document.pk}),
    "policy:register_document": (Expected(PROPOSERS, "get post"), fixed()),
    "policy:correct_document": (Expected(ENACTORS, "get post"), lambda world: {"pk": world.document.pk}),
    "policy:replace_document": (Expected(ENACTORS, "get post"), lambda world: {"pk": world.document.pk}),
    "policy:add_scans": (Expected(PROPOSERS, "get post"), lambda world: {"pk": world.document.pk}),
    "policy:scan": (Expected(POLICY), lambda world: {"pk": world.scan.pk}),
    "policy:strike_off_scan": (Expected(PROPOSERS, "get post"), lambda world: {"pk": world.scan.pk}),
    "policy:systems": (Expected(POLICY), fixed()),
    "policy:parameters": (Expected(POLICY), fixed()),
    "policy:parameter": (Expected(POLICY), fixed(key="zf.deadline_months")),
    "policy:calendar": (Expected(POLICY), fixed()),
    "desk:calendar": (Expected(ENACTORS, "get post"), fixed()),
    "desk:proposals": (Expected(PROPOSERS), fixed()),
    "desk:propose": (Expected(PROPOSERS, "get post"), fixed(key="zf.deadline_months")),
    "desk:rule_cases": (Expected(PROPOSERS), fixed()),
    "desk:write_case": (Expected(PROPOSERS, "get post"), fixed()),
    "desk:run_cases": (Expected(PROPOSERS, "get post"), fixed()),
    "desk:shipped_cases": (Expected(PROPOSERS), fixed(topic="deadline")),
    "assistance:offers": (Expected(CASES), fixed()),
    "assistance:looks": (Expected(DECIDERS), fixed()),
    "assistance:campaigns": (Expected(CASES), fixed()),
    "assistance:campaign_new": (Expected(PLANNERS, "get post"), fixed()),
    "assistance:campaign_people": (Expected(CASES), fixed()),
    "assistance:placements": (Expected(CASES), fixed()),
    "assistance:employment_notices": (Expected(CASES), fixed()),
    "assistance:stages": (Expected(CASES), fixed()),
    "assistance:stage_people": (Expected(CASES), fixed()),
    "assistance:stage_families": (Expected(CASES), fixed()),
    "desk:my_work": (Expected(ALL), fixed()),
    "desk:batch": (Expected(DECIDERS, "get post"), fixed()),
    "desk:exit_batch": (Expected(DECIDERS, "get post"), fixed()),
    "desk:worklist": (Expected(CASES), fixed(kind="families")),
    "desk:search": (Expected(CASES, "get post"), fixed()),
    "desk:found": (Expected(CASES), fixed(token="gone")),
    "desk:refresh": (Expected(CASES), fixed()),
    "desk:refresh_start": (Expected(CITY, "get post"), fixed()),
    "desk:openings": (Expected(OPENERS), fixed()),
    "desk:begin_opening": (Expected(OPENERS, "get post"), fixed()),
    "households:list": (Expected(CASES), fixed()),
    "households:links": (Expected(CASES), fixed()),
    "households:people": (Expected(CASES), fixed()),
    "households:ledger": (Expected(CASES), fixed()),
    "households:certified_ledger": (Expected(CASES), fixed()),
    "households:merged": (Expected(CASES), fixed()),
    "households:survey_new": (Expected(COMMUNITY, "get post"), fixed()),
    "households:confirmations": (Expected(CASES), fixed()),
    "households:confirm": (Expected(COMMUNITY, "post"), fixed()),
    "households:families": (Expected(CASES), fixed()),
    "households:certifications": (Expected(CASES), fixed()),
    "households:notices": (Expected(CASES), fixed()),
    "households:exits": (Expected(CASES), fixed()),
    "households:survey_blank": (Expected(COMMUNITY), fixed()),
    "households:coverage": (Expected(CASES), fixed()),
    "households:round_new": (Expected(PLANNERS, "get post"), fixed()),
    "households:unvisited": (Expected(CASES), fixed()),
    "households:unfiled": (Expected(CASES), fixed()),
    "households:unfiled_families": (Expected(CASES), fixed()),
    "households:unfiled_people": (Expected(CASES), fixed()),
    "households:privacy_notice": (Expected(CASES), fixed(version="2026-1")),
    "households:data_requests": (Expected(CASES), fixed()),
    "households:certificates": (Expected(CASES), fixed()),
    "households:inspections": (Expected(CASES), fixed()),
    "households:inspections_pass": (Expected(REVIEWERS, "post"), fixed()),
    "households:inspection_rounds": (Expected(CASES), fixed()),
    "households:rosters": (Expected(REVIEWERS), fixed()),
    "households:roster_new": (Expected(REVIEWERS, "get post"), fixed()),
    "households:roster_empty": (Expected(REVIEWERS), fixed()),
    "households:rosters_held": (Expected(REVIEWERS), fixed()),
    "households:inspection_round_new": (Expected(ROUND_OPENERS, "get post"), fixed()),
    "households:handovers": (Expected(CASES), fixed()),
    "households:merges": (Expected(CASES), fixed()),
    "households:revocations": (Expected(CASES), fixed()),
    "reports:month": (Expected(FIGURES), fixed()),
}
# Pages about what belongs to one person alone, tested in tests/accounts/test_jobs.py, test_export_requests.py,
# test_tokens.py and tests/desk/test_batch_jobs.py.
OWN = {
    "accounts:job",
    "accounts:cancel_job",
    "accounts:restart_job",
    "accounts:job_result",
    "accounts:export_request",
    "accounts:withdraw_export",
    "accounts:token",
    "accounts:revoke_token",
    "desk:batch_result",
}
SCOPED: dict[str, Expected] = {
    "accounts:approve_export": Expected(EXPORT_APPROVERS, "post", of("export_request")),
    "accounts:refuse_export": Expected(EXPORT_APPROVERS, "post", of("export_request")),
    "accounts:audit_entry": Expected(AUDITORS, "get", of("entry")),
    "accounts:close_account": Expected(ADMINISTRATORS, "post", of("account")),
    "accounts:reset_password": Expected(ADMINISTRATORS, "post", of("account")),
    "accounts:deputation": Expected(NAMERS | SECURITY, "get", of("deputation")),
    "accounts:confirm_deputation": Expected(NAMERS | SECURITY, "post", of("deputation")),
    "accounts:end_deputation": Expected(NAMERS | SECURITY, "post", of("deputation")),
    "accounts:user": Expected(READS_USERS, "get", of("account")),
    "accounts:reopen_account": Expected(ADMINISTRATORS, "post", of("resting_account")),
    "accounts:edit_account": Expected(ADMINISTRATORS, "get post", of("account")),
    "accounts:move_account": Expected(ADMINISTRATORS, "get post", of("account")),
    "accounts:confirm_account": Expected(SECURITY, "post", of("awaiting_account")),
    "accounts:decline_account": Expected(SECURITY, "post", of("awaiting_account")),
    "accounts:reset_second_factor": Expected(SECURITY, "post", of("account")),
    "accounts:organisation": Expected(COORDINATORS, "get", of("organisation")),
    "accounts:rename_organisation": Expected(ADMINISTRATORS, "post", of("organisation")),
    "accounts:close_organisation": Expected(ADMINISTRATORS, "post", of("organisation")),
    "accounts:area": Expected(ANSWERABLE, "get", of("area")),
    "accounts:set_city_proper": Expected(ADMINISTRATORS, "post", of("area")),
    "accounts:rename_area": Expected(ADMINISTRATORS, "post", of("area")),
    "accounts:give_charge": Expected(ASSIGNERS, "get post", of("area")),
    "accounts:draw_patch": Expected(ASSIGNERS, "get post", of("area")),
    "accounts:draw_courtyards": Expected(ASSIGNERS, "get post", of("area")),
    "accounts:redraw_patch": Expected(ASSIGNERS, "get post", of("patch")),
    "accounts:close_patch": Expected(ASSIGNERS, "post", of("patch")),
    "accounts:close_courtyard": Expected(ASSIGNERS, "post", of("courtyard")),
    "policy:area_systems": Expected(POLICY, "get", of("area")),
    "policy:file_system": Expected(SYSTEM_KEEPERS, "get post", of("area")),
    "policy:system": Expected(POLICY, "get", of("system")),
    "policy:strike_off_system": Expected(SYSTEM_KEEPERS, "get post", of("system")),
    "desk:close_area": Expected(ADMINISTRATORS, "get post", of("area")),
    "households:edit_links": Expected(COMMUNITY, "get post", of("household")),
    "households:household": Expected(CASES, "get", of("household")),
    "households:ledger_sheet": Expected(CASES, "get", of("household")),
    "households:person": Expected(CASES, "get", of("person")),
    "households:survey": Expected(COMMUNITY, "get post", of("household")),
    "households:survey_done": Expected(CASES, "get", of("survey")),
    "households:register": Expected(COMMUNITY, "get post", of("person")),
    "households:end_registration": Expected(COMMUNITY, "get post", of("registration")),
    "households:unmask": Expected(UNMASKERS, "get post", of("person")),
    "households:apply": Expected(COMMUNITY, "get post", of("household")),
    "households:certification": Expected(CASES, "get", of("certification")),
    "households:decide": Expected(DECIDERS, "post", of("certification")),
    "households:resubmit": Expected(COMMUNITY, "post", of("certification")),
    "households:withdraw": Expected(COMMUNITY, "post", of("certification")),
    "households:object": Expected(COMMUNITY, "post", of("certification")),
    "households:visit": Expected(COMMUNITY, "post", of("certification")),
    "households:material": Expected(COMMUNITY, "post", of("certification")),
    "households:application_sheet": Expected(CASES, "get", of("certification")),
    "households:decision_sheet": Expected(CASES, "get", lambda place: {"pk": place.spell.certification_id}),
    "households:dossier": Expected(CASES, "get", of("certification")),
    "households:attach": Expected(COMMUNITY, "post", of("certification")),
    "households:sign": Expected(COMMUNITY, "get", of("certification")),
    "households:attachment": Expected(UNMASKERS, "get", of("attachment")),
    "households:strike_off": Expected(COMMUNITY, "get post", of("attachment")),
    "households:exit_attach": Expected(COMMUNITY, "post", of("exit")),
    "households:exit_attachment": Expected(UNMASKERS, "get", of("exit_attachment")),
    "households:exit_strike_off": Expected(COMMUNITY, "get post", of("exit_attachment")),
    "households:revocation_attach": Expected(DECIDERS, "post", of("revocation")),
    "households:revocation_attachment": Expected(UNMASKERS, "get", of("revocation_attachment")),
    "households:revocation_strike_off": Expected(DECIDERS, "get post", of("revocation_attachment")),
    "households:certificate_attach": Expected(COMMUNITY, "post", of("certificate")),
    "households:certificate_attachment": Expected(UNMASKERS, "get", of("certificate_attachment")),
    "households:certificate_strike_off": Expected(COMMUNITY, "get post", of("certificate_attachment")),
    "households:review": Expected(COMMUNITY, "post", of("certification")),
    "households:revoke": Expected(DECIDERS, "get post", of("certification")),
    "households:revocation": Expected(CASES, "get", of("revocation")),
    "households:revocation_decide": Expected(DECIDERS, "post", of("revocation")),
    "households:revocation_review": Expected(COMMUNITY, "post", of("revocation")),
    "households:revocation_sheet": Expected(CASES, "get", of("revocation")),
    "households:revocation_withdraw": Expected(DECIDERS, "post", of("revocation")),
    "households:notice": Expected(CASES, "get", of("notice")),
    "households:exit": Expected(CASES, "get", of("exit")),
    "households:placements": Expected(CASES, "get", of("family_case")),
    "households:placement_check": Expected(DECIDERS, "post", of("family_case")),
    "households:placement_take_back": Expected(
        DECIDERS, "post", lambda place: {"pk": place.family_case.pk, "check": place.placement_check.pk}
    ),
    "households:exit_new": Expected(COMMUNITY, "get post", query=lambda place: {"spell": place.spell.pk}),
    "households:exit_decide": Expected(DECIDERS, "post", of("exit")),
    "households:exit_review": Expected(COMMUNITY, "post", of("exit")),
    "households:exit_submit": Expected(COMMUNITY, "post", of("exit")),
    "households:exit_withdraw": Expected(COMMUNITY, "post", of("exit")),
    "households:survey_sheet": Expected(COMMUNITY, "get", of("household")),
    "households:round_call_off": Expected(PLANNERS, "get post", of("survey_round")),
    "households:roster": Expected(REVIEWERS, "get", of("roster")),
    "households:roster_confirm": Expected(REVIEWERS, "post", of("roster")),
    "households:roster_withdraw": Expected(REVIEWERS, "post", of("roster")),
    "households:roster_returned": Expected(REVIEWERS, "get", of("roster")),
    "households:roster_entry": Expected(REVIEWERS, "get post", of("roster_entry")),
    "households:explain_family": Expected(COMMUNITY, "get post", of("family_finding")),
    "households:explain_person": Expected(COMMUNITY, "get post", of("person_finding")),
    "households:data_request": Expected(CASES, "get", of("data_request")),
    "households:data_request_new": Expected(ANSWERERS, "get post", of("person")),
    "households:data_request_close": Expected(ANSWERERS, "get post", of("data_request")),
    "households:data_request_copy": Expected(ANSWERERS, "get post", of("data_request")),
    "households:certificate_apply": Expected(COMMUNITY, "get post", of("person")),
    "households:certificate": Expected(CASES, "get", of("certificate")),
    "households:certificate_sheet": Expected(CASES, "get", of("certificate")),
    "households:certificate_decide": Expected(DECIDERS, "post", of("certificate")),
    "households:certificate_submit": Expected(COMMUNITY, "post", of("certificate")),
    "households:certificate_withdraw": Expected(COMMUNITY, "post", of("certificate")),
    "households:certificate_inspect": Expected(REVIEWERS, "post", of("certificate")),
    "households:certificate_endorse": Expected(REVIEWERS, "post", of("certificate")),
    "households:certificate_suspend": Expected(KEEPERS, "post", of("certificate")),
    "households:certificate_resume": Expected(KEEPERS, "post", of("certificate")),
    "households:certificate_reissue": Expected(KEEPERS, "post", of("certificate")),
    "households:certificate_surrender": Expected(KEEPERS, "post", of("certificate")),
    "households:certificate_serial": Expected(KEEPERS, "post", of("certificate")),
    "households:inspection_round_call_off": Expected(ROUND_OPENERS, "get post", of("inspection_round")),
    "households:endorsement_cancel": Expected(REVIEWERS, "get post", of("endorsement")),
    "households:handover_new": Expected(COMMUNITY, "get post", of("household")),
    "households:change_address": Expected(COMMUNITY, "get post", of("household")),
    "households:split": Expected(COMMUNITY, "get post", of("household")),
    "households:join": Expected(COMMUNITY, "get post", of("household")),
    "households:leave": Expected(COMMUNITY, "get post", of("household")),
    "households:come_back": Expected(COMMUNITY, "get post", of("household")),
    "households:death": Expected(COMMUNITY, "get post", of("person")),
    "households:annul_death": Expected(COMMUNITY, "get post", of("dead")),
    "households:correct": Expected(COMMUNITY, "get post", of("person")),
    "households:merge_new": Expected(COMMUNITY, "get post", of("person")),
    "households:handover": Expected(CASES, "get", of("handover")),
    "households:handover_accept": Expected(COMMUNITY, "post", of("handover")),
    "households:handover_return": Expected(COMMUNITY, "post", of("handover")),
    "households:handover_withdraw": Expected(COMMUNITY, "post", of("handover")),
    "households:handover_again": Expected(COMMUNITY, "get post", of("handover")),
    "households:merge": Expected(CASES, "get", of("merge")),
    "households:merge_decide": Expected(DECIDERS, "post", of("merge")),
    "households:merge_withdraw": Expected(COMMUNITY, "post", of("merge")),
    "households:merge_undo": Expected(DECIDERS, "post", of("merge")),
    "assistance:of_person": Expected(CASES, "get", of("person")),
    "assistance:offer_new": Expected(COMMUNITY, "get post", of("person")),
    "assistance:service_refusal_new": Expected(COMMUNITY, "get post", of("person")),
    "assistance:place": Expected(COMMUNITY, "get post", of("person")),
    "assistance:lump_sum": Expected(COMMUNITY, "get post", of("person")),
    "assistance:offer": Expected(CASES, "get", of("offer")),
    "assistance:offer_answer": Expected(COMMUNITY, "get post", of("offer")),
    "assistance:offer_appeal": Expected(COMMUNITY, "get post", of("offer")),
    "assistance:look_decide": Expected(DECIDERS, "get post", of("offer")),
    "assistance:campaign_edit": Expected(PLANNERS, "get post", of("campaign")),
    "assistance:tell_story": Expected(COMMUNITY, "get post", of("employment")),
    "assistance:tell_office": Expected(COMMUNITY, "get post", of("employment")),
    "desk:proposal": Expected(PROPOSERS, "get", of("proposal")),
    "desk:confirm_proposal": Expected(ENACTORS, "post", of("proposal")),
    "desk:refuse_proposal": Expected(ENACTORS, "post", of("proposal")),
    "desk:withdraw_proposal": Expected(PROPOSERS, "post", of("proposal")),
    "desk:rule_case": Expected(PROPOSERS, "get", of("rule_case")),
    "desk:revise_case": Expected(PROPOSERS, "get post", of("rule_case")),
    "desk:retire_case": Expected(PROPOSERS, "post", of("rule_case")),
    "desk:opening": Expected(OPENERS, "get", of("opening")),
    "desk:reconcile_opening": Expected(OPENERS, "get post", of("opening")),
    "desk:present_opening": Expected(OPENERS, "post", of("opening")),
    "desk:withdraw_opening": Expected(OPENERS, "post", of("opening")),
    "desk:return_opening": Expected(ACCEPTORS, "post", of("opening")),
    "desk:accept_opening": Expected(ACCEPTORS, "post", of("opening")),
    "desk:enter_opening": Expected(ACCEPTORS, "post", of("opening")),
    "desk:add_opening_file": Expected(OPENERS, "get post", of("opening")),
    "desk:opening_file": Expected(OPENERS, "get", of("opening_file")),
    "desk:opening_columns": Expected(OPENERS, "get post", of("opening_file")),
    "desk:read_opening_file": Expected(OPENERS, "post", of("opening_file")),
    "desk:remove_opening_file": Expected(OPENERS, "post", of("opening_file")),
    "reports:return": Expected(FIGURES, "get", sheet()),
    "reports:publish": Expected(PUBLISHERS, "get post", sheet()),
    "reports:workbook": Expected(CASES, "get", sheet()),
    "reports:rows": Expected(CASES, "get", sheet(line="01")),
}
# Lists of what lies in the area: they name what is there, and nothing from elsewhere.
LISTS = {
    "households:list": Role.COMMUNITY_WORKER,
    "households:people": Role.COMMUNITY_WORKER,
    "households:ledger": Role.COMMUNITY_WORKER,
    "households:certified_ledger": Role.COMMUNITY_WORKER,
    "households:merged": Role.COMMUNITY_WORKER,
    "households:certifications": Role.COMMUNITY_WORKER,
    "households:families": Role.COMMUNITY_WORKER,
    "households:notices": Role.COMMUNITY_WORKER,
    "households:exits": Role.COMMUNITY_WORKER,
    "households:revocations": Role.COMMUNITY_WORKER,
    "accounts:deputations": Role.COMMUNITY_WORKER,
    "households:confirmations": Role.COMMUNITY_WORKER,
    "households:unvisited": Role.COMMUNITY_WORKER,
    "households:unfiled_families": Role.COMMUNITY_WORKER,
    "households:unfiled_people": Role.COMMUNITY_WORKER,
    "households:data_requests": Role.COMMUNITY_WORKER,
    "households:certificates": Role.COMMUNITY_WORKER,
    "households:handovers": Role.COMMUNITY_WORKER,
    "households:merges": Role.COMMUNITY_WORKER,
    "assistance:offers": Role.COMMUNITY_WORKER,
    "assistance:stage_people": Role.COMMUNITY_WORKER,
    "assistance:stage_families": Role.COMMUNITY_WORKER,
    "accounts:users": Role.SYSTEM_ADMIN,
    "accounts:organisations": Role.SYSTEM_ADMIN,
    "desk:openings": Role.DISTRICT_OFFICER,
}
