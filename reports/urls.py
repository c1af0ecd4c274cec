from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.MonthList.as_view(), name="month"),
    path("EP8/<str:label>/<str:area>/", views.ReturnSheet.as_view(), name="return"),
    path("EP8/<str:label>/<str:area>/publish/", views.PublishReturn.as_view(), name="publish"),
    path("EP8/<str:label>/<str:area>/workbook/", views.ReturnWorkbook.as_view(), name="workbook"),
    path("EP8/<str:label>/<str:area>/<str:line>/", views.FigureRows.as_view(), name="rows"),
]
