"""创业“一条龙”: chains, leaders, and the projects to choose from."""

from django.urls import URLPattern, path

from assistance.views import startups

urlpatterns: list[URLPattern] = [
    path("startups/", startups.StartUpList.as_view(), name="startups"),
    path("startups/leaders/", startups.LeaderList.as_view(), name="startup_leaders"),
    path("startups/projects/", startups.ProjectList.as_view(), name="projects"),
    path("startups/projects/new/", startups.EditProject.as_view(), name="project_new"),
    path("startups/projects/<int:pk>/edit/", startups.EditProject.as_view(), name="project_edit"),
    path("startups/people/<int:pk>/open/", startups.OpenStartUp.as_view(), name="startup_open"),
    path("startups/<int:pk>/", startups.StartUpPage.as_view(), name="startup"),
    path("startups/<int:pk>/project/", startups.ChooseProject.as_view(), name="startup_project"),
    path("startups/<int:pk>/step/", startups.NoteStep.as_view(), name="startup_step"),
    path("startups/<int:pk>/pair/", startups.PairWith.as_view(), name="startup_pair"),
    path("startups/<int:pk>/leader/", startups.NameLeader.as_view(), name="startup_leader"),
    path("startups/<int:pk>/job/", startups.AddJob.as_view(), name="startup_job"),
    path("startups/<int:pk>/strike-off/", startups.StrikeOffStartUp.as_view(), name="startup_strike_off"),
    path("startups/steps/<int:pk>/strike-off/", startups.StrikeOffStep.as_view(), name="startup_step_strike_off"),
    path("startups/pairs/<int:pk>/strike-off/", startups.StrikeOffPair.as_view(), name="startup_pair_strike_off"),
    path("startups/jobs/<int:pk>/strike-off/", startups.StrikeOffJob.as_view(), name="startup_job_strike_off"),
]
