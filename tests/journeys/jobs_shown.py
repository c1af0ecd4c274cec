"""Jobs of the demo city, to be looked at: running, done, and a batch with a case that was not decided."""

import json
import uuid

from accounts.models import Job, User
from households.models import Certification

from .conftest import TODAY


def a_job(state: str) -> int:
    """A job of the demo statistician, as a worker left it."""
    owner = User.objects.get(username="tongji")
    common = {"task": "desk.tasks.refresh_area", "title": "每月更新 哈尔滨市", "arguments": "{}", "owner": owner}
    times = {"created_at": TODAY, "started_at": TODAY}
    running = {"lease": uuid.uuid4(), "leased_until": TODAY, "done": 400, "total": 1000, "sentence": "已评估至曙光社区"}
    done = {"finished_at": TODAY, "sentence": "已评估 1,000 户。", "result_url": "/refresh/"}
    return Job.objects.create(**common, **times, **(running if state == "running" else done), state=state).pk


def a_batch() -> int:
    """A batch of the demo worker of which one case was refused."""
    keys = list(Certification.objects.filter(area__code="230103001001").order_by("pk").values_list("pk", flat=True)[:3])
    told = {"pile": "decisions", "rows": [[key, "approved", "情况属实"] for key in keys], "on_behalf_of": None}
    done = {"state": "done", "created_at": TODAY, "finished_at": TODAY, "sentence": "有 3 件没有办成。"}
    return Job.objects.create(
        task="desk.tasks.decide_batch",
        title="批量审批认定 3 件",
        arguments=json.dumps(told),
        owner=User.objects.get(username="shequ"),
        outcome=json.dumps({str(key): "该申请当前不由您审批。" for key in keys}),
        **done,
    ).pk
