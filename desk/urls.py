from django.urls import path

from desk.views import areas, calendar, work

app_name = "desk"
urlpatterns = [
    path("", work.MyWork.as_view(), name="my_work"),
    path("work/<slug:kind>/", work.Worklist.as_view(), name="worklist"),
    path("search/", work.Search.as_view(), name="search"),
    path("refresh/", work.Refresh.as_view(), name="refresh"),
    path("refresh/start/", work.RefreshStart.as_view(), name="refresh_start"),
    path("areas/<int:pk>/close/", areas.CloseArea.as_view(), name="close_area"),
    path("calendar/", calendar.EnterCalendar.as_view(), name="calendar"),
]
