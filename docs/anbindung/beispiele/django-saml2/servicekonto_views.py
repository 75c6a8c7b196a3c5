"""Anmeldung mit Vertrauensniveau, die Prüfung der Antwort und die Seite nach einem Abbruch."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.html import format_html
from djangosaml2.views import AssertionConsumerServiceView, LoginView
from saml2.saml import AuthnContextClassRef
from saml2.samlp import RequestedAuthnContext

LEVELS = ["http://eidas.europa.eu/LoA/low"]
COMPARISON = "minimum"
# Was genügt: das verlangte Niveau und jedes höhere.
ENOUGH = LEVELS + ["http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/LoA/high"]


class Login(LoginView):
    """pysaml2 hat keine Einstellung für das Vertrauensniveau; hier kommt es in die Anfrage."""

    def load_sso_kwargs(self, sso_kwargs):
        sso_kwargs["requested_authn_context"] = RequestedAuthnContext(
            authn_context_class_ref=[AuthnContextClassRef(text=level) for level in LEVELS],
            comparison=COMPARISON,
        )


class Return(AssertionConsumerServiceView):
    """djangosaml2 vergleicht das Vertrauensniveau der Antwort nicht von selbst."""

    def custom_validation(self, response):
        if not any(level in ENOUGH for level, *_ in response.authn_info()):
            raise PermissionDenied("level")


def not_logged_in(request, exception=None, status=403, **kwargs):
    """djangosaml2 sagt von sich aus nur „Access Denied“."""
    return HttpResponse(
        format_html(
            '<!doctype html><html lang="de"><title>Sie sind nicht angemeldet</title>'
            "<h1>Sie sind nicht angemeldet</h1>"
            '<p><a href="/geschuetzt/">Noch einmal anmelden</a></p>'
            "<p>Für Rückfragen: <code>{}</code></p>",
            type(exception).__name__,
        ),
        status=status,
    )
