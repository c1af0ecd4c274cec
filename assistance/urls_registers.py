"""登记簿: complaints and the other registers."""

from django.urls import URLPattern, path

from assistance.views import activities, complaining, complaints

urlpatterns: list[URLPattern] = [
    path("activities/", activities.ActivityList.as_view(), name="activities"),
    path("activities/new/", activities.LogActivity.as_view(), name="activity_new"),
    path("activities/<int:pk>/", activities.ActivityPage.as_view(), name="activity"),
    path("activities/<int:pk>/strike-off/", activities.StrikeActivity.as_view(), name="activity_strike_off"),
    path("model-cases/", activities.ModelCaseList.as_view(), name="model_cases"),
    path("model-cases/new/", activities.TellCase.as_view(), name="model_case_new"),
    path("model-cases/<int:pk>/", activities.ModelCasePage.as_view(), name="model_case"),
    path("model-cases/<int:pk>/strike-off/", activities.StrikeCase.as_view(), name="model_case_strike_off"),
    path("complain/", complaining.Complain.as_view(), name="complain"),
    path("complain/asked/", complaining.ComplaintAsked.as_view(), name="complaint_asked"),
    path("complaints/", complaints.ComplaintList.as_view(), name="complaints"),
    path("complaints/new/", complaints.TakeComplaint.as_view(), name="complaint_new"),
    path("complaints/<int:pk>/", complaints.ComplaintPage.as_view(), name="complaint"),
    path("complaints/<int:pk>/accept/", complaints.AcceptComplaint.as_view(), name="complaint_accept"),
    path("complaints/<int:pk>/decline/", complaints.DeclineComplaint.as_view(), name="complaint_decline"),
    path("complaints/<int:pk>/conclude/", complaints.ConcludeComplaint.as_view(), name="complaint_conclude"),
]
