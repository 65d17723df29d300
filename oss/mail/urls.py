from oss.core.pages import PUBLIC, page
from oss.mail import views

MAY_VIEW = "mail.view_message"

urlpatterns = [
    page("mail/<int:pk>/body/", views.mail_body, name="mail_body", may=MAY_VIEW, example="{mail}"),
    page("mail/<int:pk>/images/", views.mail_images, name="mail_images", may=MAY_VIEW, example="{mail}"),
    page("mail/<int:pk>/raw/", views.mail_raw, name="mail_raw", may=MAY_VIEW, example="{mail}"),
    page(
        "mail/attachment/<int:pk>/",
        views.mail_attachment,
        name="mail_attachment",
        may=MAY_VIEW,
        example="{attachment}",
    ),
    page(
        "mail/inline/<str:token>/",
        views.mail_inline_image,
        name="mail_inline_image",
        may=PUBLIC,  # signed for one reader: a sandboxed page sends no session
        example="{inline_image}",
    ),
]
