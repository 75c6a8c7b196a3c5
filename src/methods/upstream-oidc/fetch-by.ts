import type { CustomFetch } from 'openid-client'
import { seconds } from '../../domain/instant.js'
import type { CallOut } from '../../domain/ports/outgoing.js'

/** No document of an issuer is larger. */
const MAX_BYTES = 256 * 1024
const WITHIN = seconds(10)

/**
 * The calls of openid-client by the port of the house (RULES: Operators 8): it decides whom they reach. No redirect is
 * followed: an issuer names its endpoints itself.
 */
export const fetchBy =
  (callOut: CallOut): CustomFetch =>
  async (url, { headers, body }) => {
    const answer = await callOut({
      url,
      headers,
      ...(body == null ? {} : { body: bytesOf(body) }),
      within: WITHIN,
      maxBytes: MAX_BYTES,
      redirects: 0,
      wants: () => true,
    })
    // A Response takes no other statuses, and with some no body.
    const { status } = answer
    if (status < 200 || status > 599 || [204, 205, 304].includes(status)) return new Response(null, { status: 502 })
    return new Response(Buffer.from(answer.body), { status, headers: answer.headers })
  }

function bytesOf(body: NonNullable<Parameters<CustomFetch>[1]['body']>): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof URLSearchParams) return Buffer.from(body.toString())
  throw new TypeError('An issuer is sent forms alone')
}
