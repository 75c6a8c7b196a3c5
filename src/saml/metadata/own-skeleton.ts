import { Constants, IdentityProvider } from 'samlify'
import type { XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'

/** The parts of an identity provider that samlify knows. */
export interface OwnFace {
  readonly entityId: string
  readonly ssoLocation: string
  /** Base64 DER, in the order of announcement. */
  readonly signingCertificates: readonly string[]
  readonly nameIdFormats: readonly string[]
}

/**
 * The EntityDescriptor of an identity provider as samlify builds it: entityID, KeyDescriptor, NameIDFormat and
 * SingleSignOnService by Redirect and POST. No other code calls samlify for metadata; the rest of the document
 * (extensions, validity, organisation, signature) is beyond it.
 */
export function ownSkeleton(face: OwnFace): XmlElement {
  const { redirect, post } = Constants.namespace.binding
  const skeleton = IdentityProvider({
    entityID: face.entityId,
    signingCert: [...face.signingCertificates],
    wantAuthnRequestsSigned: false,
    nameIDFormat: [...face.nameIdFormats],
    singleSignOnService: [redirect, post].map((Binding) => ({ Binding, Location: face.ssoLocation })),
    // Without a logout service samlify would warn on the console; the finished metadata leaves this one out.
    singleLogoutService: [{ Binding: redirect, Location: face.ssoLocation }],
  })
  return parseXml(skeleton.getMetadata())
}
