import { randomBytes, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRawSync } from 'node:zlib'

const signAsync = promisify(sign)

const ALGORITHM = encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')

export interface RequestTarget {
  /** SingleSignOnService of the identity provider. */
  readonly ssoUrl: string
  readonly service: { readonly entityId: string; readonly acs: string }
}

/** Path and query of a signed AuthnRequest by HTTP-Redirect, with an ID of its own, issued now. */
export async function signedRequest({ ssoUrl, service }: RequestTarget, key: KeyObject): Promise<string> {
  const id = `_${randomBytes(20).toString('hex')}`
  const xml =
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"' +
    ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
    ` ID="${id}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${ssoUrl}"` +
    ` AssertionConsumerServiceURL="${service.acs}" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">` +
    `<saml:Issuer>${service.entityId}</saml:Issuer>` +
    '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" AllowCreate="true"/>' +
    '</samlp:AuthnRequest>'
  const message = encodeURIComponent(deflateRawSync(Buffer.from(xml)).toString('base64'))
  const octets = `SAMLRequest=${message}&RelayState=${id.slice(1, 17)}&SigAlg=${ALGORITHM}`
  const signature = await signAsync('sha256', Buffer.from(octets), key)
  return `${new URL(ssoUrl).pathname}?${octets}&Signature=${encodeURIComponent(signature.toString('base64'))}`
}
