from django.urls import path

from . import views

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
    path("deputies/", views.Deputations.as_view(), name="deputations"),
    path("deputies/new/", views.NameDeputy.as_view(), name="name_deputy"),
    path("deputies/<int:pk>/", views.DeputationPage.as_view(), name="deputation"),
    path("deputies/<int:pk>/end/", views.EndDeputation.as_view(), name="end_deputation"),
    path("audit/", views.Audit.as_view(), name="audit"),
]
