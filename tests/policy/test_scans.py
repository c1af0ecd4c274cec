"""原文扫描件: entered by whoever may register documents, opened by whoever may read policy, never lost."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from policy.models import Document, DocumentScan
from tests.pictures import pdf, photo


@pytest.fixture
def document(city):
    return Document.objects.get(number="哈就办字[2007]12号")


def page(name, row):
    return reverse(f"policy:{name}", args=[row.pk])


def upload(client, document, *contents):
    files = [SimpleUploadedFile("第1页.pdf", content) for content in contents]
    return client.post(page("add_scans", document), {"uploads": files}, follow=True)


def test_the_scan_of_a_document_is_kept_sealed_and_read_by_all(as_user, city, document):
    shown = upload(as_user(city.district_officer), document, pdf(), photo()).content.decode()
    assert "已上传扫描件 2 个文件" in shown
    first, second = DocumentScan.objects.order_by("pk")
    with default_storage.open(first.file.name) as opened:
        assert opened.read() == pdf()
    reader = as_user(city.worker)
    shown = reader.get(page("document", document)).content.decode()
    assert page("scan", first) in shown
    assert page("add_scans", document) not in shown
    answer = reader.get(page("scan", first))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in reader.get(page("scan", second))["Content-Security-Policy"]
    assert AuditEntry.objects.get(event="document.scanned").details == {"files": 2}
    assert "有扫描件" in reader.get(reverse("policy:documents")).content.decode()


def test_a_bad_file_comes_back_on_the_page_and_the_same_is_kept_once(as_user, city, document):
    client = as_user(city.city_officer)
    assert "第1页.pdf：这是程序文件" in upload(client, document, pdf(), b"MZ" + bytes(99)).content.decode()
    assert "请选择文件。" in upload(client, document).content.decode()
    assert not DocumentScan.objects.exists()
    upload(client, document, pdf())
    assert "已经上传过" in upload(client, document, photo(), pdf()).content.decode()
    assert DocumentScan.objects.count() == 1


def test_a_scan_is_struck_off_with_a_reason_and_stays(as_user, city, document):
    client = as_user(city.city_officer)
    upload(client, document, pdf())
    row = DocumentScan.objects.get()
    struck = page("strike_off_scan", row)
    assert "划去扫描件" in client.get(struck).content.decode()
    assert "请填写划去原因。" in client.post(struck, {"reason": ""}).content.decode()
    shown = client.post(struck, {"reason": "页次不全"}, follow=True).content.decode()
    assert "页次不全" in shown
    assert "该材料已经划去。" in client.post(struck, {"reason": "再划"}).content.decode()
    assert client.get(page("scan", row)).status_code == 200
    assert "有扫描件" not in client.get(reverse("policy:documents")).content.decode()
    assert AuditEntry.objects.filter(event="document.scan_struck_off").count() == 1
    upload(client, document, pdf())
    assert DocumentScan.objects.count() == 2


def test_who_may_not_register_documents_adds_none(as_user, city, document):
    assert as_user(city.worker).post(page("add_scans", document)).status_code == 403


def test_a_document_of_many_scans_asks_no_more_questions(as_user, city, document, django_assert_max_num_queries):
    client = as_user(city.city_officer)
    counts = []
    for first, last in ((0, 2), (2, 12)):
        upload(client, document, *(photo(mark=number * 12) for number in range(first, last)))
        with django_assert_max_num_queries(25) as asked:
            client.get(page("document", document))
        counts.append(len(asked))
    assert counts[0] == counts[1]
