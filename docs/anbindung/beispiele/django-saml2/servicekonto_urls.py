"""In urls.py: path("saml2/", include("servicekonto_urls"))"""

from django.urls import include, path

from servicekonto_views import Login, Return

urlpatterns = [
    path("login/", Login.as_view(), name="saml2_login"),
    path("acs/", Return.as_view(), name="saml2_acs"),
    path("", include("djangosaml2.urls")),
]
