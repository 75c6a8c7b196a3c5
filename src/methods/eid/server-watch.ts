import type { Instant } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { Job } from '../../domain/job.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Log } from '../../domain/ports/log.js'
import type { Usability } from '../../login/kit/authenticator.js'
import { MINIMUM_SET } from '../../domain/minimum-set.js'
import { askedFields, askedFor, type CardField } from './card-fields.js'
import type { EidServer } from './eid-server.js'
import { detailOf, isServerFault } from './ask-server.js'

/** Whether the eID server works. Logins read the last look's result, and never wait for a look. */
export interface ServerWatch {
  usable(): Usability
  /** Looks again and again. A broken eID server does not keep a broker from starting. */
  readonly job: Job
}

export interface ServerWatchDeps {
  readonly server: EidServer
  readonly clock: Clock
  readonly log: Log
  /** The end of the authorisation certificate at the eID server; null: nobody told it. */
  readonly authorisationEnds: Instant | null
}

/**
 * Together with the two seconds that an answer may take, a broken server shows within five (CONTRACT: Command line).
 */
const EVERY = seconds(2.5)

/** Time for an answer, and for reading it on a busy machine. */
const WITHIN = seconds(30)

/**
 * Watches an eID server by getServerInfo (TR-03130-1 §3.2.3). After its authorisation certificate has ended, it counts
 * as not working.
 */
export function createServerWatch(deps: ServerWatchDeps): ServerWatch {
  let works: boolean | null = null

  const look = async (): Promise<void> => {
    const fault = await lookAt(deps)
    if (fault === null && works !== true) deps.log.info('eid.server-works')
    if (fault !== null && works !== false) deps.log.error('eid.server-fault', { detail: fault })
    works = fault === null
  }
  return {
    usable: () => {
      if (hasEnded(deps)) return { usable: false, reason: 'certificate-ended' }
      // check: a-silent-server-offers-nothing
      return works === true ? { usable: true } : { usable: false, reason: 'server-not-answering' }
    },
    job: { name: 'eid-server', every: EVERY, within: WITHIN, once: 'process', beforeLogins: true, run: look },
  }
}

/** The fields without which no card counts. */
const INDISPENSABLE: readonly CardField[] = ['RestrictedID', 'AgeVerification']
/** The fields that an account is opened with. */
const MINIMUM = askedFields(askedFor({ purpose: 'minimum-set', attributes: MINIMUM_SET, optional: [] }))

async function lookAt({ server, log }: ServerWatchDeps): Promise<string | null> {
  try {
    const { rights } = await server.getServerInfo()
    const missing = MINIMUM.filter((field) => !rights.has(field))
    if (missing.length === 0) return null
    const detail = `the authorisation certificate has no right to ${missing.join(', ')}`
    if (missing.some((field) => INDISPENSABLE.includes(field))) return detail
    log.debug('eid.rights', { detail })
    return null
  } catch (error) {
    if (!isServerFault(error)) throw error
    return detailOf(error)
  }
}

const hasEnded = ({ authorisationEnds, clock }: ServerWatchDeps): boolean =>
  // check: an-ended-certificate-offers-nothing
  authorisationEnds !== null && authorisationEnds <= clock.now()
