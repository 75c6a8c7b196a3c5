import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIPv6, type Socket } from 'node:net'
import type { Duration } from '../domain/instant.js'
import { OutgoingError } from '../domain/outgoing-error.js'
import type { OutgoingCall } from '../domain/ports/outgoing.js'
import { quoted } from '../domain/quoted.js'
import type { CheckedTarget } from './checked-target.js'

/** What of a call makes its request. */
export interface SentCall extends Pick<OutgoingCall, 'headers' | 'body' | 'tls'> {
  readonly signal: AbortSignal
  readonly idle: Duration
}

/** Sends one request to the checked addresses and gives the answer with its body unread. Throws what Node does. */
export function sendRequest({ url, addresses }: CheckedTarget, call: SentCall): Promise<IncomingMessage> {
  const { headers, body, signal, idle, tls } = call
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const targets = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  const [first = { address: '', family: 4 }] = targets
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: body === undefined ? 'GET' : 'POST',
      signal,
      agent: false,
      timeout: idle,
      // check: certificates-are-verified-whatever-the-environment-says
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(tls?.trusted == null ? {} : { ca: tls.trusted }),
      ...(tls?.client == null ? {} : { key: tls.client.key, cert: tls.client.certificate }),
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': body.length }),
      },
      // The addresses that were checked, and no others: the name is not asked for again.
      lookup: (_hostname, { all }, callback) =>
        // check: the-checked-address-is-used
        all ? callback(null, targets) : callback(null, first.address, first.family),
    })
    let answer: IncomingMessage | null = null
    const fallSilent = () => (answer ?? sent).destroy(new OutgoingError('time', `${quoted(url.href)} fell silent`))
    // check: silence-ends-a-call
    sent.on('timeout', () => unlessHeard(sent.socket, fallSilent))
    sent.on('response', (response) => resolve((answer = response)))
    // An answer that changes the protocol ends the request without error and without response.
    // check: a-call-ends-whatever-the-answer
    sent.on('close', () => reject(new OutgoingError('failed', `${quoted(url.href)} ended without an answer`)))
    sent.on('error', reject).end(body)
  })
}

/** Lets the event loop read first: what arrived while this process was busy is no silence. */
function unlessHeard(socket: Socket | null, fallSilent: () => void): void {
  const heard = socket?.bytesRead
  setImmediate(() => {
    if (socket?.bytesRead === heard) fallSilent()
  })
}
