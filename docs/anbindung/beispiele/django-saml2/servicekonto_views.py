"""Anmeldung mit Vertrauensniveau, die Prüfung der Antwort, die Seite nach einem Abbruch und das Abmelden."""

import base64

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.html import format_html
from djangosaml2.views import AssertionConsumerServiceView, LoginView, LogoutView
from saml2 import BINDING_HTTP_REDIRECT, SAMLError
from saml2.saml import AuthnContextClassRef
from saml2.samlp import RequestedAuthnContext
from saml2.sigver import verify_redirect_signature

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


class Logout(LogoutView):
    """pysaml2 nimmt eine Nachricht zum Abmelden auch ohne Unterschrift an, und eine falsche Unterschrift durch
    Redirect prüft es nicht: Ein fremder Link könnte sonst abmelden."""

    def do_logout_service(self, request, data, binding):
        _, client = self.get_state_client(request)
        signed = signed_query if binding == BINDING_HTTP_REDIRECT else signed_form
        if not signed(client, data.dict()):
            raise PermissionDenied("signature")
        return super().do_logout_service(request, data, binding)

    def get_state_client(self, request):
        """Was durch Redirect geht, unterschreibt pysaml2 auch innen; das ist nicht erlaubt (SAML Bindings 3.4.4.1)."""
        state, client = super().get_state_client(request)
        if request.method == "GET":
            create = client.create_logout_response
            client.create_logout_response = lambda *args, **kwargs: create(*args, **{**kwargs, "sign": False})
        return state, client


def signed_query(client, data):
    """Ob die Adresse mit einem Schlüssel aus den Metadaten des Servicekontos unterschrieben ist."""
    if not {"Signature", "SigAlg"} <= data.keys():
        return False
    [servicekonto] = client.metadata.identity_providers()
    certificates = client.metadata.certs(servicekonto, "idpsso", "signing")
    return any(verify_redirect_signature(data, client.sec.sec_backend, each) for each in certificates)


def signed_form(client, data):
    """Ob die Nachricht selbst unterschrieben ist."""
    kind = "logout_request" if "SAMLRequest" in data else "logout_response"
    xml = base64.b64decode(data.get("SAMLRequest") or data.get("SAMLResponse") or "")
    try:
        client.sec.correctly_signed_message(xml, kind, must=True)
    except (SAMLError, TypeError, SyntaxError):
        return False
    return True


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
