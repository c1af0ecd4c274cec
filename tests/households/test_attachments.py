"""材料 on the case page: who uploads, who looks, what is refused, what is written down."""

import io
import os
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.enums import Role
from accounts.models import AuditEntry
from accounts.uploads import UploadRefused, checked
from approvals import actions as approvals
from approvals.uploads import actions
from households.models import CertificationAttachment
from tests import factories
from tests.casework import MONDAY, applied, decided, household_of, in_notice
from tests.pictures import GPS, pdf, photo

pytestmark = pytest.mark.usefixtures("monday")
MEGABYTE = 2**20


@pytest.fixture
def case(city):
    return applied(city, household_of(city))


def page(name, *args):
    return reverse(f"households:{name}", args=args)


def file(content=None, name="身份证.jpg"):
    return SimpleUploadedFile(name, photo() if content is None else content, "image/jpeg")


def upload(client, case, *files, kind="id_card", **more):
    return client.post(page("attach", case.pk), {"kind": kind, "uploads": files or [file()], **more})


def attached(city, case, content=None):
    kept = checked(file(content))
    return actions.attach(application=case, kind="id_card", files=[kept], actor=city.worker, at=MONDAY)[0]


def events():
    return list(AuditEntry.objects.filter(event__contains="attach").order_by("pk").values_list("event", flat=True))


def on_disk():
    return {path for path in Path(default_storage.location).rglob("*") if path.is_file()}


def test_the_worker_uploads_several_files_at_once_and_a_photo_taken(as_user, city, case):
    client = as_user(city.worker)
    answer = upload(client, case, file(), file(pdf(), "证明.pdf"), photo=[file(photo(mark=9))])
    assert answer.url == page("certification", case.pk)
    shown = client.get(answer.url).content.decode()
    assert shown.count(">居民身份证</td>") == 3
    assert "已上传居民身份证 3 个文件" in shown
    assert str(city.worker) in shown
    assert "身份证.jpg" not in shown
    types = CertificationAttachment.objects.order_by("pk").values_list("content_type", flat=True)
    assert list(types) == ["image/jpeg", "application/pdf", "image/jpeg"]
    assert events() == ["certification.attached"] * 3


def test_what_lies_on_the_disk_is_sealed(city, case):
    before = on_disk()
    content = pdf() + b" \n"
    row = attached(city, case, content)
    (path,) = on_disk() - before
    assert path.read_bytes().find(b"%PDF") == -1
    assert row.file.open().read() == content
    assert row.file.name.startswith("attachments/")


def test_a_photo_from_the_phone_is_shown_without_its_place(as_user, city, case):
    row = attached(city, case, photo(with_gps=True))
    answer = as_user(city.worker).get(page("attachment", row.pk))
    content = b"".join(answer.streaming_content)
    found = Image.open(io.BytesIO(content))
    assert not found.getexif().get_ifd(GPS)
    assert answer["Content-Length"] == str(len(content))


def test_a_picture_is_shown_in_a_sandbox_and_a_pdf_is_saved(as_user, city, case):
    for content, disposition in ((photo(), "inline"), (pdf(), "attachment")):
        row = attached(city, case, content)
        answer = as_user(city.street_officer).get(page("attachment", row.pk))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith(disposition)
        assert f"-{row.pk}." in answer["Content-Disposition"]
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Type"] == row.content_type
        entry = AuditEntry.objects.filter(event="certification.attachment_opened").latest("pk")
        assert (entry.actor, entry.object_id) == (city.street_officer, case.pk)
        assert entry.details == {"kind": "id_card", "attachment": row.pk}


def test_outside_the_area_nothing_is_found(as_user, city, case):
    row = attached(city, case)
    client = as_user(city.neighbour_worker)
    assert upload(client, case).status_code == 404
    assert client.get(page("attachment", row.pk)).status_code == 404
    assert client.get(page("strike_off", row.pk)).status_code == 404
    assert client.post(page("strike_off", row.pk), {"reason": "x"}).status_code == 404
    with pytest.raises(UploadRefused, match="不在您的辖区"):
        actions.attach(application=case, kind="other", files=[checked(file())], actor=city.neighbour_worker, at=MONDAY)
    assert CertificationAttachment.objects.filter(struck_at=None).count() == 1


def test_reviewers_look_and_do_not_change_and_who_may_not_see_numbers_does_not_look(as_user, city, case):
    row = attached(city, case)
    officer = as_user(city.street_officer)
    shown = officer.get(page("certification", case.pk)).content.decode()
    assert page("attachment", row.pk) in shown
    assert page("attach", case.pk) not in shown
    assert page("strike_off", row.pk) not in shown
    assert upload(officer, case).status_code == 403
    leader = as_user(factories.UserFactory(role=Role.STREET_LEADER, area=city.street))
    assert page("attachment", row.pk) not in leader.get(page("certification", case.pk)).content.decode()
    assert leader.get(page("attachment", row.pk)).status_code == 403


def test_material_is_struck_off_with_a_reason_and_stays(as_user, city, case):
    row = attached(city, case)
    client = as_user(city.worker)
    assert "请填写划去原因。" in client.post(page("strike_off", row.pk), {"reason": ""}).content.decode()
    answer = client.post(page("strike_off", row.pk), {"reason": "传错了材料"}, follow=True).content.decode()
    assert "已划去" in answer
    assert "传错了材料" in answer
    assert client.get(page("attachment", row.pk)).status_code == 200
    again = client.post(page("strike_off", row.pk), {"reason": "再划一次"}).content.decode()
    assert "该材料已经划去。" in again
    row.refresh_from_db()
    assert (row.struck_by, row.struck_because) == (city.worker, "传错了材料")
    assert "certification.attachment_struck_off" in events()
    attached(city, case)  # the same file may come again


