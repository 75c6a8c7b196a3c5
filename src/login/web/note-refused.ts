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
  /** The id on the error page. */
  readonly errorId: string
  readonly error: BrokerError
  readonly binding: RefusedRequest['binding']
  /** Reads the message out of its binding once more. */
  readonly read: () => InboundMessage
}

/**
 * Notes a request that broke a rule, under the id of its error page. What failed for another reason, as a store that
 * does not answer, is none of the service's. The checks are made again for it, so that requests that hold pay nothing.
 */
export function noteRefused({ errorId, error, binding, read }: Refusal, { note, inspect, clock }: NoteDeps): void {
  if (!isOfRule(error)) return
  note(saysWhoSent(error), () => {
    const { message, checks, sender: known } = inspect(read)
    const sender: Sender = known === null ? 'claimed' : known.signed ? 'signed' : 'registered'
    return {
      errorId,
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
