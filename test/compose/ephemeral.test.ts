import { expect } from 'chai'
import { openServices } from '../../src/compose/services.js'
import { minutes, type Instant } from '../../src/domain/instant.js'
import { loginId, sessionId } from '../../src/domain/ids.js'
import { LOGOUT_LIFETIME } from '../../src/domain/logout.js'
import { RENEWAL_KEPT } from '../../src/storage/renewal-kept.js'
import type { EphemeralStores } from '../../src/storage/ephemeral-stores.js'
import { sampleLogin, sampleSession } from '../contracts/samples.js'
import {
  sampleArtifact,
  sampleUpstreamAnswer,
  sampleChallenge,
  sampleInquiry,
  sampleLogout,
  samplePairing,
} from '../contracts/versioned-store.contract.js'
import { openGround } from '../support/world.js'

const LASTS = minutes(1)

/** Puts something into a store that is over at `end`, a minute from now, and tells whether it is there. */
interface Row {
  readonly put: (stores: EphemeralStores, end: Instant) => Promise<unknown>
  readonly isThere: (stores: EphemeralStores) => Promise<boolean>
}

/** Every store: the compiler asks for a row of a new one. */
const ROWS: Readonly<Record<Exclude<keyof EphemeralStores, 'close'> | 'renewals', Row>> = {
  logins: {
    put: ({ logins }, end) => logins.replace(sampleLogin('swept', end)),
    isThere: async ({ logins }) => (await logins.find(loginId('swept'))) !== null,
  },
  sessions: {
    put: ({ sessions }, end) => sessions.create(sampleSession('swept'), end),
    isThere: async ({ sessions }) => (await sessions.find(sessionId('swept'))) !== null,
  },
  renewals: {
    async put({ sessions }, end) {
      const old = sampleSession('before')
      await sessions.create(old, end)
      await sessions.renew(
        old,
        (session) => ({ ...session, id: sessionId('after') }),
        () => end,
      )
    },
    isThere: async ({ sessions }) => (await sessions.renewedAs(sessionId('before'))) !== null,
  },
  replay: {
    put: ({ replay }) => replay.claim('swept', 'first', LASTS),
    isThere: async ({ replay }) => (await replay.claim('swept', 'second', LASTS)) !== null,
  },
  attempts: {
    put: ({ attempts }) => attempts.add('swept', LASTS),
    isThere: async ({ attempts }) => (await attempts.read('swept')).count > 0,
  },
  passChallenges: {
    put: ({ passChallenges }, end) => passChallenges.create(sampleChallenge('swept', end)),
    isThere: async ({ passChallenges }) => (await passChallenges.find('swept')) !== null,
  },
  passPairings: {
    put: ({ passPairings }, end) => passPairings.create(samplePairing('swept', end)),
    isThere: async ({ passPairings }) => (await passPairings.find('swept')) !== null,
  },
  places: {
    put: ({ places }) => places.take('swept', LASTS, [{ name: 'of one address', most: 1 }]),
    isThere: async ({ places }) => (await places.taken('of one address')) > 0,
  },
  logouts: {
    put: ({ logouts }, end) => logouts.create(sampleLogout('swept', end)),
    isThere: async ({ logouts }) => (await logouts.find('swept')) !== null,
  },
  untoldLogouts: {
    put: ({ untoldLogouts }) => untoldLogouts.note('swept', LASTS - LOGOUT_LIFETIME),
    isThere: async ({ untoldLogouts }) => (await untoldLogouts.due(1)).length > 0,
  },
  artifacts: {
    put: ({ artifacts }, end) => artifacts.create(sampleArtifact('swept', end)),
    isThere: async ({ artifacts }) => (await artifacts.find('swept')) !== null,
  },
  upstreamAnswers: {
    put: ({ upstreamAnswers }, end) => upstreamAnswers.create(sampleUpstreamAnswer('swept', end)),
    isThere: async ({ upstreamAnswers }) => (await upstreamAnswers.find('swept')) !== null,
  },
  cardInquiries: {
    put: ({ cardInquiries }, end) => cardInquiries.create(sampleInquiry('swept', end)),
    isThere: async ({ cardInquiries }) => (await cardInquiries.find('swept')) !== null,
  },
}

describe('the stores of this process', () => {
  it('hold nothing past its end once the job clean-up of a running broker has run', async () => {
    const { config, clock, edges, telling } = await openGround({})
    let runs = 0
    const jobRan = (job: string, went: string): void => void (runs += job === 'clean-up' && went === 'ok' ? 1 : 0)
    const metrics = { ...telling.told.metrics, jobRan }
    const services = await openServices(config, { ...edges, metrics })
    const hasRun = async (times: number): Promise<void> => {
      while (runs < times) await new Promise((resolve) => setImmediate(resolve))
    }
    const there = async (): Promise<readonly string[]> => {
      const asked = Object.entries(ROWS).map(async ([name, { isThere }]) =>
        (await isThere(services.ephemeral)) ? [name] : [],
      )
      return (await Promise.all(asked)).flat()
    }
    await hasRun(1)
    for (const { put } of Object.values(ROWS)) await put(services.ephemeral, clock.now() + LASTS)
    expect(await there()).to.have.members(Object.keys(ROWS))
    const past = Math.max(LASTS, RENEWAL_KEPT) + 1
    clock.pass(past)
    // Settings that are taken anew start the jobs, and each job with a run.
    await services.renew(config.settings)
    await hasRun(2)
    // At a time at which all of it would still hold, what is in memory would show.
    clock.pass(-past)
    expect(await there()).to.deep.equal([])
    await services.close()
  })
})
