import { publicEncrypt, constants, createCipheriv, randomBytes } from 'node:crypto'
import { BROKER, type RequestDraft } from './saml-requests.js'
import { SERVICE } from './saml-service.js'

export const SLO = 'https://konto.example/saml/slo'
export const SLO_SOAP = 'https://konto.example/saml/slo/soap'

const NS =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' as const

let ids = 0

/** Every attribute that a message has, null left out. */
function written(attributes: Readonly<Record<string, string | null>>, now: number): string {
  const all = {
    ID: `_logout-${++ids}`,
    Version: '2.0',
    IssueInstant: new Date(now).toISOString(),
    Destination: SLO,
    ...attributes,
  }
  return Object.entries(all)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${value}"`]))
    .join('')
}

export interface LogoutDraft extends Pick<RequestDraft, 'attributes'> {
  readonly issuer?: string
  readonly nameId?: string
  /** Of NameID, as raw text. */
  readonly nameIdAttributes?: string
  /** In place of NameID, as raw text. */
  readonly subject?: string
  readonly sessionIndexes?: readonly string[]
}

/** A NameID as the broker gave it. */
export const nameIdXml = (nameId: string, attributes = ''): string =>
  `<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${attributes}>${nameId}</saml:NameID>`

export function logoutRequest(now: number, draft: LogoutDraft): string {
  const { attributes = {}, issuer = SERVICE, nameId = 'nobody', nameIdAttributes, subject, sessionIndexes = [] } = draft
  const indexes = sessionIndexes.map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`).join('')
  return (
    `<samlp:LogoutRequest ${NS}${written(attributes, now)}><saml:Issuer>${issuer}</saml:Issuer>` +
    `${subject ?? nameIdXml(nameId, nameIdAttributes)}${indexes}</samlp:LogoutRequest>`
  )
}

export function logoutResponse(
  now: number,
  {
    attributes = {},
    issuer = SERVICE,
    status,
  }: Pick<LogoutDraft, 'attributes' | 'issuer'> & { readonly status?: string },
): string {
  const code = status ?? '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>'
  return (
    `<samlp:LogoutResponse ${NS}${written(attributes, now)}><saml:Issuer>${issuer}</saml:Issuer>` +
    `<samlp:Status>${code}</samlp:Status></samlp:LogoutResponse>`
  )
}

/** An envelope as OpenSAML writes it. */
export const inSoap = (message: string, header = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">${header}<S:Body>${message}</S:Body></S:Envelope>`

/** An EncryptedID around a NameID, to the key of this certificate (base64 DER). */
export function encryptedId(
  nameId: string,
  certificate: string,
  { content = 'aes-256-gcm' }: { readonly content?: 'aes-256-gcm' | 'aes-256-cbc' } = {},
): string {
  const key = randomBytes(32)
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`
  const wrapped = publicEncrypt({ key: pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key)
  const isGcm = content === 'aes-256-gcm'
  const iv = randomBytes(isGcm ? 12 : 16)
  const cipher = createCipheriv(content as 'aes-256-gcm', key, iv)
  const inside = Buffer.concat([iv, cipher.update(nameId, 'utf8'), cipher.final()])
  const tag = isGcm ? cipher.getAuthTag() : Buffer.alloc(0)
  const uri = isGcm ? 'http://www.w3.org/2009/xmlenc11#aes256-gcm' : 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'
  const value = (bytes: Buffer): string =>
    `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`
  return (
    '<saml:EncryptedID xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
    '<xenc:EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element">' +
    `<xenc:EncryptionMethod Algorithm="${uri}"/><ds:KeyInfo><xenc:EncryptedKey>` +
    '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>' +
    `${value(wrapped)}</xenc:EncryptedKey></ds:KeyInfo>${value(Buffer.concat([inside, tag]))}` +
    '</xenc:EncryptedData></saml:EncryptedID>'
  )
}

/** The qualifiers of a persistent NameID (saml-core §8.3.7). */
export const qualifiers = (service = SERVICE, broker = BROKER): string =>
  ` NameQualifier="${broker}" SPNameQualifier="${service}"`
