import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import express from 'express'
import { newChallenge } from '../../src/methods/pass/new-challenge.js'
import { createPassPhone } from '../../src/methods/pass/pass-phone.js'
import type { PassDeps } from '../../src/methods/pass/pass-deps.js'
import { accountId, loginId, sessionId } from '../../src/domain/ids.js'
import type { PassChallenge, PassPurpose } from '../../src/domain/pass-challenge.js'
import { hours } from '../../src/domain/instant.js'
import { PASS_PAIRING_LIFETIME, pairingIdOf, type PassPairing } from '../../src/domain/pass-pairing.js'
import type { HttpDeps } from '../../src/compose/http-deps.js'
import { passDeps } from '../../src/methods/pass/open-pass.js'
import { passApiRoutes } from '../../src/methods/pass/phone-api/pass-api-routes.js'
import { sampleSession } from '../contracts/samples.js'
import { citizen } from './flow-world.js'
import { openParts } from './world.js'

export const PORTAL_NAMES = { de: 'Serviceportal Aachen', en: 'Aachen services' }

/** The phone's interface on a real port, all else in memory, with a clock that is moved by hand. */
export async function passWorld() {
  const bound: { account: string; device: string; cap: string }[] = []
  const faults = { bind: true }
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const { clock, view, lent, telling } = await openParts({ config: { publicUrl: url } })
  const { sessions } = lent
  const real = passDeps(lent)
  const deps: PassDeps = {
    ...real,
    bind: async ({ account, session, cap }, { id }) => {
      if ((await sessions.find(session)) === null) return false
      bound.push({ account, device: id, cap })
      return faults.bind && real.devices.markUsed(id, clock.now())
    },
  }
  const web = {
    publicUrl: url,
    clock,
    site: { name: 'Servicekonto' },
    newErrorId: () => 'E-1',
    log: telling.told.log,
    meter: { refused: () => undefined, proofFailed: () => undefined },
  } as unknown as HttpDeps
  app.use('/api/v1/pass', passApiRoutes(web, createPassPhone(deps)))

  const pairingOf = async (account: string): Promise<PassPairing> => {
    if (!view.accounts.has(account)) view.has(citizen(account, { id: accountId(account) }))
    const link = deps.random.id()
    const id = pairingIdOf(link, deps.digest)
    await sessions.create(sampleSession(`of-${id}`, account), clock.now() + hours(12))
    const pairing: PassPairing = {
      id,
      link,
      version: 1,
      account: accountId(account),
      session: sessionId(`of-${id}`),
      cap: 'hoch',
      key: await deps.seal.make(link),
      keepUntil: clock.now() + PASS_PAIRING_LIFETIME,
      state: { name: 'open' },
    }
    await deps.pairings.create(pairing)
    return pairing
  }
  const challengeFor = async (purpose: PassPurpose): Promise<PassChallenge> => {
    const challenge = await newChallenge({ purpose, names: PORTAL_NAMES }, clock.now(), deps)
    await deps.challenges.create(challenge)
    return challenge
  }
  return {
    url,
    clock,
    deps,
    get audit() {
      return view.audit
    },
    bound,
    log: telling.log,
    faults,
    pairingOf,
    linkOf: ({ id }: PassChallenge) => `${url}/pass/login/${id}`,
    pairingLinkOf: ({ link }: PassPairing) => `${url}/pass/pair/${link}`,
    login: (id = 'login-1', withoutAccount = false, appReturn: string | null = null) =>
      challengeFor({ kind: 'login', login: loginId(id), withoutAccount, appReturn }),
    /** The citizen logs out of the session that began a pairing. */
    logOut: ({ session }: PassPairing) => sessions.end(session),
    /** How a challenge stands in the store. */
    stateOf: async ({ id }: { readonly id: string }) => (await deps.challenges.find(id))?.state.name ?? null,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type PassWorld = Awaited<ReturnType<typeof passWorld>>
