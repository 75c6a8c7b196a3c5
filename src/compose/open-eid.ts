import { randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { createEidServer, type EidServer } from '../methods/eid/eid-server.js'
import type { EidDeps } from '../methods/eid/eid-deps.js'
import { VISIT_LASTS } from '../methods/eid/fetch-result.js'
import { ALL_SESSIONS } from '../methods/eid/open-sessions.js'
import { createServerWatch, type ServerWatch } from '../methods/eid/server-watch.js'
import { createUnderWay } from '../methods/eid/under-way.js'
import type { Config } from '../config/config.js'
import type { CertificateEnd } from '../domain/certificate-end.js'
import { OperatorError } from '../domain/operator-error.js'
import type { Clock } from '../domain/ports/clock.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Log } from '../domain/ports/log.js'
import type { Random } from '../domain/ports/random.js'
import type { SoapEndpoint } from '../soap/call.js'
import type { EphemeralStores } from '../storage/ephemeral-stores.js'
import { createMessageSigner } from '../soap/message-signer.js'
import { eidCertificates, endOf } from './eid-certificates.js'
import { openOutgoing } from './open-outgoing.js'

export interface EidWorld {
  readonly clock: Clock
  readonly digest: KeyedDigest
  readonly log: Log
  readonly random: Random
  readonly stores: Pick<EphemeralStores, 'replay' | 'attempts' | 'cardInquiries' | 'places'>
  /** Counts what became of a wish for a session. */
  readonly counted: EidDeps['counted']
}

/** The eID method of a deployment; null where it has none. */
export interface OpenedEid {
  readonly deps: EidDeps | null
  /** How many sessions at the eID server are unfinished, of all instances. */
  readonly unfinished: (() => Promise<number>) | null
  readonly watch: Pick<ServerWatch, 'start' | 'stop'>
  /** The ends of what it works with. */
  readonly certificates: readonly CertificateEnd[]
}

type EidSettings = Config['settings']['methods']['eid']

const NO_WATCH = { start: () => Promise.resolve(), stop: () => Promise.resolve() }

/** The eID method's parts and the watch over its server. Throws OperatorError `eid-file` for a file of no use. */
export function openEid(config: Config, world: EidWorld): OpenedEid {
  const settings = config.settings.methods.eid
  const { enabled, serverUrl, ownPsk, authorisationEnds } = settings
  if (!enabled || serverUrl === null) return { deps: null, unfinished: null, watch: NO_WATCH, certificates: [] }
  const server = serverOf(settings, { url: serverUrl, callOut: openOutgoing(config) }, world)
  // check: the-last-day-of-the-authorisation-is-read
  const watch = createServerWatch({ ...world, server, authorisationEnds: endOf(authorisationEnds) })
  const questions = createUnderWay()
  const deps: EidDeps = {
    ...world,
    ...settings,
    attempts: world.stores.attempts,
    inquiries: world.stores.cardInquiries,
    places: world.stores.places,
    server,
    publicUrl: config.publicUrl,
    // check: our-psk-is-proposed
    newPsk: ownPsk ? newPsk : null,
    usable: () => watch.usable(),
    pause: (milliseconds) => delay(milliseconds),
    visitEnds: () => delay(VISIT_LASTS, undefined, { ref: false }),
    goesOn: (question) => questions.add(question),
  }
  const stop = async (): Promise<void> => void (await Promise.all([watch.stop(), questions.ended()]))
  return {
    deps,
    unfinished: () => world.stores.places.taken(ALL_SESSIONS),
    watch: { start: () => watch.start(), stop },
    certificates: eidCertificates(settings),
  }
}

function serverOf({ signature, tls }: EidSettings, line: Omit<SoapEndpoint, 'tls'>, world: EidWorld): EidServer {
  const endpoint: SoapEndpoint = {
    ...line,
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
    ...world,
    replay: world.stores.replay,
    endpoint,
    signer: orRefuse('signature.keyFile', () => createMessageSigner(key, certificate)),
    serverKeys: (['serverCertificateFile', 'nextServerCertificateFile'] as const)
      .filter((name) => signature[name] !== null)
      .map((name) => keyIn(pemIn(signature[name], `signature.${name}`), `signature.${name}`)),
  })
}

const keyIn = (pem: string, name: string) => orRefuse(name, () => new X509Certificate(pem).publicKey)

/** Both in hex: the id is transmitted in clear, the key is 256 bits. */
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

/** The messages of node:crypto could name what the file holds; ours do not. */
function orRefuse<T>(name: string, make: () => T): T {
  try {
    return make()
  } catch (cause) {
    const reason = cause instanceof TypeError && !('code' in cause) ? cause.message : 'it is no PEM that can be used'
    throw new OperatorError('eid-file', `methods.eid.${name} names a file of no use: ${reason}`, { cause })
  }
}
