"""用人单位: entered by the community it lies in, known in the whole city."""

import dataclasses
import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.models import Area, AuditEntry
from assistance.actions.employers import EmployerRefused, EmployerSaid, correct_employer, enter_employer
from assistance.actions.succession import follow
from assistance.enums import EmployerKind
from assistance.models import Employer
from tests import factories
from tests.casework import MONDAY
from tests.employing import employer

CODE, DOUBTED = "91350100M000100Y43", "91350100MA1234567C"
LIST, NEW = reverse("assistance:employers"), reverse("assistance:employer_new")
pytestmark = pytest.mark.usefixtures("monday")


def said(city, **values):
    told = {"area": city.community, "name": "红旗印刷厂", "kind": EmployerKind.ORDINARY, "number": CODE}
    return EmployerSaid(**told | {"address": "和平路8号"} | values)


def entered(city, **values):
    return enter_employer(said=said(city, **values), worker=city.worker, at=MONDAY)


def test_an_employer_is_entered_on_the_page_and_a_form_sent_twice_is_one(as_user, city):
    client, key = as_user(city.worker), str(uuid.uuid4())
    form = {"name": "红旗印刷厂", "kind": "ordinary", "number": CODE.lower(), "area": city.community.pk}
    form |= {"address": "和平路8号", "contact": "赵经理", "phone": "139 0000 0000", "submission": key}
    first, second = client.post(NEW, form), client.post(NEW, form)

    made = Employer.objects.get()
    assert first.url == second.url == reverse("assistance:employer", args=[made.pk])
    assert (made.number, made.number_kind, made.phone) == (CODE, "credit_code", "13900000000")
    assert "13900000000" in client.get(first.url).content.decode()
    listed = client.get(LIST).content.decode()
    assert "红旗印刷厂" in listed
    assert "139****0000" in listed
    assert "13900000000" not in str(AuditEntry.objects.get(event="employer.entered").details)


def test_it_is_known_in_the_whole_city_and_kept_where_it_lies(as_user, city):
    made = employer(city.community)
    district = factories.AreaFactory(code="990104", name="北区", level=3, parent=city.city)
    stranger = factories.UserFactory(area=district, role="district_officer")
    page = as_user(stranger).get(reverse("assistance:employer", args=[made.pk]))

    assert page.status_code == 200
    assert "139****0000" in page.content.decode()
    assert "13900000000" not in page.content.decode()
    assert as_user(stranger).get(reverse("assistance:employer_edit", args=[made.pk])).status_code == 404
    with pytest.raises(EmployerRefused, match="不在您的辖区"):
        correct_employer(employer=made, said=said(city), worker=stranger, at=MONDAY)
    with pytest.raises(EmployerRefused, match="辖区内的社区"):
        enter_employer(said=said(city), worker=stranger, at=MONDAY)
    elsewhere = factories.UserFactory(area=factories.CityFactory(code="980100"), role="city_officer")
    assert not Employer.objects.visible_to(elsewhere).exists()


def test_a_number_is_one_employers_and_what_is_doubted_is_checked(city):
    entered(city)
    with pytest.raises(EmployerRefused, match="已登记在别的单位名下"):
        entered(city, name="另一家")
    with pytest.raises(EmployerRefused, match="校验码"):
        entered(city, name="另一家", number=CODE[:-1] + "4")
    with pytest.raises(EmployerRefused, match="同名单位"):
        entered(city, number="")
    with pytest.raises(EmployerRefused, match="主体标识码"):
        entered(city, name="另一家", number=DOUBTED)
    assert entered(city, name="另一家", number=DOUBTED, is_checked=True).number == DOUBTED


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": EmployerKind.LABOUR_SERVICE}, "established_on"),
        ({"closed_on": MONDAY.date() + dt.timedelta(days=1)}, "closed_on"),
        ({"name": " "}, "name"),
        ({"address": " "}, "address"),
    ],
)
def test_what_is_lacking_or_in_the_future_is_refused_at_its_field(city, values, field):
    with pytest.raises(EmployerRefused) as why:
        entered(city, **values)
    assert why.value.field == field


def test_a_correction_tells_what_stood_before_and_a_closed_one_leaves_the_list(as_user, city):
    made = entered(city)
    correct_employer(
        employer=made, said=dataclasses.replace(said(city), closed_on=MONDAY.date()), worker=city.worker, at=MONDAY
    )
    entry = AuditEntry.objects.get(event="employer.corrected")
    assert entry.details["changed"] == ["停业、注销或迁出日期"]
    client = as_user(city.worker)
    assert "红旗印刷厂" not in client.get(LIST).content.decode()
    assert "红旗印刷厂" in client.get(LIST, {"closed": "on"}).content.decode()


def test_employers_are_found_by_number_kind_and_major_project(as_user, city):
    employer(city.community, name="地铁一号线", major_project="地铁工程")
    employer(city.neighbour, name="缝纫基地", kind="base", number=CODE, number_kind="credit_code")
    client = as_user(city.worker)
    for asked, found, other in (
        ({"q": CODE}, "缝纫基地", "地铁一号线"),
        ({"kind": "base"}, "缝纫基地", "地铁一号线"),
        ({"project": "on"}, "地铁一号线", "缝纫基地"),
        ({"area": city.neighbour.pk}, "缝纫基地", "地铁一号线"),
    ):
        page = client.get(LIST, asked).content.decode()
        assert found in page
        assert f">{other}<" not in page


def test_they_follow_when_their_community_closes(city):
    made = employer(city.community)
    follow(area=city.community, successor=city.neighbour)
    assert Area.objects.get(employers=made) == city.neighbour