def test_a_decided_case_takes_no_more_material_and_loses_none(as_user, city):
    case = in_notice(city, household_of(city))
    row = attached(city, case)
    for officer in (city.street_officer, city.district_officer):
        case = decided(case, officer, at=MONDAY.replace(day=15))
    client = as_user(city.worker)
    shown = client.get(page("certification", case.pk)).content.decode()
    assert page("attach", case.pk) not in shown
    assert page("attachment", row.pk) in shown
    assert "该申请已办结，材料不能再增减。" in upload(client, case, file(photo(mark=99))).content.decode()
    assert CertificationAttachment.objects.count() == 1
    with pytest.raises(UploadRefused, match="已办结"):
        actions.strike_off(attachment=row, reason="x", actor=city.worker, at=MONDAY)


def test_a_withdrawn_case_is_closed_too(city, case):
    approvals.withdraw(application=case, reason="x", actor=city.worker, at=MONDAY)
    with pytest.raises(UploadRefused, match="已办结"):
        attached(city, case)


def test_the_same_file_is_kept_once(as_user, city, case):
    client = as_user(city.worker)
    upload(client, case)
    before = on_disk()
    answer = upload(client, case, file(pdf()), file()).content.decode()
    assert "第 2 个文件已经上传过，没有重复保存。" in answer
    assert CertificationAttachment.objects.count() == 1
    assert on_disk() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0" + bytes(99), "setup.jpg：这是程序文件"),
        (b"<svg><script>alert(1)</script></svg>", "setup.jpg：这是网页或 SVG"),
        (b"", "setup.jpg：文件是空的"),
        (b"\0" * 50, "setup.jpg：文件内容不是照片或 PDF"),
    ],
)
def test_a_bad_file_is_refused_at_the_field_and_nothing_of_the_form_is_kept(as_user, city, case, content, words):
    answer = upload(as_user(city.worker), case, file(), file(content, "setup.jpg"))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert words in shown
    assert 'value="id_card" selected' in shown
    assert not CertificationAttachment.objects.exists()


def test_a_form_without_a_kind_or_a_file_says_so(as_user, city, case):
    client = as_user(city.worker)
    assert "请选择材料类别。" in upload(client, case, kind="").content.decode()
    assert "请选择材料类别。" in upload(client, case, kind="id_card\0").content.decode()
    empty = client.post(page("attach", case.pk), {"kind": "id_card"}).content.decode()
    assert "请选择文件，或拍一张照片。" in empty


def test_a_file_that_grows_too_large_is_not_kept_while_it_comes_in(as_user, city, case, settings):
    settings.UPLOAD_MAX_BYTES = MEGABYTE
    settings.FILE_UPLOAD_TEMP_DIR = None
    large = photo() + os.urandom(3 * MEGABYTE)
    shown = upload(as_user(city.worker), case, file(large), file(pdf())).content.decode()
    assert "身份证.jpg：文件有 4 MB，每个文件不能超过 1 MB" in shown
    assert not CertificationAttachment.objects.exists()


class Untouched(io.RawIOBase):
    """A body nobody may read."""

    def readable(self):
        return True

    def readinto(self, buffer):
        raise AssertionError("the body was read")


def test_a_hundred_megabytes_are_refused_before_a_byte_is_read(as_user, city, case):
    answer = as_user(city.worker).generic(
        "POST",
        page("attach", case.pk),
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Untouched(), "CONTENT_LENGTH": str(100 * MEGABYTE)},
    )
    assert answer.status_code == 413
    assert "一次最多上传 64 MB" in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nno head", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"--x", "multipart/form-data; boundary=" + "x" * 300),
        (b"\0" * 100, "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="uploads"; filename="a\0.jpg"\r\n\r\n\0\r\n--x--\r\n',
         "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="uploads"; filename="a"\r\n'
         b"Content-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--\r\n", "multipart/form-data; boundary=x"),
    ],
)  # fmt: skip
def test_a_broken_request_is_the_senders_mistake(as_user, city, case, body, content_type):
    answer = as_user(city.worker).generic("POST", page("attach", case.pk), body, content_type=content_type)
    shown = answer.status_code == 200 and "请选择" in answer.content.decode()
    assert shown or 400 <= answer.status_code < 500
    assert not CertificationAttachment.objects.exists()


def test_more_files_than_a_form_may_have_are_refused(as_user, city, case):
    files = [file(b"x") for _ in range(configured.DATA_UPLOAD_MAX_NUMBER_FILES + 1)]
    assert upload(as_user(city.worker), case, *files).status_code == 400


def test_a_file_that_cannot_be_read_is_said_in_words(as_user, city, case):
    row = attached(city, case)
    Path(row.file.path).write_bytes(b"something else")
    answer = as_user(city.worker).get(page("attachment", row.pk), follow=True)
    assert "该文件现在无法读取" in answer.content.decode()
    assert "certification.attachment_opened" not in events()


def test_a_page_of_much_material_asks_no_more_questions(as_user, city, case, django_assert_max_num_queries):
    client = as_user(city.worker)
    counts = []
    for first, last in ((0, 2), (2, 20)):
        for number in range(first, last):
            attached(city, case, photo(mark=number * 12))
        with django_assert_max_num_queries(60) as asked:
            client.get(page("certification", case.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]
