import { NS } from '../saml/namespaces.js'

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-'

/** XML namespaces of a signed SOAP 1.1 message. */
export const SOAP_NS = {
  envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  security: `${WSS}wssecurity-secext-1.0.xsd`,
  utility: `${WSS}wssecurity-utility-1.0.xsd`,
  signature: NS.signature,
} as const
