import { constants, type KeyObject } from 'node:crypto'
import type { TestKeyName } from '../../support/saml-keys.js'

/** One signature algorithm with one kind of key, and which tools can verify it. */
export interface SignatureCase {
  readonly name: string
  readonly uri: string
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly kind: 'rsa' | 'pss' | 'ec'
  readonly broker: TestKeyName
  readonly service: TestKeyName
  /** Why node-saml at its pinned version cannot verify it; null: it can. */
  readonly nodeSamlLacks: string | null
  /** Why older xmlsec1 cannot: what it then says. Null: every one can. The system brings it, so newer ones may. */
  readonly xmlsecMayLack: RegExp | null
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#'
const HASHES = ['sha256', 'sha384', 'sha512'] as const

const RSA = { kind: 'rsa', broker: 'broker', service: 'service' } as const
const P256 = { kind: 'ec', broker: 'brokerEc', service: 'serviceEc' } as const
const P384 = { kind: 'ec', broker: 'brokerEc384', service: 'serviceEc384' } as const

const NO_SHA384 = 'its XML library has no SHA-384'

/** Every algorithm that the broker signs with and accepts, with every kind of key for it. */
export const SIGNATURE_CASES: readonly SignatureCase[] = HASHES.flatMap((hash): SignatureCase[] => [
  {
    ...RSA,
    name: `rsa-${hash}`,
    uri: `${MORE}rsa-${hash}`,
    hash,
    nodeSamlLacks: hash === 'sha384' ? NO_SHA384 : null,
    xmlsecMayLack: null,
  },
  {
    ...RSA,
    kind: 'pss',
    name: `${hash}-rsa-MGF1`,
    uri: `${MORE_2007}${hash}-rsa-MGF1`,
    hash,
    nodeSamlLacks: hash === 'sha256' ? null : 'its XML library has RSASSA-PSS with SHA-256 alone',
    // 1.2.37 of Debian 12; 1.3 has them.
    xmlsecMayLack: /xmlSecTransformIdListFindByHref.*-rsa-MGF1/s,
  },
  ...[P256, P384].map((keys) => ({
    ...keys,
    name: `ecdsa-${hash} by ${keys.broker === 'brokerEc' ? 'P-256' : 'P-384'}`,
    uri: `${MORE}ecdsa-${hash}`,
    hash,
    nodeSamlLacks: 'its XML library has no ECDSA',
    xmlsecMayLack: null,
  })),
])

/** How node:crypto is told to sign, written out here a second time. */
export function signOptions({ kind }: SignatureCase, key: KeyObject) {
  if (kind === 'ec') return { key, dsaEncoding: 'ieee-p1363' as const }
  if (kind === 'rsa') return { key, padding: constants.RSA_PKCS1_PADDING }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}
