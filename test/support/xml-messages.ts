import { createHash, sign, type KeyObject } from 'node:crypto'
import { keyOptions, signatureAlgorithm } from '../../src/crypto/signature-algorithms.js'

export const DS = 'http://www.w3.org/2000/09/xmldsig#'
export const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const ENVELOPED = `${DS}enveloped-signature`
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'

/** An AuthnRequest in exclusive canonical form, with a place for a signature and for extensions. */
export const authnRequest = ({ id = '_good', signature = '', inside = '', acs = 'https://sp.example/acs' } = {}) =>
  `<samlp:AuthnRequest xmlns:samlp="${PROTOCOL}" AssertionConsumerServiceURL="${acs}" ID="${id}" IssueInstant="2026-11-20T12:00:00Z" Version="2.0">` +
  `<saml:Issuer xmlns:saml="${ASSERTION}">https://sp.example/metadata</saml:Issuer>${signature}${inside}` +
  '<samlp:NameIDPolicy AllowCreate="true"></samlp:NameIDPolicy></samlp:AuthnRequest>'

export interface SignatureRecipe {
  readonly key: KeyObject
  readonly algorithm?: string
  readonly c14n?: string
  readonly transforms?: string
  readonly digest?: string
  readonly digestValue?: string
  readonly uri?: string
  readonly referenceAttributes?: string
  readonly secondReference?: string
  /** Makes the signature value in place of the algorithm. */
  readonly signWith?: (signedInfo: Buffer) => Buffer
  /** After SignatureValue. */
  readonly rest?: string
}

export const TRANSFORMS = `<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform><ds:Transform Algorithm="${EXC_C14N}"></ds:Transform>`

/** A ds:Signature over `signed` (canonical text), every part of which a test can bend before it is signed. */
export function signatureOver(signed: string, recipe: SignatureRecipe): string {
  const { algorithm = RSA_SHA256, digest = SHA256, uri = '#_good' } = recipe
  const digestValue = recipe.digestValue ?? createHash(hashOf(digest)).update(signed).digest('base64')
  const reference =
    `<ds:Reference${recipe.referenceAttributes ?? ''} URI="${uri}"><ds:Transforms>${recipe.transforms ?? TRANSFORMS}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digest}"></ds:DigestMethod><ds:DigestValue>${digestValue}</ds:DigestValue></ds:Reference>`
  const inside =
    `<ds:CanonicalizationMethod Algorithm="${recipe.c14n ?? EXC_C14N}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${algorithm}"></ds:SignatureMethod>${reference}${recipe.secondReference ?? ''}`
  const octets = Buffer.from(`<ds:SignedInfo xmlns:ds="${DS}">${inside}</ds:SignedInfo>`)
  const value = (recipe.signWith ?? ((data) => signed256(algorithm, recipe.key, data)))(octets).toString('base64')
  return (
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo>${inside}</ds:SignedInfo>` +
    `<ds:SignatureValue>${value}</ds:SignatureValue>${recipe.rest ?? ''}</ds:Signature>`
  )
}

function signed256(uri: string, key: KeyObject, data: Buffer): Buffer {
  const algorithm = signatureAlgorithm(uri)
  if (!algorithm) throw new Error(`no algorithm ${uri}: give signWith`)
  return sign(algorithm.hash, data, keyOptions(algorithm, key))
}

const hashOf = (uri: string): string => /sha\d+$/.exec(uri)?.[0] ?? 'sha256'
