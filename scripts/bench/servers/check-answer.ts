import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import type { Portal } from './portals.js'
import { REQUESTED } from './portals.js'

export interface IdentityProvider {
  readonly entityId: string
  readonly ssoUrl: string
  /** Base64 DER. */
  readonly certificate: string
}

/**
 * What is measured is a login that a portal takes: node-saml verifies the signatures of Response and assertion, and
 * every attribute that was asked for is there. `decryptionKey`: of the portal, where the assertion is encrypted.
 */
export async function checkAnswer(
  response: string,
  idp: IdentityProvider,
  portal: Portal,
  decryptionKey?: string,
): Promise<void> {
  const saml = new SAML({
    callbackUrl: portal.acs,
    entryPoint: idp.ssoUrl,
    issuer: portal.entityId,
    audience: portal.entityId,
    idpIssuer: idp.entityId,
    idpCert: idp.certificate,
    validateInResponseTo: ValidateInResponseTo.never,
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    ...(decryptionKey === undefined ? {} : { decryptionPvk: decryptionKey }),
  })
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: response })
  for (const { oid, value } of REQUESTED) {
    if (profile?.[oid] !== value) throw new Error(`the answer of ${idp.entityId} lacks ${oid}`)
  }
}
