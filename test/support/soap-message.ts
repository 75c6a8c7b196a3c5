import { createHash, sign } from 'node:crypto'
import { keyOptions, signatureAlgorithm } from '../../src/crypto/signature-algorithms.js'
import type { TestKey } from './xml-keys.js'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-'
export const WSU = `${WSS}utility-1.0.xsd`
export const WSSE = `${WSS}secext-1.0.xsd`
const DS = 'http://www.w3.org/2000/09/xmldsig#'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/** How a message differs from what it should be. Every part is written in canonical form by hand. */
export interface SoapDraft {
  readonly key: TestKey
  readonly at: number
  readonly content?: string
  readonly timestamp?: string
  /** Which parts are signed. */
  readonly signs?: readonly ('timestamp' | 'body')[]
  readonly signatureUri?: string
  readonly digestUri?: string
  readonly canonicalization?: string
  readonly transforms?: string
  readonly keyInfo?: string
  /** What the Reference to the Body says instead. */
  readonly bodyUri?: string
  /** Changes the finished message. */
  readonly change?: (message: string) => string
}

export const ANSWER = '<x:answer xmlns:x="urn:x">yes</x:answer>'

/** A message as another side sends it: one signature over Timestamp and Body. */
export function soapMessage(draft: SoapDraft): string {
  const { signs = ['timestamp', 'body'], content = ANSWER } = draft
  const body = `<S:Body xmlns:S="${SOAP}" xmlns:wsu="${WSU}" wsu:Id="b">${content}</S:Body>`
  const inner = draft.timestamp ?? timesOf(draft.at)
  const timestamp = `<wsu:Timestamp xmlns:wsu="${WSU}" wsu:Id="t">${inner}</wsu:Timestamp>`
  const signed = signs.map((name) => (name === 'body' ? (['b', body] as const) : (['t', timestamp] as const)))
  const security = `<wsse:Security xmlns:wsse="${WSSE}">${timestamp}${signatureOver(signed, draft)}</wsse:Security>`
  const message = `<S:Envelope xmlns:S="${SOAP}"><S:Header>${security}</S:Header>${body}</S:Envelope>`
  return draft.change?.(message) ?? message
}

const timesOf = (at: number): string =>
  `<wsu:Created>${new Date(at).toISOString()}</wsu:Created><wsu:Expires>${new Date(at + 60_000).toISOString()}</wsu:Expires>`

function signatureOver(signed: readonly (readonly [string, string])[], draft: SoapDraft): string {
  const { signatureUri = RSA_SHA256, digestUri = 'http://www.w3.org/2001/04/xmlenc#sha256' } = draft
  const canonicalization = draft.canonicalization ?? EXCLUSIVE
  const transforms = draft.transforms ?? `<ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform>`
  const references = signed.map(
    ([id, part]) =>
      `<ds:Reference URI="${id === 'b' ? (draft.bodyUri ?? '#b') : `#${id}`}"><ds:Transforms>${transforms}</ds:Transforms><ds:DigestMethod Algorithm="${digestUri}"></ds:DigestMethod>` +
      `<ds:DigestValue>${createHash(digestUri.endsWith('sha1') ? 'sha1' : 'sha256')
        .update(part)
        .digest('base64')}</ds:DigestValue></ds:Reference>`,
  )
  const info =
    `<ds:CanonicalizationMethod Algorithm="${canonicalization}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${signatureUri}"></ds:SignatureMethod>${references.join('')}`
  const octets = Buffer.from(`<ds:SignedInfo xmlns:ds="${DS}">${info}</ds:SignedInfo>`)
  const algorithm = signatureAlgorithm(signatureUri)
  const value = algorithm
    ? sign(algorithm.hash, octets, keyOptions(algorithm, draft.key.privateKey))
    : sign('sha1', octets, draft.key.privateKey)
  return (
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo>${info}</ds:SignedInfo>` +
    `<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue>${draft.keyInfo ?? ''}</ds:Signature>`
  )
}
