"""Search: parts of names and addresses, pinyin, every kind of number; page after page, and nobody else's."""

import pytest
import time_machine
from django.urls import reverse

from desk.searching import PAGE, Kind, asked_for, search
from households.actions.corrections import Corrected, correct_identity
from households.models import Person
from tests import factories
from tests.casework import MONDAY, applied, household_of
from tests.certificates import issued_to, out_of_work
from tests.rows import days
from tests.world import build

SEARCH = reverse("desk:search")
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def names(user, words):
    return [hit.person.name for hit in search(user, words, on=TODAY).hits]


@pytest.mark.parametrize(
    ("words", "kind", "wanted"),
    [
        ("11010519491231002x", Kind.ID_NUMBER, "11010519491231002X"),
        ("１１０１０５ 19491231 002Ｘ", Kind.ID_NUMBER, "11010519491231002X"),
        ("110105491231002", Kind.ID_NUMBER, "11010519491231002X"),
        ("h12", Kind.NUMBER, "H12"),
        ("ｘ000012", Kind.NUMBER, "X000012"),
        ("Wang Xiao", Kind.PINYIN, "wangxiao"),
        ("王 小", Kind.PART, "王小"),
        ("2301030011000001", Kind.SERIAL, "2301030011000001"),
        ("3-2-501", Kind.SERIAL, "3-2-501"),
        ("·", Kind.PART, ""),
    ],
)
def test_words_are_told_apart(words, kind, wanted):
    asked = asked_for(words)
    assert (asked.kind, asked.wanted) == (kind, wanted)


def test_any_part_of_a_name_finds_it(city):
    home = household_of(city, {"name": "王小明"}, {"name": "小王"}, {"name": "麦麦提·热合曼"})
    for words in ("王", "小", "明", "王小", "小明", "王小明", "王 小明", " 王小明　"):
        assert "王小明" in names(city.worker, words)
    assert names(city.worker, "小王") == ["小王"]
    assert names(city.worker, "王明") == names(city.worker, "明小王") == names(city.worker, "·") == []
    assert names(city.worker, "提热合") == names(city.worker, "麦提·热") == ["麦麦提·热合曼"]
    hit = search(city.worker, "王小明", on=TODAY).hits[0]
    assert (hit.why, hit.stay.household) == ("姓名", home)


def test_what_has_the_same_pairs_in_another_order_is_not_found(city):
    household_of(city, {"name": "明明王小明王"})
    assert names(city.worker, "明王小") == ["明明王小明王"]
    assert names(city.worker, "小明王小") == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("zeng", "拼音 zengwenwu"),
        ("zengwenwu", "拼音 zengwenwu"),
        ("Zeng Wen", "拼音 zengwenwu"),
        ("zww", "首字母 zww"),
        ("z", "首字母 zww"),
        ("cengw", "拼音 cengwenwu"),
        ("cww", "首字母 cww"),
    ],
)
def test_a_name_is_found_by_the_beginning_of_its_pinyin(city, words, why):
    household_of(city, {"name": "曾文武"}, {"name": "李四"})
    assert [(hit.person.name, hit.why) for hit in search(city.worker, words, on=TODAY).hits] == [("曾文武", why)]


def test_what_stands_in_the_middle_of_the_pinyin_finds_nobody(city):
    household_of(city, {"name": "曾文武"})
    for words in ("wen", "ww", "zengwu", "v"):
        assert names(city.worker, words) == []


def test_a_name_put_right_is_found_by_the_right_one_alone(city):
    person = household_of(city, {"name": "仇明"}).memberships.get().person
    said = Corrected("解明", "录入时错一字", "身份证原件")
    correct_identity(person=person, corrected=said, worker=city.worker, at=MONDAY)
    for words in ("解", "xie", "jm"):
        assert names(city.worker, words) == ["解明"]
    for words in ("仇", "qiu", "cm"):
        assert names(city.worker, words) == []


def test_who_was_merged_is_found_as_the_survivor(city):
    home = household_of(city, {"name": "周真"}, {"name": "周甄"})
    survivor, duplicate = Person.objects.order_by("pk")
    Person.objects.filter(pk=duplicate.pk).update(merged_into=survivor)
    assert names(city.worker, "周") == names(city.worker, "zz") == ["周真"]
    hit = search(city.worker, duplicate.id_number, on=TODAY).hits[0]
    assert (hit.person, hit.why, hit.stay.household) == (survivor, "合并前登记的身份证号", home)


def test_parts_of_addresses_find_households(city):
    home = factories.HouseholdFactory(area=city.community, address="哈尔滨市 幸福路１２号Ａ座3单元")
    factories.HouseholdFactory(area=city.community, address="幸福大路12号")
    factories.HouseholdFactory(area=city.neighbour, address="幸福路12号")
    for words in ("幸福路", "路12号a", "a座", "福路 12", "12号A座3"):
        assert search(city.worker, words, on=TODAY).households.rows == [home]
    assert len(search(city.street_officer, "12号", on=TODAY).households) == 3
    for words in ("福", "路幸", "幸福路12号3"):
        assert search(city.worker, words, on=TODAY).households.rows == []


def test_who_moved_is_found_where_they_live_now(city):
    old = factories.HouseholdFactory(area=city.community)
    new = factories.HouseholdFactory(area=city.neighbour)
    person = factories.PersonFactory(name="周迁")
    now = factories.MembershipFactory(household=new, person=person, validity=days("2024-01-01"))
    factories.MembershipFactory(household=old, person=person, validity=days("2020-01-01", "2024-01-01"), left_for=now)
    assert names(city.worker, "周迁") == names(city.worker, "zq") == names(city.worker, person.id_number) == []
    assert [hit.stay for hit in search(city.neighbour_worker, "周迁", on=TODAY).hits] == [now]


