import { createVerify } from 'node:crypto'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { parseXml2JsFromString } from '@node-saml/node-saml/lib/xml.js'
import { z } from 'zod'

/** What came in at the portal's address for logouts, as it came. */
export type Received =
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly fields: Readonly<Record<string, string>> }

/** What a message about a logout says of itself. */
export interface LogoutMessage {
  readonly kind: 'request' | 'answer'
  readonly issuer: string
  readonly destination: string
  readonly inResponseTo: string | null
  /** The last words of its status codes, top level first; none in a request. */
  readonly codes: readonly string[]
}

const NAMES = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature']

/** The algorithms that the portal believes; saml-bindings 3.4.4.1 names them by these URIs. */
const HASHES: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
}

/**
 * The parameters of a signed query. node-saml takes a query without a signature, and of a parameter that comes twice
 * it verifies the first: so neither gets there.
 * @param certificates of the broker, in base64.
 */
export function signedFields(query: string, certificates: readonly string[]): Readonly<Record<string, string>> {
  const raw = new Map<string, string>()
  for (const part of query.split('&')) {
    const [name = ''] = part.split('=', 1)
    if (!NAMES.includes(name) || raw.has(name)) throw new Error('a parameter is repeated or unknown')
    raw.set(name, part)
  }
  const fields = Object.fromEntries(new URLSearchParams(query))
  if (raw.has('SAMLRequest') === raw.has('SAMLResponse')) throw new Error('the query holds no single message')
  const hash = HASHES[fields['SigAlg'] ?? '']
  if (hash === undefined || !raw.has('Signature')) throw new Error('the query is not signed')
  const signed = NAMES.slice(0, -1).flatMap((name) => raw.get(name) ?? [])
  const isSigned = certificates.some((certificate) =>
    createVerify(hash)
      .update(signed.join('&'))
      .verify(
        `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`,
        fields['Signature'] ?? '',
        'base64',
      ),
  )
  if (!isSigned) throw new Error('the signature of the query is wrong')
  return fields
}

const inflate = promisify(inflateRaw)

const LONGEST = 1024 * 1024

/** The XML of the one message that these fields hold. */
export async function xmlIn(fields: Readonly<Record<string, string>>, { binding }: Received): Promise<string> {
  const packed = Buffer.from(fields['SAMLRequest'] ?? fields['SAMLResponse'] ?? '', 'base64')
  return (binding === 'post' ? packed : await inflate(packed, { maxOutputLength: LONGEST })).toString('utf8')
}

const text = z.union([z.string(), z.object({ _: z.string() }).transform(({ _ }) => _)])
const statusCode = z.object({
  $: z.object({ Value: z.string() }),
  StatusCode: z.array(z.object({ $: z.object({ Value: z.string() }) })).optional(),
})
const head = { Issuer: z.tuple([text]) }
const document = z.union([
  z.object({ LogoutRequest: z.object({ $: z.object({ Destination: z.string() }), ...head }) }).strict(),
  z
    .object({
      LogoutResponse: z.object({
        $: z.object({ Destination: z.string(), InResponseTo: z.string() }),
        ...head,
        Status: z.tuple([z.object({ StatusCode: z.tuple([statusCode]) })]),
      }),
    })
    .strict(),
])

/** Reads a message whose signature is proven. Throws where it is no message about a logout. */
export async function readLogoutMessage(xml: string): Promise<LogoutMessage> {
  const parsed = document.safeParse(await parseXml2JsFromString(xml))
  if (!parsed.success) throw new Error('this is no message about a logout')
  if ('LogoutRequest' in parsed.data) {
    const { $, Issuer } = parsed.data.LogoutRequest
    return { kind: 'request', issuer: Issuer[0], destination: $.Destination, inResponseTo: null, codes: [] }
  }
  const { $, Issuer, Status } = parsed.data.LogoutResponse
  const [top] = Status[0].StatusCode
  const codes = [top, ...(top.StatusCode ?? [])].map((each) => each.$.Value.split(':').at(-1) ?? '')
  return { kind: 'answer', issuer: Issuer[0], destination: $.Destination, inResponseTo: $.InResponseTo, codes }
}
