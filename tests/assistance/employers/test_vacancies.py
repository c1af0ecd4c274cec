"""用人信息: collected, published, asked after again; what nobody asks after closes by itself."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from assistance import tasks
from assistance.actions.offers import FromVacancy, NewOffer, OfferRefused, record_offer
from assistance.actions.placements import Story, place
from assistance.actions.vacancies import (
    VacancyRefused,
    VacancySaid,
    collect_vacancy,
    correct_vacancy,
    publish_vacancy,
    renew_vacancy,
)
from assistance.enums import Answer, Channel, Closing, PlacementSource, Workplace
from assistance.models import Employer, Offer, Vacancy
from assistance.queries.vacancies import counts_by_area
from households.actions.registrations import NewRegistration
from households.enums import RegistrationKind
from households.forms.profile import ANSWERS
from policy import parameters
from tests import factories
from tests.casework import MONDAY, disabled_person
from tests.employing import employer, vacancy
from tests.offering import noon
from tests.rows import spell

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
LIST, PUBLISHED, COUNTS = (reverse(f"assistance:{name}") for name in ("vacancies", "published", "vacancy_counts"))
pytestmark = pytest.mark.usefixtures("monday")


def said(city, **values):
    told = {"position": "保洁员", "post_type": "保洁", "wanted": 1, "wage": Decimal(2500), "works_in": city.community}
    days = {"collected_on": TODAY, "expires_on": TODAY + 30 * DAY}
    return VacancySaid(**told | {"place": "和平路8号"} | days | values)


def collected(city, of=None, **values):
    of = of or employer(city.community)
    return collect_vacancy(employer=of, area=city.community, said=said(city, **values), worker=city.worker, at=MONDAY)


def current(city, **values):
    """Collected today, for a month."""
    days = {"collected_on": TODAY, "published_on": TODAY, "expires_on": TODAY + 30 * DAY}
    return vacancy(employer(city.community), **days | values)


def person_of(city):
    _, person = disabled_person(city)
    spell(person, certified_on=TODAY, categories=[3], primary=3)
    return person


def offered(city, person, of, **values):
    post = NewOffer(TODAY, "别的单位", "别的岗位", Decimal(1), 30)
    return record_offer(person=person, offer=post, source=FromVacancy(of), worker=city.worker, at=MONDAY, **values)


def placed(city, offer):
    offer.answer, offer.answered_on = Answer.ACCEPTED, TODAY
    offer.save()
    story = Story(Channel.COMMUNITY_HELP, PlacementSource.COMMUNITY, Workplace.STREET, offer=offer)
    work = NewRegistration(RegistrationKind.ENTERPRISE, TODAY, offer.employer, "")
    return place(person=offer.person, registration=work, story=story, worker=city.worker, at=MONDAY)


def test_it_is_collected_on_the_page_and_a_form_sent_twice_is_one(as_user, city):
    client, own = as_user(city.worker), employer(city.community)
    address = reverse("assistance:vacancy_new", args=[own.pk])
    begun = client.get(address).context["form"].initial
    assert (begun["expires_on"], begun["area"]) == (TODAY + 30 * DAY, city.community)
    form = {"position": "保洁员", "post_type": "保洁", "wanted": 2, "wage": "2500", "works_in": city.neighbour.pk}
    form |= {"place": "光明路1号", "strength": "light", "area": city.community.pk, "collected_on": TODAY}
    form |= {"expires_on": TODAY + 30 * DAY, "submission": str(uuid.uuid4())}
    first, second = client.post(address, form), client.post(address, form)

    made = Vacancy.objects.get()
    assert first.url == second.url == reverse("assistance:vacancy", args=[made.pk])
    assert (made.strength, made.works_in, made.collected_by) == ("light", city.neighbour, city.worker)
    assert "未发布" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"wanted": 0}, "wanted"),
        ({"post_type": "挖煤"}, "post_type"),
        ({"skill": "挖煤"}, "skill"),
        ({"expires_on": TODAY + 31 * DAY}, "expires_on"),
        ({"expires_on": TODAY - DAY}, "expires_on"),
        ({"collected_on": TODAY + DAY}, "collected_on"),
        ({"place": " "}, "place"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(city, values, field):
    with pytest.raises(VacancyRefused) as why:
        collected(city, **values)
    assert why.value.field == field


def test_only_the_community_that_collected_it_corrects_and_publishes_it(as_user, city):
    own = collected(city)
    with pytest.raises(VacancyRefused, match="来源社区办理"):
        correct_vacancy(vacancy=own, said=said(city), worker=city.neighbour_worker, at=MONDAY)
    with pytest.raises(VacancyRefused, match="您的辖区"):
        collect_vacancy(
            employer=own.employer, area=city.community, said=said(city), worker=city.neighbour_worker, at=MONDAY
        )
    with pytest.raises(VacancyRefused, match="咨询电话"):
        publish_vacancy(vacancy=own, enquiries=" ", worker=city.worker, at=MONDAY)
    client = as_user(city.worker)
    client.post(reverse("assistance:vacancy_publish", args=[own.pk]), {"enquiries": "0451-84600000"})
    own.refresh_from_db()
    assert own.published_on == TODAY
    with pytest.raises(VacancyRefused, match="已经发布"):
        publish_vacancy(vacancy=own, enquiries="84600000", worker=city.worker, at=MONDAY)


def test_what_is_published_is_read_without_a_sign_in_and_names_nobody(client, city, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "published"}}
    current(city)
    current(city, position="没有发布的岗位", published_on=None)
    current(city, position="已关闭的岗位", closed_on=TODAY, closing="withdrawn")
    page = client.get(PUBLISHED).content.decode()
    assert "保洁员" in page
    assert "0451-84600000" in page
    for hidden in ("赵经理", "13900000000", "没有发布的岗位", "已关闭的岗位"):
        assert hidden not in page
    assert client.get(PUBLISHED, {"page": "９"}).status_code == 200
    settings.PUBLISHED_A_MINUTE = 2
    assert client.get(PUBLISHED).status_code == 429


def test_what_nobody_asked_after_closes_at_night_and_opens_again_when_somebody_does(city, monday):
    stale, fresh = current(city), current(city, expires_on=TODAY + 60 * DAY)
    monday.move_to(noon(TODAY + 31 * DAY))
    assert tasks.close_vacancies() == 1
    assert tasks.close_vacancies() == 0
    stale.refresh_from_db()
    fresh.refresh_from_db()
    assert (stale.closing, stale.closed_on, fresh.closed_on) == (Closing.EXPIRED, TODAY + 31 * DAY, None)
    assert AuditEntry.objects.get(event="vacancy.closed").actor.username == "system"

    renew_vacancy(vacancy=stale, worker=city.worker, at=noon(TODAY + 32 * DAY))
    stale.refresh_from_db()
    assert (stale.closing, stale.expires_on) == ("", TODAY + 62 * DAY)


def test_an_offer_takes_the_terms_of_the_vacancy_and_a_placement_of_it_counts(city):
    own, person = current(city), person_of(city)
    made = offered(city, person, own)
    assert (made.employer, made.position, made.wage) == ("红旗印刷厂", "保洁员", Decimal(2500))
    with pytest.raises(OfferRefused, match="已向本人推荐过"):
        offered(city, person, own)
    correct_vacancy(vacancy=own, said=said(city, wage=Decimal(9), enquiries="84600000"), worker=city.worker, at=MONDAY)
    assert Offer.objects.get().wage == Decimal(2500)

    placed(city, made)
    assert Vacancy.objects.with_filled().get().filled == 1
    assert Employer.objects.with_hires().get().hires == 1
    assert not Vacancy.objects.lacking(TODAY).exists()
    other = factories.member(factories.HouseholdFactory(area=city.community))
    with pytest.raises(OfferRefused, match="已招满"):
        offered(city, other, own)
    assert tasks.close_vacancies() == 1
    own.refresh_from_db()
    assert own.closing == Closing.FILLED


def test_a_post_is_recommended_from_the_vacancy(as_user, city):
    own, person, client = current(city), person_of(city), as_user(city.worker)
    address = f"{reverse('assistance:offer_new', args=[person.pk])}?vacancy={own.pk}"
    assert "红旗印刷厂" in client.get(address).content.decode()
    key = str(uuid.uuid4())
    for _ in range(2):
        client.post(address, {"made_on": TODAY, "commute_minutes": 20, "is_lawful": "on", "submission": key})
    made = Offer.objects.get()
    assert (made.vacancy, made.position, made.fits_health) == (own, "保洁员", False)
    assert person.name in client.get(reverse("assistance:vacancy", args=[own.pk])).content.decode()
    assert client.get(f"{address}99").context["form"].fields["employer"].label == "用人单位"


def test_collected_vacancies_are_counted_by_year_and_age(as_user, city):
    for age in (0, 8, 31):
        current(city, collected_on=TODAY - age * DAY)
    current(city, collected_on=dt.date(TODAY.year - 1, 5, 1), closed_on=TODAY, closing="expired")
    row = counts_by_area(city.street, TODAY, (TODAY.year, TODAY.year - 1)).get(pk=city.community.pk)
    found = {name: getattr(row, name) for name in ("open", "age_7", "age_15", "age_30", "older", "stale", "full")}
    assert found == {"open": 3, "age_7": 1, "age_15": 1, "age_30": 0, "older": 1, "stale": 1, "full": 0}
    assert (getattr(row, f"year_{TODAY.year}"), getattr(row, f"year_{TODAY.year - 1}")) == (3, 1)
    assert as_user(city.street_officer).get(COUNTS).status_code == 200


def test_what_a_vacancy_demanded_before_the_list_changed_stays(as_user, city):
    own = collected(city, skill="电工")
    Vacancy.objects.filter(pk=own.pk).update(skill="铆工")
    address = reverse("assistance:vacancy_edit", args=[own.pk])
    assert '<option value="铆工" selected>' in as_user(city.worker).get(address).content.decode()
    own.refresh_from_db()
    correct_vacancy(vacancy=own, said=said(city, skill="铆工", wanted=3), worker=city.worker, at=MONDAY)
    assert Vacancy.objects.get().wanted == 3


def test_every_skill_the_survey_offers_is_of_a_listed_trade():
    told = [words for words in ANSWERS["skills"][1] if words not in ("无专门技能", "其他")]
    assert [words for words in told if not any(trade in words for trade in parameters.VACANCY_TRADES.default)] == []
