"""What an account, a post, a credential, a 片 and a charge can never be."""

import datetime as dt

from accounts.enums import AccountStanding, ChargeKind, OrganisationKind, Role
from accounts.models import (
    Charge,
    Courtyard,
    FormerName,
    Organisation,
    Patch,
    PatchPart,
    Post,
    RecoveryCode,
    SecondFactor,
)
from tests.factories import UserFactory
from tests.rows import days

from . import breaks, refused

DAY = dt.date(2026, 1, 2)
BEFORE = dt.date(2026, 1, 1)


def organisation(city, **values):
    values = {"kind": OrganisationKind.BANK, "name": "某银行", "area": city.city} | values
    return Organisation.objects.create(**values)


@breaks("organisation_closes_after_it_opens")
def test_an_organisation_closes_after_it_opens(city, constraint):
    with refused(constraint):
        organisation(city, valid_from=DAY, valid_to=BEFORE)


@breaks("user_signs_in_only_while_in_use")
def test_only_an_account_in_use_is_active(city, constraint):
    UserFactory(area=city.street, standing=AccountStanding.UNUSED, is_active=False)
    with refused(constraint):
        UserFactory(area=city.street, standing=AccountStanding.AWAITING, is_active=True)


@breaks("user_is_confirmed_by_another_than_opened_it")
def test_who_opens_an_account_does_not_confirm_it(city, constraint):
    opener = UserFactory(area=city.city)
    UserFactory(area=city.street, opened_by=opener, confirmed_by=city.worker)
    with refused(constraint):
        UserFactory(area=city.street, opened_by=opener, confirmed_by=opener)


@breaks("user_who_administers_is_a_known_person")
def test_who_administers_is_a_known_person(city, constraint):
    UserFactory(area=city.city, role=Role.AUDITOR)
    with refused(constraint):
        UserFactory(area=city.city, role=Role.AUDITOR, id_number="", id_digest=None)


@breaks("user_of_an_organisation_has_a_role_of_organisations")
def test_nobody_of_an_organisation_decides(city, constraint):
    bank = organisation(city)
    UserFactory(area=city.city, organisation=bank, role=Role.BANK)
    with refused(constraint):
        UserFactory(area=city.city, organisation=bank, role=Role.DISTRICT_OFFICER)


def post(user, validity):
    return Post.objects.create(user=user, role=user.role, area=user.area, validity=validity)


@breaks("post_one_per_officer_and_day")
def test_an_officer_holds_one_post_a_day(city, constraint):
    post(city.worker, days("2026-01-01", "2026-02-01"))
    post(city.worker, days("2026-02-01"))
    with refused(constraint):
        post(city.worker, days("2026-01-31", "2026-02-01"))


@breaks("post_lasts_a_day")
def test_a_post_lasts_a_day(city, constraint):
    with refused(constraint):
        post(city.worker, days("2026-01-01", "2026-01-01"))


@breaks("second_factor_failures_have_a_time")
def test_wrong_codes_have_a_time(city, constraint):
    with refused(constraint):
        SecondFactor.objects.create(user=city.worker, secret="S", failures=1)


@breaks("recovery_code_stands_once")
def test_a_recovery_code_stands_once(city, constraint):
    RecoveryCode.objects.create(user=city.worker, digest=b"1" * 32)
    with refused(constraint):
        RecoveryCode.objects.create(user=city.worker, digest=b"1" * 32)


@breaks("former_name_was_borne_by_one")
def test_a_former_name_was_borne_by_an_area_or_an_organisation(city, constraint):
    bank = organisation(city)
    FormerName.objects.create(organisation=bank, name="旧名", last_day=DAY)
    with refused(constraint):
        FormerName.objects.create(organisation=bank, area=city.street, name="旧名", last_day=DAY)
    with refused(constraint):
        FormerName.objects.create(name="旧名", last_day=DAY)


def patch(city, **values):
    return Patch.objects.create(**({"street": city.street, "name": "东片", "valid_from": DAY} | values))


