import { expect } from 'chai'
import { mock } from 'node:test'
import { CARD_FIELDS, type CardField } from '../../../src/methods/eid/card-fields.js'
import { createServerWatch } from '../../../src/methods/eid/server-watch.js'
import { days, type Instant } from '../../../src/domain/instant.js'
import { SoapError } from '../../../src/soap/soap-error.js'
import { keptLog } from '../../support/kept-log.js'

const NOW = Date.UTC(2026, 10, 20)

function world(authorisationEnds: Instant | null = null, often: { readonly every?: number } = { every: 1 }) {
  const { log, lines } = keptLog()
  const state = { now: NOW, fault: null as Error | null, rights: new Set<CardField>(CARD_FIELDS), looks: 0 }
  const unused = () => Promise.reject(new Error('not asked here'))
  const watch = createServerWatch({
    server: {
      useId: unused,
      getResult: unused,
      getServerInfo() {
        state.looks += 1
        return state.fault ? Promise.reject(state.fault) : Promise.resolve({ version: '2.4', rights: state.rights })
      },
    },
    clock: { now: () => state.now },
    log,
    authorisationEnds,
    ...often,
  })
  const nextLook = async () => {
    const { looks } = state
    while (state.looks < looks + 2) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return { watch, state, lines, nextLook }
}

describe('the watch over the eID server', () => {
  it('says once that the server works, once that it does not, and each look decides', async () => {
    const { watch, state, lines, nextLook } = world()
    expect(watch.usable().usable).to.equal(false)
    await watch.start()
    expect(watch.usable().usable).to.equal(true)
    state.fault = new SoapError('soap-time', 'no answer within 2000 ms')
    await nextLook()
    expect(watch.usable()).to.deep.equal({ usable: false, reason: 'server-not-answering' })
    await nextLook()
    state.fault = null
    await nextLook()
    expect(watch.usable().usable).to.equal(true)
    await watch.stop()
    expect(lines).to.deep.equal([
      'info eid.server-works',
      'error eid.server-fault soap-time: no answer within 2000 ms',
      'info eid.server-works',
    ])
  })

  it('looks every two and a half seconds: with the two that an answer may take, a fault shows within five', async () => {
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      const { watch, state } = world(null, {})
      await watch.start()
      for (const [passed, looks] of [
        [2499, 1],
        [1, 2],
        [2499, 2],
        [1, 3],
      ] as const) {
        mock.timers.tick(passed)
        await new Promise((resolve) => setImmediate(resolve))
        expect(state.looks).to.equal(looks)
      }
      await watch.stop()
    } finally {
      mock.timers.reset()
    }
  })

  it('keeps no broker from starting, and looks no more once it is stopped', async () => {
    const { watch, state } = world()
    state.fault = new SoapError('soap-unreachable', 'ECONNREFUSED')
    await watch.start()
    await watch.stop()
    const { looks } = state
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(state.looks).to.equal(looks)
  })

  it('needs the right to the pseudonym and to the age; other missing rights cost accounts alone', async () => {
    const { watch, state, lines, nextLook } = world()
    state.rights = new Set(CARD_FIELDS.filter((field) => field !== 'BirthName'))
    await watch.start()
    expect(watch.usable().usable).to.equal(true)
    expect(lines.join('\n')).to.contain('BirthName')
    for (const needed of ['RestrictedID', 'AgeVerification'] as const) {
      state.rights = new Set(CARD_FIELDS.filter((field) => field !== needed))
      await nextLook()
      expect(watch.usable().usable, needed).to.equal(false)
      state.rights = new Set(CARD_FIELDS)
      await nextLook()
      expect(watch.usable().usable).to.equal(true)
    }
    await watch.stop()
  })

  it('offers nothing after the end of the authorisation certificate', async () => {
    const { watch, state } = world(NOW + days(31))
    await watch.start()
    expect(watch.usable().usable).to.equal(true)
    state.now = NOW + days(31)
    expect(watch.usable()).to.deep.equal({ usable: false, reason: 'certificate-ended' })
    await watch.stop()
  })
})
