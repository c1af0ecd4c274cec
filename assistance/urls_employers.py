"""用人单位 and 用人信息."""

from django.urls import URLPattern, path

from assistance.views import agreements, employers, matching, published, pushes, vacancies

urlpatterns: list[URLPattern] = [
    path("employers/", employers.EmployerList.as_view(), name="employers"),
    path("employers/new/", employers.KeepEmployer.as_view(), name="employer_new"),
    path("employers/<int:pk>/", employers.EmployerPage.as_view(), name="employer"),
    path("employers/<int:pk>/edit/", employers.KeepEmployer.as_view(), name="employer_edit"),
    path("employers/<int:pk>/vacancy/", vacancies.KeepVacancy.as_view(), name="vacancy_new"),
    path("employers/<int:pk>/agreement/", agreements.SignAgreement.as_view(), name="agreement_new"),
    path("employers/agreements/<int:pk>/end/", agreements.EndAgreement.as_view(), name="agreement_end"),
    path("employers/pushes/", pushes.StreetPushes.as_view(), name="pushes"),
    path("employers/pushes/streets/<int:pk>/", pushes.FindReady.as_view(), name="push_ready"),
    path("employers/pushes/ready/<int:pk>/withdraw/", pushes.WithdrawReady.as_view(), name="push_ready_withdraw"),
    path("employers/pushes/members/", pushes.PushMembers.as_view(), name="push_members"),
    path("employers/pushes/members/new/", pushes.NameMember.as_view(), name="push_member_new"),
    path("employers/pushes/members/<int:pk>/end/", pushes.EndMember.as_view(), name="push_member_end"),
    path("vacancies/", vacancies.VacancyList.as_view(), name="vacancies"),
    path("vacancies/counts/", vacancies.VacancyCounts.as_view(), name="vacancy_counts"),
    path("vacancies/needs/", matching.NeedToOffer.as_view(), name="need_to_offer"),
    path("vacancies/of-person/<int:pk>/", matching.PersonVacancies.as_view(), name="person_vacancies"),
    path("vacancies/<int:pk>/people/", matching.VacancyPeople.as_view(), name="vacancy_people"),
    path("vacancies/published/", published.published, name="published"),
    path("vacancies/<int:pk>/", vacancies.VacancyPage.as_view(), name="vacancy"),
    path("vacancies/<int:pk>/edit/", vacancies.CorrectVacancy.as_view(), name="vacancy_edit"),
    path("vacancies/<int:pk>/publish/", vacancies.PublishVacancy.as_view(), name="vacancy_publish"),
    path("vacancies/<int:pk>/renew/", vacancies.RenewVacancy.as_view(), name="vacancy_renew"),
    path("vacancies/<int:pk>/close/", vacancies.CloseVacancy.as_view(), name="vacancy_close"),
]