def test_the_cases_of_people_are_told(city, as_user):
    home = household_of(city, {"name": "周一"}, {"name": "周二"})
    case = applied(city, home)
    client = as_user(city.worker)
    shown = client.get(client.post(SEARCH, {"q": "周"}).url)
    assert [hit.cases for hit in shown.context["found"].hits] == [[case], [case]]
    assert shown.content.decode().count(case.number) == 2
    assert reverse("households:household", args=[home.pk]) in shown.content.decode()


def test_a_number_printed_on_a_certificate_leads_to_it(city, as_user):
    certificate = issued_to(city, out_of_work(city), serial="2301030012009999")
    page = reverse("households:certificate", args=[certificate.pk])
    for words in ("2301030012009999", "2301 0300 1200 9999", certificate.number):
        assert as_user(city.worker).post(SEARCH, {"q": words}).url == page
    assert not search(city.neighbour_worker, "2301030012009999", on=TODAY).shown


def test_every_number_the_pages_print_leads_to_its_page(db, as_user):
    world = build()
    own, beside = world.places["below"], world.places["beside"]
    officer, stranger = as_user(own.account), as_user(beside.account)
    kinds = ("certification", "exit", "revocation", "certificate", "handover", "merge", "data_request", "household")
    for kind in kinds:
        number, page = getattr(own, kind).number, reverse(f"households:{kind}", args=[getattr(own, kind).pk])
        assert officer.post(SEARCH, {"q": number.lower()}).url == page, kind
        assert "没有找到" in stranger.post(SEARCH, {"q": number}, follow=True).content.decode(), kind


@pytest.fixture
def crowd(city):
    """45 people called 周 in households of two communities, three to a household, and one of each by another name."""
    for number in range(15):
        home = factories.HouseholdFactory(area=city.neighbour if number % 2 else city.community, address="和平路")
        for place in range(3):
            factories.member(home, name=f"周{number}之{place}")
    factories.member(factories.HouseholdFactory(area=city.community), name="吴一")


def test_pages_are_complete_and_repeat_nobody(city, crowd, as_user):
    client = as_user(city.street_officer)
    address = client.post(SEARCH, {"q": "zhou"}).url
    forth, back, seen = client.get(address), [], []
    while True:
        context = forth.context
        seen.append([hit.person.name for hit in context["found"].hits])
        if not context["people_pages"].next_url:
            break
        forth = client.get(address + context["people_pages"].next_url)
    assert [len(page) for page in seen] == [PAGE, PAGE, 5]
    everybody = [name for page in seen for name in page]
    assert len(set(everybody)) == 45
    assert "吴一" not in everybody
    while forth.context["people_pages"].previous_url:
        forth = client.get(address + forth.context["people_pages"].previous_url)
        back.insert(0, [hit.person.name for hit in forth.context["found"].hits])
    assert back == seen[:-1]


def test_households_are_turned_over_by_themselves(city, as_user):
    homes = [factories.HouseholdFactory(area=city.community, address=f"和平路{n}号") for n in range(PAGE + 5)]
    factories.member(homes[0], name="和平")
    client = as_user(city.worker)
    address = client.post(SEARCH, {"q": "和平"}).url
    first = client.get(address)
    assert (len(first.context["found"].hits), len(first.context["found"].households)) == (1, PAGE)
    tail = first.context["household_pages"].next_url
    second = client.get(address + tail)
    assert [home.pk for home in [*first.context["found"].households, *second.context["found"].households]] == [
        home.pk for home in homes
    ]
    assert second.context["found"].hits == ()
    assert "返回全部结果" in second.content.decode()
    part = client.get(address + tail, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="results"')
    assert "HX-Request" in second["Vary"]
    for nonsense in (
        "?list=people&after=x",
        "?list=nothing&after=1",
        "?after=1",
        "?list=people&after=99999999999999999999",
    ):
        assert client.get(address + nonsense).status_code == 200


def test_queries_do_not_grow_with_what_is_found(city, client, django_assert_max_num_queries):
    factories.member(factories.HouseholdFactory(area=city.community, address="周家路1号"), name="周家一")
    factories.member(factories.HouseholdFactory(area=city.community, address="周家路2号"), name="周家二")
    client.force_login(city.worker)
    with django_assert_max_num_queries(15) as sent:
        page = client.post(SEARCH, {"q": "周家"}).url
    with django_assert_max_num_queries(15) as few:
        client.get(page)
    for number in range(30):
        home = household_of(city, {"name": f"周家{number}"}, {"name": f"周家子{number}"})
        home.address = f"周家路{number}号"
        home.save(update_fields=["address"])
    with django_assert_max_num_queries(len(sent.captured_queries)):
        page = client.post(SEARCH, {"q": "周家"}).url
    with django_assert_max_num_queries(len(few.captured_queries)):
        answer = client.get(page)
    assert (len(answer.context["found"].hits), len(answer.context["found"].households)) == (PAGE, PAGE)
    beside = ("accounts_auditentry", 'FROM "accounts_user"')  # the audit; who asks, with what runs for them
    asked = [one["sql"] for one in sent.captured_queries]
    searching = [sql for sql in asked if not any(table in sql for table in beside)]
    assert not [sql for sql in searching if "OFFSET" in sql or "COUNT(" in sql]
    assert "下一页" in answer.content.decode()
