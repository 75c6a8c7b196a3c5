import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { selfSignedCertificate } from '../../../src/crypto/certificates.js'

/** A portal as the identity providers know it. Nothing listens at its address. */
export interface Portal {
  readonly entityId: string
  readonly acs: string
  /** What it asks for; all that the measuring's citizens have if nothing is said. */
  readonly asks?: readonly RequestedName[]
}

/** The key of all portals: a request of one is signed as dearly as another's. */
export interface PortalKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly pem: string
  /** Base64 DER. */
  readonly certificate: string
}

export function portalKey(): PortalKey {
  const pair = generateKeyPairSync('rsa', { modulusLength: 3072 })
  return {
    ...pair,
    pem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: certificateOf(pair),
  }
}

const certificateOf = (pair: Pick<PortalKey, 'privateKey' | 'publicKey'>): string =>
  selfSignedCertificate({
    pair,
    use: 'signing',
    commonName: 'portal.example',
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Date.UTC(2028, 0, 1),
  })

/** Keys of several portals, for an aggregate in which not all have the same one. */
export const portalKeys = (count: number): readonly Pick<PortalKey, 'certificate'>[] =>
  Array.from({ length: count }, () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return { certificate: certificateOf(pair) }
  })

export const portalNumber = (number: number): Portal => ({
  entityId: `http://portal-${number}.localhost:9/metadata`,
  acs: `http://portal-${number}.localhost:9/acs`,
})

/** What portals ask for, required. */
export const REQUESTED = [
  { name: 'givenName', oid: 'urn:oid:2.5.4.42', value: 'Jāna Łucja' },
  { name: 'familyName', oid: 'urn:oid:2.5.4.4', value: 'Nowak' },
  { name: 'birthDate', oid: 'urn:oid:1.2.40.0.10.2.1.1.55', value: '1987-04-12' },
  { name: 'email', oid: 'urn:oid:0.9.2342.19200300.100.1.3', value: 'jana.nowak@post.example' },
] as const

export type RequestedName = (typeof REQUESTED)[number]['name']

/** What this portal asks for. */
export const requestedBy = ({ asks }: Portal): readonly (typeof REQUESTED)[number][] =>
  REQUESTED.filter(({ name }) => asks?.includes(name) ?? true)

type Certified = Pick<PortalKey, 'certificate'>

/**
 * The metadata of portals as one aggregate, with one key for all of them, or several in turns. `encrypted`: with a key to
 * encrypt to.
 */
export function aggregate(
  portals: readonly Portal[],
  key: Certified | readonly Certified[],
  encrypted: boolean,
): string {
  const keys = [key].flat()
  const keyOf = (at: number): Certified => keys[at % keys.length] ?? { certificate: '' }
  return (
    '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"' +
    ` xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${portals.map((each, at) => entity(each, keyOf(at), encrypted)).join('')}` +
    '</md:EntitiesDescriptor>'
  )
}

function entity(portal: Portal, { certificate }: Certified, encrypted: boolean): string {
  const { entityId, acs } = portal
  const keyFor = (use: string): string =>
    `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate>` +
    '</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>'
  const requested = requestedBy(portal).map(
    ({ oid }) =>
      `<md:RequestedAttribute Name="${oid}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" isRequired="true"/>`,
  )
  return (
    `<md:EntityDescriptor entityID="${entityId}"><md:SPSSODescriptor AuthnRequestsSigned="true"` +
    ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
    `${keyFor('signing')}${encrypted ? keyFor('encryption') : ''}` +
    `<md:AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}"/>` +
    '<md:AttributeConsumingService index="0"><md:ServiceName xml:lang="de">Portal der Messung</md:ServiceName>' +
    `${requested.join('')}</md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>`
  )
}
