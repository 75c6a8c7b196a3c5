from pathlib import Path

from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as MetadataParser
from onelogin.saml2.settings import OneLogin_Saml2_Settings

# Was python3-saml über Ihr Portal und über das Servicekonto wissen muss.
PORTAL = "https://portal.example"

REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
URI = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"

# Name, Kurzname, muss vorhanden sein
ATTRIBUTES = [
    ("urn:oid:2.5.4.42", "givenName", True),
    ("urn:oid:2.5.4.4", "familyName", True),
    ("urn:oid:1.2.40.0.10.2.1.1.55", "birthDate", True),
    ("urn:oid:0.9.2342.19200300.100.1.3", "email", False),
]


def settings():
    ours = {
        "strict": True,
        "sp": {
            "entityId": f"{PORTAL}/metadata",
            "assertionConsumerService": {"url": f"{PORTAL}/acs", "binding": POST},
            "singleLogoutService": {"url": f"{PORTAL}/slo", "binding": REDIRECT},
            "NameIDFormat": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            "x509cert": Path("/etc/portal/portal.crt").read_text(),
            "privateKey": Path("/etc/portal/portal.key").read_text(),
            "attributeConsumingService": {
                "serviceName": "Bewohnerparkausweis",
                "requestedAttributes": [
                    {"name": name, "friendlyName": friendly, "nameFormat": URI, "isRequired": required}
                    for name, friendly, required in ATTRIBUTES
                ],
            },
        },
        "security": {
            "authnRequestsSigned": True,
            "logoutRequestSigned": True,
            "logoutResponseSigned": True,
            "wantAssertionsSigned": True,
            "wantAssertionsEncrypted": True,
            "requestedAuthnContext": ["http://eidas.europa.eu/LoA/low"],
            "requestedAuthnContextComparison": "minimum",
            # Ohne diese beiden Zeilen nimmt python3-saml SHA-1; das Servicekonto lehnt es ab.
            "signatureAlgorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "digestAlgorithm": "http://www.w3.org/2001/04/xmlenc#sha256",
        },
    }
    theirs = MetadataParser.parse(
        Path("/etc/portal/servicekonto.xml").read_bytes(),
        required_sso_binding=REDIRECT,
        required_slo_binding=REDIRECT,
    )
    return OneLogin_Saml2_Settings(MetadataParser.merge_settings(theirs, ours))
