"""Material from the telephone to the reviewer: photographed at the door, looked at in the street, struck off."""

import io

import pytest
from django.conf import settings as configured
from PIL import Image
from playwright.sync_api import expect

from accounts.models import AuditEntry
from households.models import CertificationAttachment
from tests.casework import applied, household_of
from tests.pictures import GPS, pdf, photo
from tests.setting import load_policy_for, small_city

from .conftest import DESK, PHONE, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case():
    city = small_city()
    load_policy_for(city.city)
    for username, user in {"worker": city.worker, "street": city.street_officer}.items():
        user.username = username
        user.set_password(configured.DEMO_PASSWORD)
        user.save()
    return applied(city, household_of(city, at=TODAY), at=TODAY)


def chosen(name, content, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": content}


def upload(page):
    with page.expect_navigation():
        page.get_by_role("button", name="上传材料").click()


def test_material_goes_from_the_door_to_the_reviewer(clock, case, sit_down, settings):
    settings.UPLOAD_MAX_BYTES = 2**20
    worker = sit_down(PHONE)
    worker.sign_in("worker")
    page = worker.open(f"/households/certifications/{case.pk}/")
    expect(page.get_by_text("还没有扫描件")).to_be_visible()
    upload(page)
    expect(page.get_by_text("请选择材料类别。").first).to_be_visible()
    page.get_by_label("材料类别").select_option("id_card")
    page.get_by_label("选择文件").set_input_files([chosen("程序.jpg", b"MZ\x90\0" + bytes(99))])
    upload(page)
    expect(page.get_by_text("程序.jpg：这是程序文件").first).to_be_visible()
    page.get_by_label("选择文件").set_input_files([chosen("大.jpg", bytes(2**20 + 1))])
    expect(page.get_by_text("大.jpg：每个文件不能超过 1 MB")).to_be_visible()
    assert page.get_by_label("选择文件").evaluate("input => input.files.length") == 0
    page.get_by_label("或用手机拍照").set_input_files([chosen("IMG_1.jpg", photo(with_gps=True, size=(800, 600)))])
    upload(page)
    page.get_by_label("材料类别").select_option("unemployment")
    page.get_by_label("选择文件").set_input_files([chosen("证明.pdf", pdf(), "application/pdf")])
    upload(page)
    expect(page.get_by_role("link", name="查看居民身份证 1")).to_be_visible()
    assert worker.faults() == []

    officer = sit_down(DESK)
    officer.sign_in("street")
    page = officer.open(f"/households/certifications/{case.pk}/")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="查看居民身份证 1").click()
    shown = opened.value
    shown.wait_for_load_state()
    assert shown.evaluate("document.images[0].naturalWidth") == 800
    with page.expect_download() as saved:
        page.get_by_role("link", name="查看失业登记凭证 2").click()
    assert saved.value.suggested_filename.startswith("失业登记凭证-")
    expect(page.get_by_role("link", name="划去居民身份证 1")).to_have_count(0)
    assert officer.faults() == []

    page = worker.page
    page.get_by_role("link", name="划去居民身份证 1").click()
    page.wait_for_url("**/strike-off/")
    page.wait_for_load_state()
    assert worker.faults() == []
    page.get_by_label("划去原因").fill("照片不清楚，已重新拍摄")
    page.get_by_role("button", name="划去").last.click()
    expect(page.get_by_text("已划去，原件和原因仍保留。")).to_be_visible()
    assert worker.faults() == []
    first = CertificationAttachment.objects.order_by("pk")[0]
    assert not Image.open(io.BytesIO(first.file.open().read())).getexif().get_ifd(GPS)
    looked = AuditEntry.objects.filter(event="certification.attachment_opened", actor__username="street")
    assert looked.count() == 2
    assert worker.problems + officer.problems == []


def test_the_applicant_signs_on_the_telephone(clock, case, sit_down):
    worker = sit_down(PHONE)
    worker.sign_in("worker")
    page = worker.open(f"/households/certifications/{case.pk}/sign/")
    page.get_by_role("button", name="保存签名").click()
    expect(page.get_by_text("请先在框内签名")).to_be_visible()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 90, steps=8)
    page.mouse.up()
    assert worker.faults() == []
    with page.expect_navigation():
        page.get_by_role("button", name="保存签名").click()
    signed = CertificationAttachment.objects.get(kind="signature")
    assert signed.content_type == "image/png"
    page = worker.open(f"/households/certifications/{case.pk}/form/")
    assert page.get_by_alt_text("申请人的签名").evaluate("image => image.naturalWidth") == 900
    assert worker.problems == []
