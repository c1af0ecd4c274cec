"""援助承诺: promised in writing by both sides; kept or broken by the clock alone, and late for ever once late."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.uploads.checking import checked
from assistance.actions import pledges as actions
from assistance.models import Pledge, PledgeSignature
from assistance.queries.pledges import unsigned
from households.enums import RegistrationKind
from households.models import ZeroFamilyCase
from tests.casework import NOTICE_ENDED, certified, household_of, works
from tests.pictures import photo

DAY = dt.timedelta(days=1)
TODAY = NOTICE_ENDED.date()
PROMISED = actions.Promised("在期限前安排岗位", "不挑不拣")


@pytest.fixture
def case(city, monday):
    home = household_of(city, {"name": "李一"})
    certified(city, home)
    monday.move_to(NOTICE_ENDED)
    return ZeroFamilyCase.objects.get()


@pytest.fixture
def head(case):
    return case.household.memberships.get().person


def picture(mark=0):
    return SimpleUploadedFile("sign.png", photo("PNG", mark=mark), "image/png")


def drafted(city, case):
    return actions.draft_pledge(case=case, promised=PROMISED, worker=city.worker, at=NOTICE_ENDED)


def signed(city, pledge, person=None, mark=0):
    file = checked(picture(mark))
    return actions.sign_pledge(pledge=pledge, file=file, person=person, worker=city.worker, at=NOTICE_ENDED)


def test_a_promise_is_written_and_signed_by_both_on_the_page_of_the_family(as_user, city, case, head):
    client, page = as_user(city.worker), reverse("assistance:family", args=[case.pk])
    assert "还没有承诺书" in client.get(page).content.decode()
    start = client.get(reverse("assistance:pledge_new", args=[case.pk])).context["form"]
    assert case.due_on.isoformat() in start["by_office"].value()
    given = {"by_office": "安排岗位", "by_family": "不挑不拣"}
    assert client.post(reverse("assistance:pledge_new", args=[case.pk]), given).url == page
    pledge = Pledge.objects.get()
    office = reverse("assistance:sign_for_office", args=[pledge.pk])
    family = reverse("assistance:sign_for_family", args=[pledge.pk])
    assert list(unsigned(city.worker, TODAY)) == [case]
    assert "请签名" in client.post(office, {}).content.decode()
    assert client.post(office, {"uploads": picture()}).url == page
    assert "请选择签字人。" in client.post(family, {"uploads": picture(1)}).content.decode()
    assert client.post(family, {"uploads": picture(1), "person": head.pk}).url == page

    assert list(unsigned(city.worker, TODAY)) == []
    shown = client.get(page).content.decode()
    assert "未签字" not in shown
    assert "双方已签字" in client.get(reverse("assistance:promises")).content.decode()
    picture_of = PledgeSignature.objects.get(side="family")
    answer = client.get(reverse("assistance:pledge_signature", args=[picture_of.pk]))
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert AuditEntry.objects.filter(event="pledge.signature_opened").count() == 1


def test_who_may_sign_and_how_often(city, case, head):
    pledge = drafted(city, case)
    stranger = household_of(city, {"name": "赵二"}).memberships.get().person
    with pytest.raises(actions.PledgeRefused, match="成员"):
        signed(city, pledge, stranger)
    signed(city, pledge, head)
    with pytest.raises(actions.PledgeRefused, match="已经签字"):
        signed(city, pledge, head, mark=1)
    with pytest.raises(actions.PledgeRefused, match="辖区"):
        actions.withdraw_pledge(pledge=pledge, reason="写错", worker=city.neighbour_worker, at=NOTICE_ENDED)


def test_a_promise_written_wrongly_is_withdrawn_and_written_anew_and_the_clock_goes_on(as_user, city, case):
    pledge, due = drafted(city, case), case.due_on
    with pytest.raises(actions.PledgeRefused, match="已有承诺书"):
        drafted(city, case)
    client, page = as_user(city.worker), reverse("assistance:pledge_withdraw", args=[pledge.pk])
    assert "请写明作废原因。" in client.post(page, {"withdraw-reason": ""}).content.decode()
    client.post(page, {"withdraw-reason": "内容写错"})
    drafted(city, case)
    case.refresh_from_db()

    assert case.due_on == due
    assert "内容写错" in client.get(reverse("assistance:family", args=[case.pk])).content.decode()


@pytest.mark.parametrize(
    ("days", "then", "state", "words"),
    [(-1, 0, "kept", "按期安置"), (5, 90, "broken", "逾期安置")],
)
def test_the_clock_alone_says_whether_it_was_kept_and_lateness_stays(
    as_user, city, case, head, monday, days, then, state, words
):
    drafted(city, case)
    late = NOTICE_ENDED.replace(year=case.due_on.year, month=case.due_on.month, day=case.due_on.day)
    monday.move_to(late + 5 * DAY)
    listed = reverse("assistance:promises")
    assert "已逾期 5 天" in as_user(city.worker).get(listed, {"state": "broken"}).content.decode()
    monday.move_to(late + days * DAY)
    works(city, head, RegistrationKind.ENTERPRISE, case.due_on + days * DAY, late + days * DAY)
    monday.move_to(late + max(days, then) * DAY)

    client = as_user(city.worker)  # the session of that day is over
    assert words in client.get(listed, {"state": state}).content.decode()
    assert words in client.get(reverse("assistance:family", args=[case.pk])).content.decode()
