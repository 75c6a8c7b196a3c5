import { SignedXml } from 'xml-crypto'
import type { KeyPair } from '../portal/key-pair.js'

// WS-Security as an eID server does it, made with a library of its own: two implementations that understand each
// other say more than one that understands itself.

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/** An answer around `content`, dated `at`; unsigned without a key. */
export function envelopeAround(content: string, at: Date, key: KeyPair | null): string {
  const expires = new Date(at.getTime() + 60_000)
  const message =
    `<S:Envelope xmlns:S="${SOAP}" xmlns:wsu="${WSS}utility-1.0.xsd"><S:Header>` +
    `<wsse:Security xmlns:wsse="${WSS}secext-1.0.xsd" S:mustUnderstand="1"><wsu:Timestamp wsu:Id="_1">` +
    `<wsu:Created>${at.toISOString()}</wsu:Created><wsu:Expires>${expires.toISOString()}</wsu:Expires>` +
    `</wsu:Timestamp></wsse:Security></S:Header><S:Body wsu:Id="_2">${content}</S:Body></S:Envelope>`
  return key === null ? message : sign(message, key)
}

function sign(message: string, key: KeyPair): string {
  const signed = new SignedXml({
    idMode: 'wssecurity',
    privateKey: key.privateKey,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
    getKeyInfoContent: () => null,
  })
  for (const name of ['Timestamp', 'Body']) {
    signed.addReference({
      xpath: `/*/*[local-name(.)='${name}'] | //*[local-name(.)='Security']/*[local-name(.)='${name}']`,
      transforms: [EXCLUSIVE],
      digestAlgorithm: SHA256,
      inclusiveNamespacesPrefixList: ['S', 'wsse'],
    })
  }
  signed.computeSignature(message, {
    prefix: 'ds',
    location: { reference: "//*[local-name(.)='Security']", action: 'append' },
  })
  return signed.getSignedXml()
}

/** The Body of a request that this certificate has signed with its Timestamp, or null. */
export function verifiedBody(message: string, certificate: string): string | null {
  const [signature] = /<(?:\w+:)?Signature[ >][\s\S]*<\/(?:\w+:)?Signature>/.exec(message) ?? []
  if (signature === undefined) return null
  const signed = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null })
  try {
    signed.loadSignature(signature)
    if (!signed.checkSignature(message)) return null
  } catch {
    return null
  }
  const [timestamp, body, ...more] = signed.getSignedReferences()
  const isSigned = timestamp?.includes(':Timestamp ') && body?.startsWith('<soapenv:Body ') && more.length === 0
  return isSigned ? (body ?? null) : null
}
