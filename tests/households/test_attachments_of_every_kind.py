"""证明材料 of exits, revocations and certificates: the same way as that of certifications, by whoever handles them."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.uploads import UploadRefused, checked
from approvals.uploads import actions
from approvals.workflow import Decision
from households.actions import exits, revocations
from households.actions.certificates import apply_for_certificate
from households.enums import ExitReason
from households.models import Exit, ZeroFamilyCase
from tests.casework import MONDAY, NOTICE_ENDED, certified, household_of
from tests.pictures import pdf, photo

pytestmark = pytest.mark.usefixtures("monday")


def page(name, *args):
    return reverse(f"households:{name}", args=args)


def file(mark=1):
    return SimpleUploadedFile("证明.jpg", photo(mark=mark), "image/jpeg")


@pytest.fixture
def case(request, city):
    """An exit of a family, the revocation of its certification, or a certificate applied for by its head."""
    home = household_of(city)
    certification = certified(city, home)
    if request.param == "exit":
        proposal = exits.Proposal(ExitReason.UNABLE, NOTICE_ENDED.date(), "劳动能力鉴定结论书 2026-17 号")
        return exits.propose_exit(
            ends=ZeroFamilyCase.objects.get(), proposal=proposal, worker=city.worker, at=NOTICE_ENDED
        )
    if request.param == "revocation":
        found = revocations.Falsehood("已就业", "缴费记录", "第三条")
        return revocations.propose_revocation(
            certification=certification, found=found, officer=city.district_officer, at=NOTICE_ENDED
        )
    person = home.memberships.get().person
    return apply_for_certificate(person=person, category=None, evidence="身份证", worker=city.worker, at=NOTICE_ENDED)


CASES = pytest.mark.parametrize(
    ("case", "keeper", "kind", "title"),
    [
        ("exit", "worker", "appraisal", "劳动能力鉴定结论"),
        ("revocation", "district_officer", "insurance_record", "社会保险缴费记录"),
        ("certificate", "worker", "id_card", "居民身份证"),
    ],
    indirect=["case"],
)


@CASES
def test_material_is_uploaded_looked_at_on_record_and_struck_off(as_user, city, case, keeper, kind, title):
    name = case._meta.model_name
    client = as_user(getattr(city, keeper))
    answer = client.post(page(f"{name}_attach", case.pk), {"kind": kind, "uploads": [file()]})
    assert answer.url == page(name, case.pk)
    row = case.attachments.get()
    shown = client.get(answer.url).content.decode()
    assert title in shown
    assert page(f"{name}_attachment", row.pk) in shown
    assert b"".join(client.get(page(f"{name}_attachment", row.pk)).streaming_content).startswith(b"\xff\xd8")

    struck = page(f"{name}_strike_off", row.pk)
    assert f"划去{title}" in client.get(struck).content.decode()
    after = client.post(struck, {"reason": "传错了材料"}, follow=True)
    assert after.redirect_chain[-1][0] == page(name, case.pk)
    assert "传错了材料" in after.content.decode()
    row.refresh_from_db()
    assert row.struck_by == getattr(city, keeper)
    events = AuditEntry.objects.filter(event__contains="attach").order_by("pk").values_list("event", flat=True)
    assert list(events) == [f"{name}.{act}" for act in ("attached", "attachment_opened", "attachment_struck_off")]


@CASES
def test_a_bad_file_comes_back_on_the_page_and_another_area_finds_nothing(as_user, city, case, keeper, kind, title):
    name = case._meta.model_name
    bad = SimpleUploadedFile("a.jpg", b"MZ" + bytes(99), "image/jpeg")
    shown = as_user(getattr(city, keeper)).post(page(f"{name}_attach", case.pk), {"kind": kind, "uploads": [bad]})
    assert shown.status_code == 200
    assert "a.jpg：这是程序文件" in shown.content.decode()
    (row,) = actions.attach(
        application=case, kind=kind, files=[checked(file())], actor=getattr(city, keeper), at=NOTICE_ENDED
    )
    stranger = as_user(city.neighbour_worker)
    assert stranger.get(page(f"{name}_attachment", row.pk)).status_code == 404
    assert stranger.post(page(f"{name}_attach", case.pk)).status_code == 404
    assert stranger.post(page(f"{name}_strike_off", row.pk)).status_code == 404


@pytest.mark.parametrize("case", ["exit"], indirect=True)
def test_the_street_reads_the_evidence_and_the_decided_exit_takes_no_more(as_user, city, case):
    actions.attach(
        application=case,
        kind="appraisal",
        files=[checked(SimpleUploadedFile("a", pdf()))],
        actor=city.worker,
        at=MONDAY,
    )
    shown = as_user(city.street_officer).get(page("exit", case.pk)).content.decode()
    assert "劳动能力鉴定结论" in shown
    assert page("exit_attach", case.pk) not in shown
    exits.decide(application=case, actor=city.street_officer, decision=Decision.APPROVE, comment="", at=NOTICE_ENDED)
    with pytest.raises(UploadRefused, match="已办结"):
        actions.attach(application=case, kind="other", files=[checked(file())], actor=city.worker, at=NOTICE_ENDED)


def test_an_exit_is_proposed_together_with_its_scans(as_user, city):
    certified(city, household_of(city))
    ends = ZeroFamilyCase.objects.get()
    address = f"{page('exit_new')}?family_case={ends.pk}"
    said = {"reason": "unable", "effective_on": ends.certified_on.isoformat(), "evidence": "鉴定结论 17 号"}
    with time_machine.travel(NOTICE_ENDED):
        client = as_user(city.worker)
        assert "请选择扫描件属于哪一类" in client.post(address, said | {"scans": [file()]}).content.decode()
        assert "请选择文件；" in client.post(address, said | {"scanned": "appraisal"}).content.decode()
        twice = client.post(address, said | {"scanned": "appraisal", "scans": [file(), file()]}).content.decode()
        assert "第 2 个文件已经上传过" in twice
        assert not Exit.objects.exists()
        answer = client.post(address, said | {"scanned": "appraisal", "scans": [file(), file(9)]}, follow=True)
    exit_ = Exit.objects.get()
    assert [row.kind for row in exit_.attachments.all()] == ["appraisal"] * 2
    assert "没有证明材料的扫描件" not in answer.content.decode()


@pytest.mark.parametrize("case", ["exit"], indirect=True)
def test_the_street_is_told_where_a_loss_has_no_scan(as_user, city, case):
    assert "请核对上面所写的文书原件" in as_user(city.street_officer).get(page("exit", case.pk)).content.decode()
