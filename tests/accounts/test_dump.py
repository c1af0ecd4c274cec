"""What somebody gets who carries off the database's dump and the files' folder, but not the keys: no number."""

import base64
import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.fields import resident_id_digest
from accounts.uploads import checked
from approvals.uploads import actions
from config import embedded
from tests.casework import MONDAY, applied, household_of
from tests.factories import UserFactory, made_up_id
from tests.pictures import pdf
from tests.setting import load_policy_for, small_city

BORN = dt.date(1972, 1, 5)
PHONE, ACCOUNT = "13912345678", "9900001234567890123"


def pg_dump():
    if os.environ.get("DATABASE_URL"):
        return shutil.which("pg_dump")
    return embedded.locate().binaries / "pg_dump"


def dumped(*options):
    """The whole database as pg_dump writes it."""
    told = connection.settings_dict
    where = {
        "PGHOST": told["HOST"],
        "PGPORT": str(told["PORT"]),
        "PGUSER": told["USER"],
        "PGPASSWORD": told["PASSWORD"],
    }
    done = subprocess.run(
        [pg_dump(), *options, told["NAME"]], env=os.environ | where, capture_output=True, timeout=120, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def traces(secret):
    """The ways a text may lie in a dump or a file."""
    plain = secret.encode()
    packed = {base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)}
    return {plain, plain.hex().encode(), secret.encode("utf-16-le"), *packed}


@pytest.mark.django_db(transaction=True)
def test_a_dump_and_the_files_show_no_number_without_the_keys(settings):
    city = small_city()
    load_policy_for(city.city)
    numbers = [made_up_id(BORN), made_up_id(BORN)]
    people = [
        {"name": f"赵{place}", "id_number": number, "phone": PHONE, "bank_account": ACCOUNT, "born": BORN}
        for place, number in enumerate(numbers)
    ]
    case = applied(city, household_of(city, *people))
    own = made_up_id(BORN)
    UserFactory(area=city.street, id_number=own, id_digest=resident_id_digest(own))
    words = f"BT ({numbers[0]}) Tj ET % {PHONE}".encode()
    copy = SimpleUploadedFile(f"{numbers[0]}.pdf", pdf(stream=words))
    actions.attach(application=case, kind="id_card", files=[checked(copy)], actor=city.worker, at=MONDAY)

    folder = Path(default_storage.location)
    stolen = [dumped(), *(path.read_bytes() + path.name.encode() for path in folder.rglob("*") if path.is_file())]
    assert "赵0".encode() in stolen[0]
    assert len(stolen) > 1
    for secret in (*numbers, own, PHONE, ACCOUNT):
        assert not [trace for trace in traces(secret) for part in stolen if trace in part]
    for key in (*settings.FIELD_KEYS.values(), settings.BLIND_INDEX_KEY, settings.SECRET_KEY):
        assert key.encode() not in b"".join(stolen)
        assert key.rpartition(":")[2].encode() not in b"".join(stolen)
