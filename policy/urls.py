from django.urls import path

from . import views

app_name = "policy"
urlpatterns = [
    path("documents/", views.Documents.as_view(), name="documents"),
    path("documents/register/", views.RegisterDocument.as_view(), name="register_document"),
    path("documents/<int:pk>/", views.DocumentPage.as_view(), name="document"),
    path("documents/<int:pk>/correct/", views.CorrectDocument.as_view(), name="correct_document"),
    path("documents/<int:pk>/replace/", views.ReplaceDocument.as_view(), name="replace_document"),
    path("parameters/", views.Parameters.as_view(), name="parameters"),
    path("parameters/<str:key>/", views.ParameterPage.as_view(), name="parameter"),
    path("calendar/", views.CalendarPage.as_view(), name="calendar"),
]
