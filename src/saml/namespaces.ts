/** The XML namespaces of SAML and of the standards under it. */
export const NS = {
  xml: 'http://www.w3.org/XML/1998/namespace',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  signature11: 'http://www.w3.org/2009/xmldsig11#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
  encryption11: 'http://www.w3.org/2009/xmlenc11#',
  ui: 'urn:oasis:names:tc:SAML:metadata:ui',
  algorithms: 'urn:oasis:names:tc:SAML:metadata:algsupport',
  entityAttributes: 'urn:oasis:names:tc:SAML:metadata:attribute',
  scope: 'urn:mace:shibboleth:metadata:1.0',
  akdb: 'https://www.akdb.de/request/2018/09',
  akdbClassicUi: 'https://www.akdb.de/request/2018/09/classic-ui/v1',
  requestedAttributes: 'urn:oasis:names:tc:SAML:protocol:ext:req-attr',
} as const
