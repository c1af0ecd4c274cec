"""卷宗: the whole case on paper, from the application to the revocation and the exit."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.uploads import checked, pdf
from approvals import actions as approvals
from approvals.uploads import actions as uploads
from approvals.workflow import Decision, Said
from households.actions import exits, reviews, revocations
from households.actions.revocations import Falsehood, propose_revocation
from households.enums import ExitReason
from households.models import HardToEmploySpell
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, decided, household_of, in_notice
from tests.pictures import pdf as some_pdf

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 40 * DAY
FALSE = Falsehood("认定时已在企业就业", "社会保险缴费记录", "哈人社发〔2010〕230号 第三条")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def dossier(client, case):
    return client.get(reverse("households:dossier", args=[case.pk])).content.decode()


def test_an_objection_and_a_review_stand_in_it_with_their_findings(as_user, city):
    case = in_notice(city, household_of(city))
    approvals.object_to(application=case, text="其子在外做工", actor=city.worker, at=MONDAY + DAY)
    case = decided(case, city.worker, Decision.UPHOLD, Said("经入户核查属实", "甲号文 第五条"), at=MONDAY + DAY)
    reviews.request_review(application=case, reason="其子已另立户", worker=city.worker, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    decided(case, city.street_officer, Decision.SUSTAIN, Said("未提供新的材料", "乙号文 第六条"), at=MONDAY + 3 * DAY)
    shown = dossier(as_user(city.worker), case)
    for words in ("公示异议及核查结论", "其子在外做工", "经入户核查属实", "甲号文 第五条", "异议成立"):
        assert words in shown
    for words in ("复核申请及决定", "其子已另立户", "未提供新的材料", "乙号文 第六条", "不予认定告知书"):
        assert words in shown


def test_the_revocation_and_the_exit_stand_in_it(as_user, city):
    case = certified(city, household_of(city))
    proposal = exits.Proposal(ExitReason.LOST_CONTACT, NOTICE_ENDED.date(), "三个月未联系上")
    gone = exits.propose_exit(
        ends=HardToEmploySpell.objects.get(), proposal=proposal, worker=city.worker, at=NOTICE_ENDED
    )
    said = {"decision": Decision.APPROVE, "comment": "情况属实", "at": NOTICE_ENDED}
    exits.decide(application=gone, actor=city.street_officer, **said)
    made = propose_revocation(certification=case, found=FALSE, officer=city.worker, at=LATER)
    shown = dossier(as_user(city.worker), case)
    for words in ("退出办理表", gone.number, "三个月未联系上", "情况属实", "撤销零就业家庭认定办理表", made.number):
        assert words in shown
    assert "撤销零就业家庭认定决定书" not in shown
    refused = {"decision": Decision.REFUSE, "comment": "证据不足", "at": LATER}
    revocations.decide(application=made, actor=city.district_officer, **refused)
    assert "证据不足（依据：哈人社发〔2010〕230号 第三条）" in dossier(as_user(city.worker), case)


def test_a_scan_in_pdf_is_named_with_its_pages_and_hash_and_offered_for_print(as_user, city):
    case = applied(city, household_of(city))
    file = checked(SimpleUploadedFile("x.pdf", some_pdf(), "application/pdf"))
    made = uploads.attach(application=case, kind="id_card", files=[file], actor=city.worker, at=MONDAY)[0]
    shown = dossier(as_user(city.worker), case)
    assert made.sha256 in shown
    assert "另行打印附后" in shown
    assert reverse("households:attachment", args=[made.pk]) in shown
    assert reverse("households:attachment", args=[made.pk]) not in dossier(as_user(city.statistician), case)


@pytest.mark.parametrize(
    ("content", "pages"),
    [(b"<< /Type /Pages /Count 2 >> << /Type /Page >> << /Type/Page/Parent 1 0 R >>", 2), (b"%PDF-1.4", 0)],
)
def test_the_pages_of_a_pdf_are_counted_by_what_it_says_of_itself(content, pages):
    assert pdf.pages(content) == pages
