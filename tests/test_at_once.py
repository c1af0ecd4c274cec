"""Two officers at once, of whom one may: who comes second is told so, and nothing of it is kept."""

import pytest

from accounts.actions import AccountRefused, NewAccount, open_account
from accounts.actions.areas import AreaRefused, NewArea, add_area, draw_courtyards, draw_patch
from accounts.actions.organisations import NewOrganisation, OrganisationRefused, open_organisation, rename_organisation
from accounts.actions.particulars import Particulars, edit_account
from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from policy.actions import DocumentRefused, register_document
from tests import factories
from tests.casework import MONDAY
from tests.racing import while_uncommitted
from tests.setting import small_city

TODAY = MONDAY.date()
NUMBERS = [factories.made_up_id(TODAY.replace(year=year)) for year in (1980, 1981)]


def account(area, username, id_number):
    post = {"full_name": "新人", "role": Role.COMMUNITY_WORKER, "area": area}
    return NewAccount(username=username, id_number=id_number, password="Correct-Horse-9", **post)


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_is_told_what_the_first_has_taken():
    city, administrator = small_city(), factories.UserFactory(role=Role.SYSTEM_ADMIN)
    signed = {"actor": administrator, "at": MONDAY}
    branch, other = (
        NewOrganisation(OrganisationKind.BANK, name, city.district, "贷款", TODAY) for name in ("甲", "乙")
    )
    renamed = open_organisation(other, **signed)
    fields = {"title": "通知", "issuer": "市局", "level": "city", "issued_on": TODAY}

    def opened(username, id_number=""):
        return lambda: open_account(account(city.community, username, id_number), **signed)

    def edited(user):
        return lambda: edit_account(user=user, particulars=Particulars("某人", "", NUMBERS[1], None), **signed)

    def drawn(name):
        return lambda: draw_patch(street=city.street, name=name, communities=[city.community], **signed)

    def drawn_courtyard():
        return draw_courtyards(community=city.community, names=["一号院"], **signed)

    def added(name):
        return lambda: add_area(NewArea("990103001777", name, city.street, TODAY), **signed)

    def renaming():
        return rename_organisation(organisation=renamed, name="丙", since=TODAY, **signed)

    for refusal, first, second in (
        (AccountRefused, opened("new"), opened("new")),
        (AccountRefused, opened("newer", NUMBERS[0]), opened("newest", NUMBERS[0])),
        (AccountRefused, edited(city.worker), edited(city.second_worker)),
        (OrganisationRefused, lambda: open_organisation(branch, **signed), lambda: open_organisation(branch, **signed)),
        (
            OrganisationRefused,
            lambda: open_organisation(NewOrganisation(**vars(branch) | {"name": "丙"}), **signed),
            renaming,
        ),
        (AreaRefused, added("新风社区"), added("迎新社区")),
        (AreaRefused, drawn("一片"), drawn("一片")),
        (AreaRefused, drawn_courtyard, drawn_courtyard),
        (
            DocumentRefused,
            lambda: register_document(number="南人社发〔2026〕1号", fields=fields, **signed),
            lambda: register_document(number="南人社发〔2026〕1号", fields=fields, **signed),
        ),
    ):
        with pytest.raises(refusal):
            while_uncommitted(first, second)
    assert User.objects.filter(full_name="新人").count() == 2
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["丙", "乙", "甲"]
