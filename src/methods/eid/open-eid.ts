import { randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { CardInquiry } from '../../domain/card-inquiry.js'
import type { Job } from '../../domain/job.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Places } from '../../domain/ports/places.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'
import type { SoapEndpoint } from '../../soap/call.js'
import { createMessageSigner } from '../../soap/message-signer.js'
import type { HouseServices } from '../kit/house-services.js'
import type { OpenedMethod } from '../kit/method-module.js'
import { createEidAuthenticator } from './authenticator.js'
import { eidCertificates, endOf } from './certificates.js'
import type { EidDeps } from './eid-deps.js'
import { createEidServer, type EidServer } from './eid-server.js'
import { VISIT_LASTS } from './fetch-result.js'
import { EID_SESSIONS, OPEN_EID_SESSIONS } from './metrics.js'
import { ALL_SESSIONS } from './open-sessions.js'
import { createServerWatch } from './server-watch.js'
import type { EidSettings } from './settings.js'
import { createUnderWay } from './under-way.js'

/** The stores of the eID method, beside what every method gets. */
export interface EidServices extends HouseServices {
  readonly replay: ReplayCache
  readonly attempts: AttemptCounter
  readonly cardInquiries: VersionedStore<CardInquiry>
  readonly places: Places
}

/** What the method is made from, and what has to run beside it. */
export interface EidParts {
  readonly deps: EidDeps
  readonly job: Job
  /** Resolves when the last question to the eID server is answered. */
  readonly close: () => Promise<void>
}

/**
 * Opens the online ID card if the deployment names an eID server, else null. Throws OperatorError `eid-file` for a file
 * that cannot be used.
 */
export function openEid(settings: EidSettings, services: EidServices): OpenedMethod | null {
  const parts = eidParts(settings, services)
  if (!parts) return null
  const method = createEidAuthenticator(parts.deps)
  return {
    methods: () => [method],
    jobs: [parts.job],
    certificates: eidCertificates(settings),
    gauges: { [OPEN_EID_SESSIONS]: () => services.places.taken(ALL_SESSIONS) },
    close: parts.close,
  }
}

/** The parts of the method; null if the deployment does not offer it. Errors as `openEid`. */
export function eidParts(settings: EidSettings, services: EidServices): EidParts | null {
  const { enabled, serverUrl, authorisationEnds } = settings
  if (!enabled || serverUrl === null) return null
  const server = serverOf(settings, serverUrl, services)
  // check: the-last-day-of-the-authorisation-is-read
  const watch = createServerWatch({ ...services, server, authorisationEnds: endOf(authorisationEnds) })
  const questions = createUnderWay()
  const deps = eidDeps(settings, services, {
    server,
    usable: () => watch.usable(),
    goesOn: (question) => questions.add(question),
  })
  return { deps, job: watch.job, close: () => questions.ended() }
}

/** What the method is made from, as the settings say, with this eID server. */
export const eidDeps = (
  settings: EidSettings,
  services: EidServices,
  around: Pick<EidDeps, 'server' | 'usable' | 'goesOn'>,
): EidDeps => ({
  ...services,
  ...settings,
  ...around,
  inquiries: services.cardInquiries,
  counted: (outcome) => services.count(EID_SESSIONS, outcome),
  // check: our-psk-is-proposed
  newPsk: settings.ownPsk ? newPsk : null,
  pause: (milliseconds) => delay(milliseconds),
  visitEnds: () => delay(VISIT_LASTS, undefined, { ref: false }),
})

function serverOf({ signature, tls }: EidSettings, url: string, services: EidServices): EidServer {
  const endpoint: SoapEndpoint = {
    url,
    callOut: services.callOut,
    tls: {
      // check: the-eid-server-is-known-by-its-tls-certificate
      trusted: tls.trustedFile === null ? null : pemIn(tls.trustedFile, 'tls.trustedFile'),
      client:
        // check: our-tls-certificate-is-shown
        tls.keyFile === null || tls.certificateFile === null
          ? null
          : { key: pemIn(tls.keyFile, 'tls.keyFile'), certificate: pemIn(tls.certificateFile, 'tls.certificateFile') },
    },
  }
  const key = pemIn(signature.keyFile, 'signature.keyFile')
  const certificate = pemIn(signature.certificateFile, 'signature.certificateFile')
  return createEidServer({
    ...services,
    endpoint,
    signer: orRefuse('signature.keyFile', () => createMessageSigner(key, certificate)),
    serverKeys: (['serverCertificateFile', 'nextServerCertificateFile'] as const)
      .filter((name) => signature[name] !== null)
      .map((name) => keyIn(pemIn(signature[name], `signature.${name}`), `signature.${name}`)),
  })
}

const keyIn = (pem: string, name: string) => orRefuse(name, () => new X509Certificate(pem).publicKey)

/** Both in hex: the id is sent in clear, the key has 256 bits. */
const newPsk = () => ({ id: randomHex(20), key: randomHex(32) })

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase()

function pemIn(path: string | null, name: string): string {
  try {
    return readFileSync(path ?? '', 'utf8')
  } catch (cause) {
    const held = JSON.stringify(path)
    throw new OperatorError('eid-file', `methods.eid.${name} is ${held}, which cannot be read: name a PEM file`, {
      cause,
    })
  }
}

/** Replaces an error of node:crypto, whose message could name what the file holds. */
function orRefuse<T>(name: string, make: () => T): T {
  try {
    return make()
  } catch (cause) {
    const reason = cause instanceof TypeError && !('code' in cause) ? cause.message : 'it is no PEM that can be used'
    throw new OperatorError('eid-file', `methods.eid.${name} names a file of no use: ${reason}`, { cause })
  }
}
