import type { Duration } from '../domain/instant.js'
import { OutgoingError } from '../domain/outgoing-error.js'
import type { AnswerHead, CallOut, OutgoingAnswer, OutgoingTls } from '../domain/ports/outgoing.js'
import { decodeXml } from '../saml/xml/decode-xml.js'
import { SoapError } from './soap-error.js'
import { soapRule } from './soap-rule.js'

/** Where messages go, and how the line to it is kept. */
export interface SoapEndpoint {
  readonly url: string
  readonly tls: OutgoingTls
  readonly callOut: CallOut
}

/** Answers of an eID server hold a person's data, no more. */
// check: soap-answers-are-bounded
const MOST_BYTES = 131_072

/**
 * Sends one message and gives the text of the answer: status 200, or 500 as SOAP 1.1 §6.2 has it for faults. One
 * deadline for all of it, nothing is redirected, nothing larger than 128 KiB is read. Throws SoapError `soap-address`
 * (the broker may not call it), `soap-unreachable`, `soap-time`, `soap-status`, `soap-size`, `soap-xml` (an encoding
 * that is not accepted).
 */
export async function callSoap(
  { url, tls, callOut }: SoapEndpoint,
  action: string,
  message: string,
  timeout: Duration,
): Promise<string> {
  const call = {
    url,
    tls,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"`, accept: 'text/xml' },
    body: Buffer.from(message, 'utf8'),
    // check: soap-has-a-deadline
    within: timeout,
    maxBytes: MOST_BYTES,
    redirects: 0,
    wants: isSoap,
  }
  try {
    return textOf(await callOut(call))
  } catch (cause) {
    throw cause instanceof OutgoingError ? soapErrorOf(cause, timeout) : cause
  }
}

// check: soap-follows-nothing
const isSoap = ({ status, headers }: AnswerHead): boolean =>
  (status === 200 || status === 500) && (headers['content-type'] ?? '').toLowerCase().startsWith('text/xml')

function textOf(answer: OutgoingAnswer): string {
  if (!isSoap(answer)) {
    throw new SoapError('soap-status', `the answer has status ${answer.status} and is no SOAP message`)
  }
  return soapRule('soap-xml', () => decodeXml(answer.body))
}

/** A connection that fails is told of by its code alone: its message could hold more. */
function soapErrorOf(cause: OutgoingError, timeout: Duration): SoapError {
  switch (cause.rule) {
    case 'url':
    case 'address':
      return new SoapError('soap-address', cause.message, { cause })
    case 'time':
      return new SoapError('soap-time', `no answer within ${timeout} ms`, { cause })
    case 'size':
      return new SoapError('soap-size', `the answer is larger than ${MOST_BYTES} bytes`, { cause })
    case 'name':
    case 'redirect':
    case 'failed':
      return new SoapError('soap-unreachable', cause.code ?? 'no connection', { cause })
  }
}
