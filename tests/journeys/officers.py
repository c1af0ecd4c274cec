"""A small city whose officers sign in by name, and what they do on every form."""

from django.conf import settings

from tests.setting import City, load_policy_for, small_city


def city_that_signs_in() -> City:
    """``small_city`` with its policy; the officers are worker, second, neighbour, street and district."""
    made = small_city()
    load_policy_for(made.city)
    officers = {
        "worker": (made.worker, "刘社区"),
        "second": (made.second_worker, "孙接手"),
        "neighbour": (made.neighbour_worker, "吴邻居"),
        "street": (made.street_officer, "陈街道"),
        "district": (made.district_officer, "赵区县"),
    }
    for username, (user, name) in officers.items():
        user.username, user.full_name = username, name
        user.set_password(settings.DEMO_PASSWORD)
        user.save()
    return made


def choose(page, name, value):
    """Press the button of a choice."""
    page.locator(f"input[name='{name}'][value='{value}']").dispatch_event("click")


def send(page):
    """Press the button that sends the form of the page."""
    with page.expect_navigation():
        page.locator("main form[method=post] .form-foot button.btn-primary").last.click()
