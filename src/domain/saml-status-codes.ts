/** A SAML status: top-level and second-level code. */
export interface SamlStatus {
  readonly top: string
  readonly second: string | null
}

const PREFIX = 'urn:oasis:names:tc:SAML:2.0:status:'

const requester = (second: string): SamlStatus => ({ top: `${PREFIX}Requester`, second: PREFIX + second })
const responder = (second: string): SamlStatus => ({ top: `${PREFIX}Responder`, second: PREFIX + second })

/** Every status that the broker answers with (saml-core §3.2.2.2). Which error has which: `errors.ts`. */
export const SAML_STATUS = {
  success: { top: `${PREFIX}Success`, second: null },
  authnFailed: responder('AuthnFailed'),
  invalidNameIdPolicy: requester('InvalidNameIDPolicy'),
  noAuthnContext: responder('NoAuthnContext'),
  noPassive: responder('NoPassive'),
  noSupportedIdp: responder('NoSupportedIDP'),
  proxyCountExceeded: responder('ProxyCountExceeded'),
  requestDenied: responder('RequestDenied'),
  requestUnsupported: responder('RequestUnsupported'),
  unknownPrincipal: responder('UnknownPrincipal'),
} as const satisfies Record<string, SamlStatus>
