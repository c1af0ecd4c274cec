from django.urls import path

from . import views
from .chain import views as audit
from .jobs import views as jobs

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("password/", views.ChangePassword.as_view(), name="password"),
    path("me/", views.Me.as_view(), name="me"),
    path("users/", views.Accounts.as_view(), name="users"),
    path("users/open/", views.OpenAccount.as_view(), name="open_account"),
    path("users/<int:pk>/", views.Account.as_view(), name="user"),
    path("users/<int:pk>/close/", views.CloseAccount.as_view(), name="close_account"),
    path("users/<int:pk>/reset/", views.ResetPassword.as_view(), name="reset_password"),
    path("audit/<int:pk>/", audit.AuditEntryPage.as_view(), name="audit_entry"),
    path("audit/verify/", audit.VerifyAudit.as_view(), name="verify_audit"),
    path("jobs/", jobs.Jobs.as_view(), name="jobs"),
    path("jobs/export/", jobs.StartExport.as_view(), name="start_export"),
    path("jobs/<int:pk>/", jobs.JobPage.as_view(), name="job"),
    path("jobs/<int:pk>/cancel/", jobs.CancelJob.as_view(), name="cancel_job"),
    path("jobs/<int:pk>/restart/", jobs.RestartJob.as_view(), name="restart_job"),
    path("jobs/<int:pk>/result/", jobs.JobResult.as_view(), name="job_result"),
    path("deputies/", views.Deputations.as_view(), name="deputations"),
    path("deputies/new/", views.NameDeputy.as_view(), name="name_deputy"),
    path("deputies/<int:pk>/", views.DeputationPage.as_view(), name="deputation"),
    path("deputies/<int:pk>/end/", views.EndDeputation.as_view(), name="end_deputation"),
]
