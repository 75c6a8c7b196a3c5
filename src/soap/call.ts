import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duration } from '../domain/instant.js'
import { decodeXml } from '../saml/xml/decode-xml.js'
import { SoapError } from './soap-error.js'
import { soapRule } from './soap-rule.js'

/** Where messages go, and how the line to it is kept. */
export interface SoapEndpoint {
  readonly url: URL
  /** For https: the certificate of the other side or of its issuer, PEM; null: the authorities of the system. */
  readonly trusted: string | null
  /** For https: our own certificate with its key, PEM; null: none is shown. */
  readonly client: { readonly key: string; readonly certificate: string } | null
}

/** Answers of an eID server hold a person's data, no more. */
const MOST_BYTES = 131_072

/**
 * Sends one message and gives the text of the answer: status 200, or 500 as SOAP 1.1 §6.2 has it for faults. One
 * deadline for all of it, nothing is redirected, nothing larger than 128 KiB is read. Throws SoapError
 * `soap-unreachable`, `soap-time`, `soap-status`, `soap-size`, `soap-xml` (an encoding that is not accepted).
 */
export async function callSoap(
  endpoint: SoapEndpoint,
  action: string,
  message: string,
  timeout: Duration,
): Promise<string> {
  const signal = AbortSignal.timeout(timeout)
  try {
    return await textOf(await send(endpoint, action, Buffer.from(message, 'utf8'), signal))
  } catch (cause) {
    if (cause instanceof SoapError) throw cause
    if (signal.aborted) throw new SoapError('soap-time', `no answer within ${timeout} ms`, { cause })
    throw new SoapError('soap-unreachable', codeOf(cause), { cause })
  }
}

function send({ url, trusted, client }: SoapEndpoint, action: string, body: Buffer, signal: AbortSignal) {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      // check: soap-has-a-deadline
      signal,
      agent: false,
      minVersion: 'TLSv1.2',
      ...(trusted === null ? {} : { ca: trusted }),
      ...(client === null ? {} : { key: client.key, cert: client.certificate }),
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        'content-length': body.length,
        soapaction: `"${action}"`,
        accept: 'text/xml',
        'accept-encoding': 'identity',
      },
    })
    outgoing.on('response', resolve).on('error', reject).end(body)
  })
}

async function textOf(response: IncomingMessage): Promise<string> {
  const { statusCode = 0, headers } = response
  const type = (headers['content-type'] ?? '').toLowerCase()
  // check: soap-follows-nothing
  if ((statusCode !== 200 && statusCode !== 500) || !type.startsWith('text/xml')) {
    response.destroy()
    throw new SoapError('soap-status', `the answer has status ${statusCode} and is no SOAP message`)
  }
  const chunks: Buffer[] = []
  let size = 0
  const stream: AsyncIterable<Buffer> = response
  for await (const chunk of stream) {
    size += chunk.length
    // Leaving the loop ends the connection.
    // check: soap-answers-are-bounded
    if (size > MOST_BYTES) throw new SoapError('soap-size', `the answer is larger than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return soapRule('soap-xml', () => decodeXml(Buffer.concat(chunks)))
}

/** `ECONNREFUSED` and the like; a message could hold more. */
const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no connection'
