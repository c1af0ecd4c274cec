from . import urls_care

app_name = "assistance"
urlpatterns = [*urls_care.urlpatterns]
