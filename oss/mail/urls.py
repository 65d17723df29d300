from django.urls import path

from oss.mail import views

urlpatterns = [
    path("mail/<int:pk>/body/", views.mail_body, name="mail_body"),
    path("mail/<int:pk>/images/", views.mail_images, name="mail_images"),
    path("mail/<int:pk>/raw/", views.mail_raw, name="mail_raw"),
    path("mail/attachment/<int:pk>/", views.mail_attachment, name="mail_attachment"),
    path("mail/inline/<str:token>/", views.mail_inline_image, name="mail_inline_image"),
]
