"""The pages of assistance, one file of addresses a subject."""

from . import (
    urls_care,
    urls_employers,
    urls_links,
    urls_offers,
    urls_plans,
    urls_pledges,
    urls_posts,
    urls_programmes,
    urls_registers,
    urls_startups,
    urls_training,
)

app_name = "assistance"
urlpatterns = [
    *urls_care.urlpatterns,
    *urls_employers.urlpatterns,
    *urls_links.urlpatterns,
    *urls_offers.urlpatterns,
    *urls_plans.urlpatterns,
    *urls_pledges.urlpatterns,
    *urls_posts.urlpatterns,
    *urls_programmes.urlpatterns,
    *urls_registers.urlpatterns,
    *urls_startups.urlpatterns,
    *urls_training.urlpatterns,
]
