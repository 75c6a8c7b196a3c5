import { deflateRawSync } from 'node:zlib'
import type { Carried } from '../../domain/logout.js'
import type { SignatureChoice } from '../idp/algorithm-choice.js'
import { signed, unsigned, type Signable } from '../xml/signature-template.js'
import type { MessageParameter } from './inbound-message.js'

/** A message on its way to a service through the browser. */
export interface Sent {
  readonly message: Signable
  readonly as: MessageParameter
  /** The address, of registered metadata. */
  readonly to: string
  readonly relayState: string | null
}

/**
 * By HTTP-Redirect (saml-bindings §3.4.4): the message is deflated and not signed inside; the signature stands beside it
 * and covers the parameters in the order in which they are written.
 */
export async function byRedirect(
  { message, as, to, relayState }: Sent,
  { signer, algorithm }: SignatureChoice,
): Promise<Carried> {
  const deflated = deflateRawSync(Buffer.from(unsigned(message))).toString('base64')
  const state = relayState === null ? [] : [['RelayState', relayState] as const]
  const parameters = [[as, deflated] as const, ...state, ['SigAlg', algorithm] as const]
  const octets = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  const signature = Buffer.from(await signer.sign(algorithm, Buffer.from(octets))).toString('base64')
  const query = `${octets}&Signature=${encodeURIComponent(signature)}`
  return { kind: 'redirect', url: `${to}${to.includes('?') ? '&' : '?'}${query}` }
}

/** By HTTP-POST (saml-bindings §3.5.4): signed inside, in a form. */
export async function byPost(
  { message, as, to, relayState }: Sent,
  { signer, algorithm, digest }: SignatureChoice,
): Promise<Carried> {
  const written = { [as]: Buffer.from(await signed(message, signer, algorithm, digest)).toString('base64') }
  const fields = relayState === null ? written : { ...written, RelayState: relayState }
  return { kind: 'post', action: to, fields }
}
