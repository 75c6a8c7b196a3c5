import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import { requestedBy, type Portal, type RequestedName } from './portals.js'

export interface IdentityProvider {
  readonly entityId: string
  readonly ssoUrl: string
  /** Base64 DER. */
  readonly certificate: string
}

export interface AnswerExpectation {
  /** Of the portal, where the assertion is encrypted. */
  readonly decryptionKey?: string | undefined
  /** Where it is not what every citizen of the measuring is called. */
  readonly tells?: Readonly<Partial<Record<RequestedName, string>>> | undefined
}

/**
 * What is measured is a login that a portal takes: node-saml verifies the signatures of Response and assertion, and
 * every attribute that was asked for is there.
 */
export async function checkAnswer(
  response: string,
  idp: IdentityProvider,
  portal: Portal,
  { decryptionKey, tells = {} }: AnswerExpectation = {},
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
  for (const { name, oid, value } of requestedBy(portal)) {
    if (profile?.[oid] !== (tells[name] ?? value)) throw new Error(`the answer of ${idp.entityId} lacks ${oid}`)
  }
}
