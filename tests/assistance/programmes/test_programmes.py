"""援助工作方案: set by city and districts, binding on those below, reported on by whoever set it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry, Organisation
from assistance.actions.programmes import Draft, ProgrammeRefused, attach, report_progress, set_programme
from assistance.models import Programme, ProgrammeAttachment, Progress
from tests import factories
from tests.assistance.rows import programme_attachment
from tests.casework import MONDAY
from tests.pictures import pdf, photo

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
LIST, NEW = reverse("assistance:programmes"), reverse("assistance:programme_new")
TEXTS = {"goals": "动态清零", "tasks": "入户调查", "requirements": "按月通报", "responsible": "各区县就业局"}
pytestmark = pytest.mark.usefixtures("monday")


def drafted(title="市方案", **values):
    days = {"starts_on": TODAY, "ends_on": TODAY + 90 * DAY}
    return Draft(**{"title": title, "document": ""} | TEXTS | days | values)


def made(officer, **values):
    return set_programme(draft=drafted(**values), officer=officer, at=MONDAY)


def test_a_programme_of_the_city_is_read_in_every_community_and_one_of_another_district_is_not(as_user, city):
    own, above = made(city.district_officer, title="南区方案"), made(city.city_officer)
    other = factories.AreaFactory(code="990104", name="北区", level=3, parent=city.city)
    beside = made(factories.UserFactory(area=other, role="district_officer"), title="北区方案")
    client = as_user(city.worker)
    listed = client.get(LIST).content.decode()

    assert "南区方案" in listed
    assert "市方案" in listed
    assert "北区方案" not in listed
    for programme, status in ((own, 200), (above, 200), (beside, 404)):
        assert client.get(reverse("assistance:programme", args=[programme.pk])).status_code == status


def test_a_district_sets_its_programme_and_reports_on_it(as_user, city):
    client = as_user(city.district_officer)
    partner = Organisation.objects.create(kind="mass_organisation", name="南区工会", area=city.district)
    given = {"title": "南区方案", "starts_on": TODAY, "ends_on": TODAY + DAY, "organisations": [partner.pk], **TEXTS}
    assert "结束日期不能早于开始日期。" in client.post(NEW, given | {"ends_on": TODAY - DAY}).content.decode()
    assert "请填写工作目标。" in client.post(NEW, given | {"goals": ""}).content.decode()
    page = client.post(NEW, given).url
    programme = Programme.objects.get()
    report = reverse("assistance:report_progress", args=[programme.pk])
    assert "请填写进展情况。" in client.post(report, {"report": ""}).content.decode()
    assert client.post(report, {"report": "已调查 80%"}).url == page

    assert list(programme.organisations.all()) == [partner]
    assert "已调查 80%" in as_user(city.worker).get(page).content.decode()
    assert "填报进展" not in as_user(city.worker).get(page).content.decode()


def test_only_city_and_districts_set_one_and_only_who_set_it_reports(city):
    with pytest.raises(ProgrammeRefused, match="由市和区县制定"):
        made(city.street_officer)
    programme = made(city.city_officer)
    with pytest.raises(ProgrammeRefused, match="制定单位"):
        report_progress(programme=programme, report="好", officer=city.district_officer, at=MONDAY)
    assert not Progress.objects.exists()


def upload(client, address, content, title="任务分解表"):
    return client.post(address, {"title": title, "uploads": SimpleUploadedFile("分解表", content)})


def test_whoever_set_a_programme_attaches_files_and_everybody_it_binds_opens_them(as_user, city):
    programme = made(city.district_officer)
    client, page = as_user(city.district_officer), reverse("assistance:programme", args=[programme.pk])
    address = reverse("assistance:programme_attach", args=[programme.pk])
    assert "请填写附件名称" in upload(client, address, pdf(), "").content.decode()
    wrong = upload(client, address, b"MZ" + bytes(99)).content.decode()
    assert "这是程序文件" in wrong
    assert 'value="任务分解表"' in wrong
    assert not ProgrammeAttachment.objects.exists()
    assert upload(client, address, photo("PNG")).url == page
    assert "已经上传过" in upload(client, address, photo("PNG")).content.decode()
    row = ProgrammeAttachment.objects.get()
    with open(row.file.storage.path(row.file.name), "rb") as file:
        assert b"PNG" not in file.read(64)  # sealed
    reader, opened = as_user(city.worker), reverse("assistance:programme_attachment", args=[row.pk])
    assert b"".join(reader.get(opened).streaming_content).startswith(b"\x89PNG")
    assert "上传附件</button>" not in reader.get(page).content.decode()
    other = factories.AreaFactory(code="990104", name="北区", level=3, parent=city.city)
    assert as_user(factories.UserFactory(area=other, role="district_officer")).get(opened).status_code == 404


def test_an_attachment_is_struck_off_by_whoever_set_the_programme_and_stays(as_user, city):
    programme = made(city.city_officer)
    row = programme_attachment(programme)
    address = reverse("assistance:programme_attachment_strike_off", args=[row.pk])
    refused = as_user(city.district_officer).post(address, {"reason": "传错了文件"}).content.decode()
    assert "由制定单位划去附件" in refused
    client = as_user(city.city_officer)
    assert "请填写划去原因。" in client.post(address, {"reason": ""}).content.decode()
    shown = client.post(address, {"reason": "传错了文件"}, follow=True).content.decode()
    assert "已划去" in shown
    assert "传错了文件" in shown
    assert address not in shown
    assert "已经划去" in client.post(address, {"reason": "再划"}).content.decode()
    events = AuditEntry.objects.filter(event="programme.attachment_struck_off")
    assert events.get().details["reason"] == "传错了文件"
    with pytest.raises(ProgrammeRefused, match="制定单位"):
        attach(programme=programme, title="附件", files=[], officer=city.district_officer, at=MONDAY)
