from django.urls import path

from . import views
from .scans import views as scans
from .systems import views as systems

app_name = "policy"
urlpatterns = [
    path("documents/", views.Documents.as_view(), name="documents"),
    path("documents/register/", views.RegisterDocument.as_view(), name="register_document"),
    path("documents/<int:pk>/", views.DocumentPage.as_view(), name="document"),
    path("documents/<int:pk>/correct/", views.CorrectDocument.as_view(), name="correct_document"),
    path("documents/<int:pk>/replace/", views.ReplaceDocument.as_view(), name="replace_document"),
    path("documents/<int:pk>/scans/", scans.AddScans.as_view(), name="add_scans"),
    path("scans/<int:pk>/", scans.OpenScan.as_view(), name="scan"),
    path("scans/<int:pk>/strike-off/", scans.StrikeOffScan.as_view(), name="strike_off_scan"),
    path("systems/", systems.Systems.as_view(), name="systems"),
    path("systems/of/<int:pk>/", systems.AreaSystems.as_view(), name="area_systems"),
    path("systems/of/<int:pk>/file/", systems.FileSystem.as_view(), name="file_system"),
    path("systems/<int:pk>/", systems.OpenSystem.as_view(), name="system"),
    path("systems/<int:pk>/strike-off/", systems.StrikeOffSystem.as_view(), name="strike_off_system"),
    path("parameters/", views.Parameters.as_view(), name="parameters"),
    path("parameters/<str:key>/", views.ParameterPage.as_view(), name="parameter"),
    path("calendar/", views.CalendarPage.as_view(), name="calendar"),
]
