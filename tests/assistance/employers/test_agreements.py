"""用工合作协议: signed with an employer of the own area, kept, and ended for a reason."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from assistance.actions.agreements import Agreed, AgreementRefused, end_agreement, sign_agreement
from assistance.models import Agreement
from tests.casework import MONDAY
from tests.employing import employer

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


def test_an_agreement_is_signed_once_shown_and_ended_for_a_reason(as_user, city):
    own, client = employer(city.community), as_user(city.worker)
    address, page = (reverse(f"assistance:{name}", args=[own.pk]) for name in ("agreement_new", "employer"))
    form = {"signed_on": TODAY, "valid_until": TODAY + 365 * DAY, "terms": "每年提供十个岗位", "contact": "赵经理"}
    form["submission"] = str(uuid.uuid4())
    assert client.post(address, form).url == client.post(address, form).url == page
    made = Agreement.objects.get()
    assert "每年提供十个岗位" in client.get(page).content.decode()

    agreed = reverse("assistance:employers") + "?agreed=on"
    assert client.get(agreed).context["count"] == 1
    client.post(reverse("assistance:agreement_end", args=[made.pk]), {"reason": "单位不再合作"})
    made.refresh_from_db()
    assert (made.ended_on, made.ended_because) == (TODAY, "单位不再合作")
    assert client.get(agreed).context["count"] == 0
    with pytest.raises(AgreementRefused, match="已终止"):
        end_agreement(agreement=made, reason="再终止", worker=city.worker, at=MONDAY)


LATER, EARLIER = TODAY + DAY, TODAY - DAY


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"signed_on": TODAY + DAY}, "signed_on"),
        ({"valid_until": TODAY - DAY}, "valid_until"),
        ({"terms": " "}, "terms"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(city, values, field):
    said = {"signed_on": TODAY, "valid_until": TODAY + DAY, "terms": "提供岗位", "contact": "赵经理"} | values
    with pytest.raises(AgreementRefused) as why:
        sign_agreement(employer=employer(city.community), agreed=Agreed(**said), worker=city.worker, at=MONDAY)
    assert why.value.field == field


def test_only_where_the_employer_lies_an_agreement_is_kept(city):
    agreed = Agreed(TODAY, TODAY + DAY, "提供岗位", "赵经理")
    with pytest.raises(AgreementRefused, match="不在您的辖区"):
        sign_agreement(employer=employer(city.community), agreed=agreed, worker=city.neighbour_worker, at=MONDAY)
