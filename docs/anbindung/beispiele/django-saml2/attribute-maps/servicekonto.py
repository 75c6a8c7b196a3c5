ATTRIBUTES = {
    "urn:oid:2.5.4.42": "givenName",
    "urn:oid:2.5.4.4": "familyName",
    "urn:oid:1.2.40.0.10.2.1.1.55": "birthDate",
    "urn:oid:0.9.2342.19200300.100.1.3": "email",
    "urn:oid:1.2.40.0.10.2.1.1.261.94": "trustLevel",
}

MAP = {
    "identifier": "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
    "fro": ATTRIBUTES,
    "to": {name: oid for oid, name in ATTRIBUTES.items()},
}
