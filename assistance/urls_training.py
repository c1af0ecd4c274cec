"""Courses, who learns there, and what people wish to learn."""

from django.urls import URLPattern, path

from assistance.views import training, training_lists, training_results

urlpatterns: list[URLPattern] = [
    path("training/courses/", training.CourseList.as_view(), name="courses"),
    path("training/courses/new/", training.EditCourse.as_view(), name="course_new"),
    path("training/courses/<int:pk>/", training.CoursePage.as_view(), name="course"),
    path("training/courses/<int:pk>/edit/", training.EditCourse.as_view(), name="course_edit"),
    path("training/courses/<int:pk>/call-off/", training.CallOff.as_view(), name="course_call_off"),
    path("training/courses/<int:pk>/enrol/", training.Enrol.as_view(), name="course_enrol"),
    path("training/courses/<int:pk>/sheet/", training.CourseSheet.as_view(), name="course_sheet"),
    path(
        "training/courses/<int:pk>/attendance/", training_results.CourseAttendance.as_view(), name="course_attendance"
    ),
    path("training/courses/<int:pk>/results/", training_results.CourseResults.as_view(), name="course_results"),
    path("training/places/", training_lists.EnrolmentList.as_view(), name="enrolments"),
    path("training/places/<int:pk>/give-up/", training.GiveUpPlace.as_view(), name="place_give_up"),
    path("training/places/<int:pk>/certificate/", training_results.Certify.as_view(), name="place_certify"),
    path("training/places/<int:pk>/take-back/", training_results.TakeBackResult.as_view(), name="place_take_back"),
    path("training/wishes/", training_lists.WishList.as_view(), name="training_wishes"),
    path(
        "training/wishes/<int:pk>/strike-off/",
        training_lists.StrikeOffWish.as_view(),
        name="training_wish_strike_off",
    ),
    path("training/willing/", training_lists.WillingList.as_view(), name="training_willing"),
    path("training/rates/", training_lists.GuidanceRates.as_view(), name="training_rates"),
    path("training/rates/people/", training_lists.UnguidedList.as_view(), name="unguided"),
    path("training/people/<int:pk>/", training_lists.TrainingChain.as_view(), name="training_chain"),
    path("training/people/<int:pk>/wish/", training_lists.NoteWish.as_view(), name="training_wish_new"),
]
