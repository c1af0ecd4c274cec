import datetime as dt
import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from ui import forms, marks
from ui.forms import Dialogue, ReasonForm

ICONS = set(Path(settings.BASE_DIR, "ui/icons.txt").read_text(encoding="utf-8").split())
TODAY = dt.date(2026, 10, 5)


def render(source, **context):
    return engines["django"].from_string(source).render(context).strip()


def test_a_panel_escapes_its_title_and_keeps_its_content():
    page = render(
        '{% panel title=title icon_name="users" %}<p>{{ name }}</p>{% endpanel %}', title="<成员>", name="<王>"
    )

    assert "&lt;成员&gt;</h2>" in page
    assert "<p>&lt;王&gt;</p>" in page
    assert "#users" in page


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% due_chip due today %}", '<span class="mark mark-warn">今天到期</span>'),
        ("{% due_chip none today %}", ""),
        ('{% badge "已认定" "ok" %}', '<span class="mark mark-ok">已认定</span>'),
        ("{% badge mark %}", '<span class="mark mark-bad">已逾期</span>'),
        ("{{ amount|money }}", "1,234.50"),
        ("{{ none|money }}", '<span class="nothing">—</span>'),
        ("{{ third|share }}", "33.3%"),
        ("{{ none|share }}", '<span class="nothing">—</span>'),
        ('{{ "230102197501010016"|masked_id }}', "230102********0016"),
        ('{{ "13800001234"|masked_phone }}', "138****1234"),
        ('{{ ""|or_dash }}', '<span class="nothing">—</span>'),
        ("{{ zero|or_dash }}", "0"),
        ("{% result_count 10001 10000 %}", "10,000 以上"),
    ],
)
def test_a_tag_or_filter_writes_what_it_is_given(source, expected):
    context = {
        "due": TODAY,
        "today": TODAY,
        "none": None,
        "amount": 1234.5,
        "third": Fraction(1, 3),
        "zero": 0,
        "mark": marks.Mark("已逾期", "bad"),
    }

    assert render(source, **context) == expected


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    assert 'role="img" aria-label="已完成"' in render('{% icon "check" "已完成" %}')


def test_the_basis_is_a_link():
    assert 'class="basis" href="/rules/1/"' in render('{% basis "/rules/1/" %}')


def test_an_empty_state_says_what_to_do_next():
    page = render('{% empty_state "还没有登记。" "/new/" "入户登记" %}')

    assert "<p>还没有登记。</p>" in page
    assert 'href="/new/">入户登记</a>' in page


def test_a_timeline_shows_day_title_and_detail():
    events = [marks.Event(TODAY, "认定", "王秀兰家庭", url="/cases/1/"), marks.Event(TODAY, "公示", tone="ok")]

    page = render("{% timeline events %}", events=events)

    assert page.count('<time datetime="2026-10-05">2026-10-05</time>') == 2
    assert '<a href="/cases/1/">认定</a>' in page
    assert 'class="tone-ok"' in page


def test_a_dialogue_says_what_follows_and_asks_why():
    refuse = Dialogue("refuse", "不予认定", "/cases/1/refuse/", "本次申请终结。", ReasonForm(), is_dangerous=True)

    page = render("{% confirm_button refuse %}{% confirm refuse %}", refuse=refuse, csrf_token="t")

    assert 'href="#refuse"' in page
    assert 'action="/cases/1/refuse/"' in page
    assert "本次申请终结。" in page
    assert 'name="csrfmiddlewaretoken" value="t"' in page
    assert "data-open" not in page


def test_a_dialogue_that_comes_back_with_errors_is_open():
    page = render(
        "{% confirm refuse %}", refuse=Dialogue("refuse", "不予认定", "/", form=ReasonForm({})), csrf_token="t"
    )

    assert "data-open" in page
    assert forms.errors_of(ReasonForm({}))[0].message in page


def sources():
    root = Path(settings.BASE_DIR)
    yield from (root / "templates").rglob("*.html")
    yield from (root / "ui/templates").rglob("*.html")
    yield from (root / "ui").rglob("*.py")


def test_every_icon_named_is_in_the_list():
    named = {
        name
        for path in sources()
        for name in re.findall(
            r"""(?:% icon |icon\(|icon_name=)["']([a-z0-9-]+)["']""", path.read_text(encoding="utf-8")
        )
    }

    assert named - ICONS == set()
