"""创业“一条龙”: six steps on one page, each read from where it stands; pairs, leaders and the jobs they created."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Organisation
from assistance.actions import services, startups
from assistance.enums import Reception, ServiceKind
from assistance.models import CreatedJob, Project, StartUp
from assistance.queries.startups import leaders, steps_of
from assistance.queries.startups import startups as chains_of
from assistance.training_enums import Pairing, StartUpStep
from households.enums import FactKind, RegistrationKind
from households.models import Person
from households.queries.personal_copy import copy_of
from tests import care_rows, factories, teaching
from tests.casework import MONDAY, household_of, works
from tests.rows import endorsed, issued

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def person(city) -> Person:
    household_of(city, {"name": "赵创"}, {"name": "钱工"})
    return Person.objects.get(name="赵创")


@pytest.fixture
def chain(city, person) -> StartUp:
    return startups.open_startup(person=person, on=TODAY, actor=city.worker, at=MONDAY)


def page(name, *args):
    return reverse(f"assistance:{name}", args=args)


def led(city, chain):
    return startups.name_leader(startup=chain, since=TODAY, actor=city.worker, at=MONDAY)


def done(chain):
    return [step.kind for step in steps_of(chain) if step.done_on]


def test_a_chain_is_opened_once(city, person, chain):
    assert startups.open_startup(person=person, on=TODAY, actor=city.worker, at=MONDAY) == chain
    with pytest.raises(startups.StartUpRefused, match="辖区"):
        startups.open_startup(person=person, on=TODAY, actor=city.neighbour_worker, at=MONDAY)


def test_the_six_steps_are_read_from_where_they_stand(city, person, chain):
    """Training from the service, a licence from the registry, a loan and a subsidy from the certificate."""
    assert done(chain) == []
    trained = services.NewService(ServiceKind.STARTUP_TRAINING, TODAY, Reception.ACCEPTED, "SYB")
    services.log_service(person=person, service=trained, actor=city.worker, at=MONDAY)
    factories.fact(person, FactKind.BUSINESS_LICENCE, TODAY)
    held = issued(person, city.community.pk)
    endorsed(held, city.worker, benefit="loan", title="小额担保贷款5万元")
    endorsed(held, city.worker, benefit="tax", title="减免营业税")
    wanted = [StartUpStep.TRAINING, StartUpStep.LOAN, StartUpStep.REGISTRATION, StartUpStep.SUBSIDY]
    assert done(chain) == wanted
    known = teaching.project(city.district)
    startups.choose_project(startup=chain, project=known, on=TODAY, actor=city.worker, at=MONDAY)
    noted = {"startup": chain, "on": TODAY, "note": "开业指导", "actor": city.worker, "at": MONDAY}
    startups.note_step(step=StartUpStep.GUIDANCE, **noted)
    assert done(StartUp.objects.get()) == list(StartUpStep)
    with pytest.raises(startups.StartUpRefused, match="别处"):
        startups.note_step(step=StartUpStep.TRAINING, **noted)
    with pytest.raises(startups.StartUpRefused, match="已登记"):
        startups.note_step(step=StartUpStep.GUIDANCE, **noted)


def test_a_project_withdrawn_or_of_elsewhere_is_not_chosen(city, chain):
    for wrong in (teaching.project(city.neighbour), teaching.project(city.district, withdrawn_on=TODAY)):
        with pytest.raises(startups.StartUpRefused, match="项目库"):
            startups.choose_project(startup=chain, project=wrong, on=TODAY, actor=city.worker, at=MONDAY)


def test_a_project_is_entered_once_and_corrected(city):
    said = startups.NewProject("早餐店", "餐饮", Decimal(20000), "早餐", "征集")
    made = startups.enter_project(project=said, actor=city.worker, at=MONDAY)
    with pytest.raises(startups.StartUpRefused, match="同名"):
        startups.enter_project(project=said, actor=city.worker, at=MONDAY)
    with pytest.raises(startups.StartUpRefused, match="不是您的辖区"):
        startups.enter_project(project=said, actor=city.neighbour_worker, at=MONDAY, known=made)


def test_a_leader_is_counted_with_the_jobs_created_each_once(city, person, chain):
    job = {"startup": chain, "actor": city.worker, "at": MONDAY}
    named = startups.NewJob(name="周帮工", since=TODAY)
    with pytest.raises(startups.StartUpRefused, match="带头人"):
        startups.add_job(job=named, **job)
    led(city, chain)
    other = Person.objects.get(name="钱工")
    of_registry = startups.NewJob(id_number=other.id_number)
    with pytest.raises(startups.StartUpRefused, match="没有在职") as refusal:
        startups.add_job(job=of_registry, **job)
    assert refusal.value.field == "id_number"
    works(city, other, RegistrationKind.ENTERPRISE, TODAY, MONDAY)
    for one in (named, of_registry):
        startups.add_job(job=one, **job)
        with pytest.raises(startups.StartUpRefused, match="已登记为带动就业"):
            startups.add_job(job=one, **job)
    assert leaders(city.worker).get().jobs_created == 2
    with pytest.raises(startups.StartUpRefused, match="先划去带动就业"):
        startups.name_leader(startup=chain, since=None, actor=city.worker, at=MONDAY)
    for entry in CreatedJob.objects.all():
        startups.strike(entry=entry, reason="登记错误", actor=city.worker, at=MONDAY)
    startups.name_leader(startup=chain, since=None, actor=city.worker, at=MONDAY)
    assert not leaders(city.worker).exists()


def test_a_body_that_takes_part_is_paired_once(city, chain):
    union = Organisation.objects.create(kind="mass_organisation", name="区妇联", area=city.district)
    bank = Organisation.objects.create(kind="bank", name="某银行", area=city.district)
    for body, words in ((union, ""), (union, "已与其结对"), (bank, "协作单位")):
        said = startups.NewPair(body, Pairing.HAND_IN_HAND, "王主席", TODAY)
        if not words:
            startups.pair(startup=chain, said=said, actor=city.worker, at=MONDAY)
            continue
        with pytest.raises(startups.StartUpRefused, match=words):
            startups.pair(startup=chain, said=said, actor=city.worker, at=MONDAY)


def test_the_business_is_followed_after_it_began(as_user, city, person, chain):
    works(city, person, RegistrationKind.SELF_EMPLOYED, TODAY, MONDAY)
    care_rows.visit(person, city.worker, on=TODAY, findings="生意稳定")
    row = chains_of(city.worker).get()
    assert (row.begun_on, row.visited_on) == (TODAY, TODAY)
    shown = as_user(city.worker).get(page("startup", chain.pk)).content.decode()
    assert "生意稳定" in shown
    assert "未满稳定期" in shown


def test_the_whole_chain_on_its_pages(as_user, city, person):
    client, day = as_user(city.worker), TODAY.isoformat()
    assert "建立创业档案" in client.get(page("training_chain", person.pk)).content.decode()
    client.post(page("startup_open", person.pk), {"opened_on": day})
    chain = StartUp.objects.get()
    project = {"name": "早餐店", "field": "餐饮", "capital": "20000", "description": "早餐", "source": "征集"}
    client.post(page("project_new"), project)
    assert "早餐店" in client.get(page("projects")).content.decode()
    client.post(page("startup_project", chain.pk), {"project": Project.objects.get().pk, "on": day})
    empty = client.post(page("startup_step", chain.pk), {"step": "loan", "on": day}).content.decode()
    assert "请填写内容。" in empty
    client.post(page("startup_step", chain.pk), {"step": "loan", "on": day, "note": "已受理"})
    client.post(page("startup_leader", chain.pk), {"since": day})
    wrong = client.post(page("startup_job", chain.pk), {"id_number": "123"}).content.decode()
    assert "没有在职的单位就业登记" in wrong
    client.post(page("startup_job", chain.pk), {"name": "周帮工", "since": day})
    shown = client.get(page("startup", chain.pk)).content.decode()
    for words in ("早餐店", "已受理", "周帮工", "创业带头人"):
        assert words in shown
    assert "平均每人带动 <b>1.00</b> 人" in client.get(page("startup_leaders")).content.decode()
    (section,) = [one for one in copy_of(person, is_whole=False) if one.title == "创业"]
    assert "早餐店" in section.lines[0][1]
    client.post(page("startup_strike_off", chain.pk), {"reason": "重复登记"})
    assert not chains_of(city.worker).exists()
