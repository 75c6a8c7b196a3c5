import { z } from 'zod'
import { BrokerError, ERRORS, type ErrorCode } from '../domain/error-catalogue.js'
import { entityId, type EntityId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { ValueSeal } from '../domain/ports/value-seal.js'

/** What an error page is made from; nothing of the citizen. */
export interface ShownError {
  readonly code: ErrorCode
  readonly errorId: string
  /** The service that the page names; null if none is known. */
  readonly service: EntityId | null
  readonly until: Instant | null
  readonly continueAt: string | null
  /** The request was about a logout. */
  readonly isLogout: boolean
}

/** Where an error page lies that cannot be had once more by sending its request again. */
export const SHOWN_ERROR = '/fehler/:sealed'

const PLACE = 'shown error'

const shape: z.ZodType<ShownError> = z.strictObject({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERRORS, code)),
  errorId: z.string(),
  service: z.string().transform(entityId).nullable(),
  until: z.number().nullable(),
  continueAt: z.string().nullable(),
  isLogout: z.boolean().default(false),
})

/** Keeps an error page in its address, so that it can be read in another language: nothing of it is stored. */
export const createShownErrors = (seal: ValueSeal) => ({
  /** The address of the page of its own. */
  addressOf: (error: ShownError): string =>
    SHOWN_ERROR.replace(':sealed', encodeURIComponent(seal.seal(PLACE, JSON.stringify(error)))),
  /** What the page at such an address shows. Throws `not-found` for an address that we did not make. */
  open(sealed: string): ShownError {
    const text = seal.open(PLACE, sealed)
    // check: nobody-else-makes-an-error-page
    const shown = text === null ? null : shape.safeParse(JSON.parse(text))
    // An earlier version may have made it, with an error that there is no more.
    if (!shown?.success) throw new BrokerError('not-found')
    return shown.data
  },
})

export type ShownErrors = ReturnType<typeof createShownErrors>
