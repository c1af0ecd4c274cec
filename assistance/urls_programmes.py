"""援助工作方案 of city and districts."""

from django.urls import URLPattern, path

from assistance.views import programmes

urlpatterns: list[URLPattern] = [
    path("programmes/", programmes.ProgrammeList.as_view(), name="programmes"),
    path("programmes/new/", programmes.NewProgramme.as_view(), name="programme_new"),
    path("programmes/<int:pk>/", programmes.ProgrammePage.as_view(), name="programme"),
    path("programmes/<int:pk>/progress/", programmes.ReportProgress.as_view(), name="report_progress"),
    path("programmes/<int:pk>/attach/", programmes.Attach.as_view(), name="programme_attach"),
    path("programmes/attachments/<int:pk>/", programmes.OpenAttachment.as_view(), name="programme_attachment"),
    path(
        "programmes/attachments/<int:pk>/strike-off/",
        programmes.StrikeOffAttachment.as_view(),
        name="programme_attachment_strike_off",
    ),
]
