"""In settings.py: from servicekonto_settings import *"""

import saml2
from saml2.saml import NAMEID_FORMAT_PERSISTENT
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

PORTAL = "https://portal.example"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "djangosaml2.backends.Saml2Backend",
]
LOGIN_URL = "/saml2/login/"
SESSION_COOKIE_SECURE = True

# Die Kennung des Servicekontos wird der Benutzername; Konten entstehen bei der ersten Anmeldung.
SAML_USE_NAME_ID_AS_USERNAME = True
SAML_CREATE_UNKNOWN_USER = True
SAML_ATTRIBUTE_MAPPING = {
    "givenName": ("first_name",),
    "familyName": ("last_name",),
    "email": ("email",),
}
SAML_ACS_FAILURE_RESPONSE_FUNCTION = "servicekonto_views.not_logged_in"
SAML_DEFAULT_BINDING = saml2.BINDING_HTTP_REDIRECT
# Ohne diese Zeile wählt pysaml2 SOAP; davon rät djangosaml2 ab.
SAML_LOGOUT_REQUEST_PREFERRED_BINDING = saml2.BINDING_HTTP_REDIRECT
LOGOUT_REDIRECT_URL = "/abgemeldet/"

SAML_CONFIG = {
    "xmlsec_binary": "/usr/bin/xmlsec1",
    "entityid": f"{PORTAL}/saml2/metadata/",
    "attribute_map_dir": "/etc/portal/attribute-maps",
    "allow_unknown_attributes": False,
    # pysaml2 duldet ohne diese Zeile keine Abweichung der Uhren.
    "accepted_time_diff": 60,
    "metadata": {"local": ["/etc/portal/servicekonto.xml"]},
    "key_file": "/etc/portal/portal.key",
    "cert_file": "/etc/portal/portal.crt",
    "encryption_keypairs": [
        {"key_file": "/etc/portal/portal.key", "cert_file": "/etc/portal/portal.crt"},
    ],
    "service": {
        "sp": {
            "name": "Bewohnerparkausweis",
            "endpoints": {
                "assertion_consumer_service": [
                    (f"{PORTAL}/saml2/acs/", saml2.BINDING_HTTP_POST),
                ],
                "single_logout_service": [
                    (f"{PORTAL}/saml2/ls/", saml2.BINDING_HTTP_REDIRECT),
                ],
            },
            "name_id_format": [NAMEID_FORMAT_PERSISTENT],
            "name_id_policy_format": NAMEID_FORMAT_PERSISTENT,
            "required_attributes": ["givenName", "familyName", "birthDate"],
            "optional_attributes": ["email"],
            "authn_requests_signed": True,
            "logout_requests_signed": True,
            "logout_responses_signed": True,
            "signing_algorithm": SIG_RSA_SHA256,
            "digest_algorithm": DIGEST_SHA256,
            "want_response_signed": True,
            "want_assertions_signed": True,
            "allow_unsolicited": False,
            "force_authn": False,
        },
    },
}
