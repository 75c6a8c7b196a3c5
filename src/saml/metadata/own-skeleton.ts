import { Constants, IdentityProvider } from 'samlify'
import type { XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'

/** The parts of an identity provider that samlify knows. */
export interface OwnFace {
  readonly entityId: string
  readonly ssoLocation: string
  /** The SingleLogoutService: through the browser by Redirect and POST, and by SOAP. */
  readonly sloLocation: string
  readonly sloSoapLocation: string
  /** Base64 DER, in the order of announcement. */
  readonly signingCertificates: readonly string[]
  readonly encryptionCertificates: readonly string[]
  readonly nameIdFormats: readonly string[]
}

export const SOAP = 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP'

/**
 * The EntityDescriptor of an identity provider as samlify builds it: entityID, KeyDescriptor, SingleLogoutService, NameIDFormat
 * and SingleSignOnService. No other code calls samlify for metadata; the rest of the document
 * (extensions, validity, organisation, signature) is beyond it.
 */
export function ownSkeleton(face: OwnFace): XmlElement {
  const { redirect, post } = Constants.namespace.binding
  const skeleton = IdentityProvider({
    entityID: face.entityId,
    signingCert: [...face.signingCertificates],
    encryptCert: [...face.encryptionCertificates],
    wantAuthnRequestsSigned: false,
    nameIDFormat: [...face.nameIdFormats],
    singleSignOnService: [redirect, post].map((Binding) => ({ Binding, Location: face.ssoLocation })),
    singleLogoutService: [
      ...[redirect, post].map((Binding) => ({ Binding, Location: face.sloLocation })),
      { Binding: SOAP, Location: face.sloSoapLocation },
    ],
  })
  return parseXml(skeleton.getMetadata())
}
