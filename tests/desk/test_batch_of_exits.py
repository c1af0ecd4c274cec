"""批量决定退出: as with certifications, each row for itself."""

import pytest
from django.urls import reverse

from approvals.uploads.actions import attach
from approvals.workflow import Decision
from desk.demo.photos import form_photo
from households.actions import exits
from households.enums import ExitReason
from households.models import Exit, HardToEmploySpell, ZeroFamilyCase
from tests.casework import NOTICE_ENDED, certified, household_of

BATCH = reverse("desk:exit_batch")


@pytest.fixture
def cases(city, monday):
    """Two people and a family to leave, for three reasons."""
    for name in ("赵一", "钱二"):
        certified(city, household_of(city, {"name": name}))
    monday.move_to(NOTICE_ENDED)
    spells = list(HardToEmploySpell.objects.order_by("pk"))
    family = ZeroFamilyCase.objects.order_by("pk")[0]
    wanted = [(spells[0], "unable"), (spells[1], "stable"), (family, "lost_contact")]
    return [
        exits.propose_exit(
            ends=ends,
            proposal=exits.Proposal(ExitReason(reason), NOTICE_ENDED.date(), f"证据 {reason}"),
            worker=city.worker,
            at=NOTICE_ENDED,
        )
        for ends, reason in wanted
    ]


def send(client, *rows, chosen):
    data = {"comment": "", "chosen": [case.pk for case in chosen]}
    for case, decision, reason in rows:
        data |= {f"row-{case.pk}-decision": decision.value, f"row-{case.pk}-reason": reason}
    return client.post(BATCH, data)


def states():
    return list(Exit.objects.order_by("pk").values_list("status", flat=True))


def test_each_row_shows_reason_day_evidence_and_what_is_attached(as_user, city, cases):
    attach(application=cases[1], kind="contract", files=[form_photo()], actor=city.worker, at=NOTICE_ENDED)
    client = as_user(city.street_officer)
    shown = client.get(BATCH).content.decode()
    day = NOTICE_ENDED.date()
    for words in (
        f"丧失劳动能力，自 {day} 起退出",
        "证据 unable",
        "没有扫描件，请核对文书原件",
        "扫描件 1 个",
        "赵一户",
    ):
        assert words in shown
    assert BATCH in client.get(reverse("desk:worklist", args=["exits"])).content.decode()


def test_each_row_is_decided_for_itself(as_user, city, cases):
    first, second, third = cases
    rows = ((first, Decision.APPROVE, ""), (second, Decision.RETURN, "缺合同"), (third, Decision.REFUSE, "已联系上"))
    client = as_user(city.street_officer)
    answer = send(client, *rows, chosen=cases)
    assert answer.url == BATCH
    assert states() == ["approved", "returned", "refused"]
    assert HardToEmploySpell.objects.filter(exited_on=NOTICE_ENDED.date()).count() == 1
    said = client.get(BATCH).content.decode()
    assert "同意退出 1 件，退回补正 1 件，不同意退出 1 件" in said
    assert "没有可以批量审批的退出" in said


def test_what_has_ended_otherwise_is_refused_alone_and_nothing_of_it_is_kept(as_user, city, cases):
    first, second, _ = cases
    HardToEmploySpell.objects.filter(pk=first.spell_id).update(exited_on=NOTICE_ENDED.date(), exit_reason="other")
    client = as_user(city.street_officer)
    assert "只能退回或不同意" in client.get(BATCH).content.decode()
    answer = send(client, (first, Decision.APPROVE, ""), (second, Decision.APPROVE, ""), chosen=[first, second])
    shown = answer.content.decode()
    assert "已办理 1 件：同意退出 1 件" in shown
    assert "有 1 件没有办成" in shown
    assert "请退回社区撤回本件" in shown
    assert states() == ["pending", "approved", "pending"]
    assert not first.approval_records.exists()


def test_a_refusal_needs_its_reason_and_a_row_its_tick(as_user, city, cases):
    first, second, _ = cases
    client = as_user(city.street_officer)
    assert "请填写理由" in send(client, (first, Decision.REFUSE, ""), chosen=[first]).content.decode()
    rows = ((first, Decision.APPROVE, ""), (second, Decision.REFUSE, "缺"))
    assert "改回“同意退出”" in send(client, *rows, chosen=[first]).content.decode()
    assert states() == ["pending"] * 3


def test_nobody_but_the_street_decides_them(as_user, city, cases):
    first = cases[0]
    for officer in (city.worker, city.neighbour_worker, city.district_officer):
        send(as_user(officer), (first, Decision.APPROVE, ""), chosen=[first])
    assert states() == ["pending"] * 3


def test_the_page_takes_the_same_queries_however_many(as_user, city, cases, django_assert_max_num_queries):
    client = as_user(city.street_officer)
    Exit.objects.filter(pk__in=[case.pk for case in cases[1:]]).update(status="withdrawn", step=None)
    with django_assert_max_num_queries(15) as few:
        client.get(BATCH)
    Exit.objects.filter(pk__in=[case.pk for case in cases[1:]]).update(status="pending", step=1)
    with django_assert_max_num_queries(len(few)):
        client.get(BATCH)
