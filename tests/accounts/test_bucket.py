"""Files in an S3-compatible store: what lies there is sealed, opens again, and is sealed anew in one piece."""

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile

from accounts.bucket import SealedBucket


class Store(BaseHTTPRequestHandler):
    """A store that keeps what it is given and asks for nobody's name."""

    objects: dict[str, bytes]

    def do_PUT(self):
        self.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def do_GET(self):
        self.answer(200 if self.path in self.objects else 404, self.objects.get(self.path, b""))

    def do_HEAD(self):
        self.do_GET()

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"x"')
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def store():
    """The objects kept, and the storage that keeps them."""
    kept = type("Kept", (Store,), {"objects": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kept)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    yield (
        kept.objects,
        SealedBucket(bucket_name="cases", location="a", endpoint_url=address, access_key="x", secret_key="y"),
    )
    server.shutdown()
    server.server_close()


def test_a_file_is_sealed_in_the_bucket_and_opens_again(store):
    objects, bucket = store
    text = b"990103197103050012 " * 9000
    name = bucket.save(bucket.generate_filename("attachments/x.pdf"), ContentFile(text))
    assert list(objects) == [f"/cases/a/{name}"]
    assert b"990103197103050012" not in objects[f"/cases/a/{name}"]
    with bucket.open(name) as file:
        assert file.read() == text
    with pytest.raises(FileNotFoundError):
        bucket.open("attachments/none").read()


def test_a_file_in_the_bucket_is_sealed_with_the_new_key(store, settings):
    _, bucket = store
    name = bucket.save(bucket.generate_filename("attachments/x"), ContentFile(b"words"))
    assert bucket.key_id(name) == "t1"
    new = {"t2": "sm4:" + base64.b64encode(b"s" * 16).decode()}
    settings.FIELD_KEYS = new | settings.FIELD_KEYS
    bucket.reseal(name)
    settings.FIELD_KEYS = new
    assert bucket.key_id(name) == "t2"
    assert bucket.open(name).read() == b"words"
