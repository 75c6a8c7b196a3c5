import type { BrokerError } from '../../domain/error-catalogue.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { NoteRefused } from '../../domain/ports/refused-requests.js'
import type { RefusedRequest, Sender } from '../../domain/refused-request.js'
import { checksOfRefusal, isOfRule, saysWhoSent } from '../../domain/request-rules.js'
import { MESSAGE_LIMIT, type InboundMessage } from '../../saml/bindings/inbound-message.js'
import type { Inspection } from '../../saml/idp/inspect-request.js'
import { maskPersons } from '../../saml/idp/mask-persons.js'

export interface NoteDeps {
  readonly note: NoteRefused
  /** Makes every check of a request once more, to tell how each went. */
  readonly inspect: (read: () => InboundMessage) => Inspection
  readonly clock: Clock
}

interface Refusal {
  /** The id on the error page, or a fresh one where a status was answered. */
  readonly errorId: string
  /** The ID of that answer; null: an error page. */
  readonly answerId: string | null
  readonly error: BrokerError
  readonly binding: RefusedRequest['binding']
  /** Reads the message out of its binding once more. */
  readonly read: () => InboundMessage
}

/**
 * Notes a request that broke a rule, under the id of its error page, or of its own where the service was told a status
 * at once. What failed for another reason, as a store that
 * does not answer, is none of the service's. The checks are made again for it, so that requests that hold pay nothing.
 */
export function noteRefused(refusal: Refusal, { note, inspect, clock }: NoteDeps): void {
  const { errorId, answerId, error, binding, read } = refusal
  // Whoever gets a status was proven, and the status says by which rule.
  if (answerId === null && !isOfRule(error)) return
  note(answerId !== null || saysWhoSent(error), () => {
    const { message, checks, sender: known } = inspect(read)
    const sender: Sender = known === null ? 'claimed' : known.signed ? 'signed' : 'registered'
    return {
      errorId,
      // check: a-claimed-request-is-not-found-by-its-id
      requestId: known?.requestId ?? null,
      answerId,
      at: clock.now(),
      binding,
      xml: message && maskPersons(message.xml).slice(0, MESSAGE_LIMIT),
      relayStateBytes: message?.relayState == null ? null : byteLength(message.relayState),
      sender,
      service: known?.service ?? null,
      tenant: known?.tenant ?? null,
      claimed: error.claimed,
      code: error.code,
      detail: error.detail,
      ...checksOfRefusal(checks, error),
    }
  })
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length
