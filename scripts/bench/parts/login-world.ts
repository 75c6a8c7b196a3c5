import { startGenerator, type Generator } from '../load/generator.js'
import { startBroker, type BenchBroker } from '../servers/broker.js'
import { checkAnswer, type AnswerExpectation } from '../servers/check-answer.js'
import { startEidStub } from '../servers/eid-stub.js'
import { aggregate, portalKey, portalNumber, type Portal } from '../servers/portals.js'
import type { Stores } from '../servers/stores.js'
import { WALKS } from '../walks/walks.js'
import type { Watched } from './login-figures.js'

/** A broker with portals and citizens, and what a login of them can be measured with. */
export interface LoginWorld {
  readonly broker: BenchBroker
  readonly watched: Watched
  /** A generator whose visitors come from these portals; one login of it was looked at and is right. */
  load(walk: string, portals: readonly Portal[]): Promise<Generator>
  close(): Promise<void>
}

export interface LoginWorldOptions {
  readonly workers: number
  readonly citizens: readonly Citizen[]
  /** Portals that get what is signed in clear text, and such that have it encrypted. */
  readonly plain: readonly Portal[]
  readonly encrypted: readonly Portal[]
  /** Whether cards can be read; no if nothing is said. */
  readonly eid?: boolean
  /** Arguments of Node for the broker, as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[]
}

export interface Citizen {
  readonly username: string
  readonly password: string
}

/** One for each connection: nobody logs in twice at once. */
export const MOST_CONNECTIONS = 16
export const citizens = (count: number): readonly Citizen[] =>
  Array.from({ length: count }, (_none, at) => ({ username: `citizen-${at}`, password: 'Vier-Fische-im-Regen' }))

export const PLAIN = portalNumber(1)
export const ENCRYPTED = portalNumber(2)
/** Where nobody's release is remembered. */
export const ASKING = portalNumber(3)
/** What a card tells. */
export const BY_CARD: Portal = { ...portalNumber(4), asks: ['givenName', 'familyName', 'birthDate'] }

export async function openLoginWorld(stores: Stores, options: LoginWorldOptions): Promise<LoginWorld> {
  const key = portalKey()
  const stub = options.eid ? await startEidStub() : null
  const settings = stub === null ? {} : { methods: { eid: stub.settings } }
  const broker = await startBroker(stores, { ...options, settings }).catch(async (error: unknown) => {
    await stub?.stop()
    throw error
  })
  const generators: Generator[] = []
  const close = async (): Promise<void> => {
    for (const each of generators) await each.stop()
    await broker.stop()
    await stub?.stop()
  }
  try {
    if (options.plain.length > 0) await broker.register(aggregate(options.plain, key, false))
    if (options.encrypted.length > 0) await broker.register(aggregate(options.encrypted, key, true))
    // A citizen may be listed for each of several browsers.
    const accounts = new Map(options.citizens.map(({ username, password }) => [username, password]))
    for (const [username, password] of accounts) await broker.citizen(username, password)
  } catch (error) {
    await close()
    throw error
  }
  const isEncrypted = (portal: Portal): boolean => options.encrypted.includes(portal)
  return {
    broker,
    watched: {
      server: [broker.pid],
      postgres: [stores.postgres.pid()],
      redis: [stores.redis.pid()],
      eidStub: stub === null ? [] : [stub.pid],
    },
    async load(walk, portals) {
      const generator = startGenerator()
      generators.push(generator)
      const ssoUrl = `${broker.url}/saml/sso`
      await generator.open({ walk, ssoUrl, services: portals, serviceKey: key.pem, citizens: options.citizens })
      const [portal] = portals
      const tells = WALKS.get(walk)?.tells
      const decryptionKey = portal && isEncrypted(portal) ? key.pem : undefined
      if (portal) await check(await generator.sample(), broker, portal, { tells, decryptionKey })
      return generator
    },
    close,
  }
}

async function check(
  response: string,
  { url }: BenchBroker,
  portal: Portal,
  expected: AnswerExpectation,
): Promise<void> {
  const metadata = await (await fetch(`${url}/saml/metadata`)).text()
  const certificate = /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? ''
  const idp = { entityId: `${url}/saml/metadata`, ssoUrl: `${url}/saml/sso`, certificate }
  await checkAnswer(response, idp, portal, expected)
}
