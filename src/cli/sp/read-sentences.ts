import { quoted } from '../../domain/quoted.js'
import type { LeftOut, ReadFindingData } from '../../domain/read-finding.js'
import { ENDPOINT_FAULTS } from '../../saml/metadata/endpoint-url.js'
import { dayOf } from '../days.js'
import type { SentenceOf } from './sentence.js'

const NEW_RSA_KEY = 'have the service make an RSA key of 3072 bits, and import its metadata again'

/** What reading metadata tells beside its values. */
export const READ_SENTENCES: { readonly [Code in keyof ReadFindingData]: SentenceOf<ReadFindingData[Code]> } = {
  'read-endpoint': ({ location, fault, ...place }, entityId) =>
    leftOut(`${quoted(location)} ${ENDPOINT_FAULTS[fault]}`, place, entityId),
  'read-binding': ({ binding, ...place }, entityId) =>
    leftOut(`its binding ${quoted(binding)} is none that is used here`, place, entityId),
  'read-key-chain': ({ descriptor, count }, entityId) => ({
    message: `${key(entityId, descriptor)}: only the first of ${count} certificates is used`,
    cure: 'see that the first one is the service’s own; the others do nothing',
  }),
  'read-key-left-out': ({ descriptor }, entityId) => ({
    message: `${key(entityId, descriptor)}: it has no X509Certificate and no KeyValue of RSA or of a named curve, and is left out`,
    cure: 'have the key itself put into the metadata',
  }),
  'read-key-short': ({ descriptor, bits }, entityId) => ({
    message: `${key(entityId, descriptor)}: an RSA key of ${bits} bits is outside ${
      bits < 3000 ? 'BSI TR-02102-1 since 1 January 2024' : 'BSI TR-03116-4 since 1 January 2023'
    }`,
    cure: NEW_RSA_KEY,
  }),
  'read-certificate-expired': ({ descriptor, notAfter }, entityId) => ({
    message: `${key(entityId, descriptor)}: its certificate expired on ${dayOf(notAfter)}; the key is used on`,
    cure: 'have the service renew it, and import its metadata again',
  }),
  'read-key-encryption': ({ descriptor }, entityId) => ({
    message: `${key(entityId, descriptor)}: assertions cannot be encrypted to an EC key; it is left out`,
    cure: 'have an RSA key for encryption put in',
  }),
  'read-encryption-impossible': (_, entityId) => ({
    message: `${entityId}: its encryption key is of a kind that the broker cannot encrypt to, so it gets no assertions`,
    cure: 'have an RSA key for encryption put in, or import with --set encrypt=never',
  }),
  'read-encryption-weak': ({ descriptor, hasCbc }, entityId) => ({
    message: `${key(entityId, descriptor)}: it lists no AES-GCM, so what the broker sends may not be readable there`,
    cure: hasCbc
      ? 'have the service renewed, or permit CBC for a time: sp set weakAlgorithms=… weakAlgorithmsUntil=…'
      : 'have the service renewed: the broker writes none of what it lists',
  }),
  'read-key-transport': ({ descriptor }, entityId) => ({
    message: `${key(entityId, descriptor)}: it lists no RSA-OAEP that the broker writes, so what it sends may not be readable there`,
    cure: 'have the service renewed; RSA PKCS#1 v1.5 is never written',
  }),
  'read-signature-algorithms': (_, entityId) => ({
    message: `${entityId}: it names no signature algorithm that the broker uses; answers are signed by the default`,
    cure: 'have the service take rsa-sha256, and say so in its metadata',
  }),
  'read-digest-algorithms': (_, entityId) => ({
    message: `${entityId}: it names no digest algorithm that the broker uses; answers are signed with SHA-256`,
    cure: 'have the service take SHA-256, and say so in its metadata',
  }),
  'read-sha1': (_, entityId) => ({
    message: `${entityId}: its metadata are signed with SHA-1; if it signs its requests so too, they are refused`,
    cure: 'have its signature algorithm set to rsa-sha256, its digest to SHA-256',
  }),
  'read-logo': ({ url }, entityId) => ({
    message: `${entityId}: the logo ${quoted(url)} is not https and is left out`,
    cure: 'have an https address put in, or the picture itself as data:image/png;base64,…',
  }),
  'read-link': ({ element, link }, entityId) => ({
    message: `${entityId}: ${element} ${quoted(link)} is not https and is left out`,
    cure: 'have an https address put in, if citizens should find it',
  }),
}

const key = (entityId: string, descriptor: number): string => `${entityId}: KeyDescriptor ${descriptor}`

function leftOut(why: string, { element, which, fallback }: LeftOut, entityId: string) {
  const now = fallback === null ? '' : `; it was the default, which is now index ${fallback}`
  const place = `${entityId}: ${element} ${which}`.trimEnd()
  const corrected = 'have it corrected or taken out of the metadata'
  return {
    message: `${place}: ${why}, and is left out${now}`,
    cure:
      element === 'AssertionConsumerService' ? `${corrected}; until then requests that name it are refused` : corrected,
  }
}
