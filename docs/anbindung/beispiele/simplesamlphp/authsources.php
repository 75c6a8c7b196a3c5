<?php
$config = [
    'default-sp' => [
        'saml:SP',
        'entityID' => 'https://portal.example/simplesaml',
        'idp' => 'https://konto.example/saml/metadata',
        'privatekey' => 'portal.key',
        'certificate' => 'portal.crt',
        'name' => ['de' => 'Bewohnerparkausweis'],
        'attributes' => [
            'urn:oid:2.5.4.42',
            'urn:oid:2.5.4.4',
            'urn:oid:1.2.40.0.10.2.1.1.55',
            'urn:oid:0.9.2342.19200300.100.1.3',
        ],
        'attributes.required' => [
            'urn:oid:2.5.4.42',
            'urn:oid:2.5.4.4',
            'urn:oid:1.2.40.0.10.2.1.1.55',
        ],
        'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
        'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        'sign.authnrequest' => true,
        'redirect.sign' => true,
        'validate.logout' => true,
        'WantAssertionsSigned' => true,
        'assertion.encryption' => true,
        'NameIDPolicy' => [
            'Format' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
            'AllowCreate' => true,
        ],
    ],
];
