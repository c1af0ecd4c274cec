"""登记簿: complaints and the other registers."""

from django.urls import URLPattern, path

from assistance.views import complaining, complaints

urlpatterns: list[URLPattern] = [
    path("complain/", complaining.Complain.as_view(), name="complain"),
    path("complain/asked/", complaining.ComplaintAsked.as_view(), name="complaint_asked"),
    path("complaints/", complaints.ComplaintList.as_view(), name="complaints"),
    path("complaints/new/", complaints.TakeComplaint.as_view(), name="complaint_new"),
    path("complaints/<int:pk>/", complaints.ComplaintPage.as_view(), name="complaint"),
    path("complaints/<int:pk>/accept/", complaints.AcceptComplaint.as_view(), name="complaint_accept"),
    path("complaints/<int:pk>/decline/", complaints.DeclineComplaint.as_view(), name="complaint_decline"),
    path("complaints/<int:pk>/conclude/", complaints.ConcludeComplaint.as_view(), name="complaint_conclude"),
]
