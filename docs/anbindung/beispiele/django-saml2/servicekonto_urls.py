"""In urls.py: path("saml2/", include("servicekonto_urls"))"""

from django.urls import include, path

from servicekonto_views import Login, Logout, Return

urlpatterns = [
    path("login/", Login.as_view(), name="saml2_login"),
    path("acs/", Return.as_view(), name="saml2_acs"),
    path("ls/", Logout.as_view(), name="saml2_ls"),
    path("ls/post/", Logout.as_view(), name="saml2_ls_post"),
    path("", include("djangosaml2.urls")),
]
