"""用人单位."""

from django.urls import URLPattern, path

from assistance.views import employers

urlpatterns: list[URLPattern] = [
    path("employers/", employers.EmployerList.as_view(), name="employers"),
    path("employers/new/", employers.KeepEmployer.as_view(), name="employer_new"),
    path("employers/<int:pk>/", employers.EmployerPage.as_view(), name="employer"),
    path("employers/<int:pk>/edit/", employers.KeepEmployer.as_view(), name="employer_edit"),
]