def courtyard(city, **values):
    return Courtyard.objects.create(**({"community": city.community, "name": "一号院", "valid_from": DAY} | values))


@breaks("patch_closes_after_it_opens")
def test_a_patch_closes_after_it_opens(city, constraint):
    with refused(constraint):
        patch(city, valid_to=BEFORE)


@breaks("patch_has_a_name_of_its_own")
def test_two_patches_of_a_street_differ_in_name(city, constraint):
    patch(city, valid_to=DAY)
    patch(city)
    with refused(constraint):
        patch(city)


@breaks("patch_part_one_per_community_and_day")
def test_a_community_belongs_to_one_patch_a_day(city, constraint):
    one, other = patch(city), patch(city, name="西片")
    PatchPart.objects.create(patch=one, community=city.community, validity=days("2026-01-01", "2026-02-01"))
    PatchPart.objects.create(patch=other, community=city.community, validity=days("2026-02-01"))
    with refused(constraint):
        PatchPart.objects.create(patch=other, community=city.community, validity=days("2026-01-31", "2026-02-01"))


@breaks("patch_part_lasts_a_day")
def test_a_community_belongs_to_a_patch_for_a_day(city, constraint):
    with refused(constraint):
        PatchPart.objects.create(patch=patch(city), community=city.community, validity=days("2026-01-01", "2026-01-01"))


@breaks("courtyard_closes_after_it_opens")
def test_a_courtyard_closes_after_it_opens(city, constraint):
    with refused(constraint):
        courtyard(city, valid_to=BEFORE)


@breaks("courtyard_has_a_name_of_its_own")
def test_two_courtyards_of_a_community_differ_in_name(city, constraint):
    courtyard(city, valid_to=DAY)
    courtyard(city)
    with refused(constraint):
        courtyard(city)


def charge(officer, kind, validity=None, **place):
    return Charge.objects.create(officer=officer, kind=kind, validity=validity or days("2026-01-01"), **place)


@breaks("charge_one_officer_per_area_and_day")
def test_one_officer_a_day_answers_for_an_area(city, constraint):
    charge(city.worker, ChargeKind.RESPONSIBLE, area=city.community)
    charge(city.street_officer, ChargeKind.OFFICER, area=city.community)
    charge(city.worker, ChargeKind.RESPONSIBLE, area=city.neighbour)
    with refused(constraint):
        charge(city.second_worker, ChargeKind.RESPONSIBLE, area=city.community)


@breaks("charge_one_officer_per_patch_and_day")
def test_one_leader_a_day_answers_for_a_patch(city, constraint):
    east = patch(city)
    charge(city.worker, ChargeKind.LEADER, days("2026-01-01", "2026-02-01"), patch=east)
    charge(city.second_worker, ChargeKind.LEADER, days("2026-02-01"), patch=east)
    with refused(constraint):
        charge(city.second_worker, ChargeKind.LEADER, days("2026-01-31", "2026-02-01"), patch=east)


@breaks("charge_one_officer_per_courtyard_and_day")
def test_one_director_a_day_answers_for_a_courtyard(city, constraint):
    first = courtyard(city)
    charge(city.worker, ChargeKind.DIRECTOR, courtyard=first)
    with refused(constraint):
        charge(city.second_worker, ChargeKind.DIRECTOR, courtyard=first)


@breaks("charge_lasts_a_day")
def test_a_charge_lasts_a_day(city, constraint):
    with refused(constraint):
        charge(city.worker, ChargeKind.RESPONSIBLE, days("2026-01-01", "2026-01-01"), area=city.community)


@breaks("charge_is_of_the_place_of_its_kind")
def test_a_leader_answers_for_a_patch_and_a_director_for_a_courtyard(city, constraint):
    with refused(constraint):
        charge(city.worker, ChargeKind.LEADER, area=city.community)
    with refused(constraint):
        charge(city.worker, ChargeKind.DIRECTOR, patch=patch(city))
    with refused(constraint):
        charge(city.worker, ChargeKind.RESPONSIBLE)
