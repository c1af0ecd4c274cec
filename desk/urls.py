from django.urls import path

from . import calendars, views

app_name = "desk"
urlpatterns = [
    path("", views.MyWork.as_view(), name="my_work"),
    path("work/<slug:kind>/", views.Worklist.as_view(), name="worklist"),
    path("search/", views.Search.as_view(), name="search"),
    path("refresh/", views.Refresh.as_view(), name="refresh"),
    path("refresh/start/", views.RefreshStart.as_view(), name="refresh_start"),
    path("calendar/", calendars.EnterCalendar.as_view(), name="calendar"),
]
