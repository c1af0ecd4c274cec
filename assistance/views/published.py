"""职业供求信息: what employers look for, for anybody, without a sign-in. No person is named there."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.origin import current
from assistance.models import Vacancy

MINUTE = 60
ROWS = 50
LAST_PAGE = 10_000


@login_not_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """A page of the vacancies that are published and open, the latest first; kept for some minutes, and given to one
    address only so often in a minute."""
    if _is_too_often(current().address):
        answer = HttpResponse(render_to_string("assistance/employers/too_often.html"), status=429)
        answer["Retry-After"] = str(MINUTE)
        return answer
    asked = request.GET.get("page", "1")
    page = min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    today = timezone.localdate()
    key = f"published:{today}:{page}"
    drawn = cache.get(key)
    if drawn is None:
        rows = Vacancy.objects.lacking(today).filter(published_on__lte=today)
        rows = rows.select_related("employer", "area", "works_in__parent").order_by("-published_on", "-pk")
        shown = Paginator(rows, ROWS)
        context = {"page": shown.get_page(page), "today": today}
        drawn = render_to_string("assistance/employers/published.html", context)
        cache.set(key, drawn, settings.PUBLISHED_KEPT_SECONDS)
    return HttpResponse(drawn)


def _is_too_often(address: str) -> bool:
    key = f"published-to:{address}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > settings.PUBLISHED_A_MINUTE
    except ValueError:  # it was forgotten just now
        return False
