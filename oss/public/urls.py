from oss.core.pages import PUBLIC, page
from oss.public.views import public_page

urlpatterns = [
    page("p/<str:token>/", public_page, name="public_page", may=PUBLIC, example="{token}", secret=True),
]
