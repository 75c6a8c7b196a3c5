import { expect } from 'chai'
import { CARD_FIELDS, type CardField } from '../../../src/methods/eid/card-fields.js'
import { createServerWatch } from '../../../src/methods/eid/server-watch.js'
import { days, type Instant } from '../../../src/domain/instant.js'
import { SoapError } from '../../../src/soap/soap-error.js'
import { keptLog } from '../../support/kept-log.js'

const NOW = Date.UTC(2026, 10, 20)

function world(authorisationEnds: Instant | null = null) {
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
  })
  const look = () => watch.job.run(new AbortController().signal)
  return { watch, state, lines, look }
}

describe('the watch over the eID server', () => {
  it('says once that the server works, once that it does not, and each look decides', async () => {
    const { watch, state, lines, look } = world()
    expect(watch.usable().usable).to.equal(false)
    await look()
    expect(watch.usable().usable).to.equal(true)
    state.fault = new SoapError('soap-time', 'no answer within 2000 ms')
    await look()
    expect(watch.usable()).to.deep.equal({ usable: false, reason: 'server-not-answering' })
    await look()
    state.fault = null
    await look()
    expect(watch.usable().usable).to.equal(true)
    expect(lines).to.deep.equal([
      'info eid.server-works',
      'error eid.server-fault soap-time: no answer within 2000 ms',
      'info eid.server-works',
    ])
  })

  it('looks every two and a half seconds: with the two that an answer may take, a fault shows within five', () => {
    const { job } = world().watch
    expect(job).to.include({ name: 'eid-server', every: 2500, once: 'process' })
  })

  it('has looked before the first login, and keeps no broker from starting', async () => {
    const { watch, state, look } = world()
    state.fault = new SoapError('soap-unreachable', 'ECONNREFUSED')
    await look()
    expect(watch.job.beforeLogins).to.equal(true)
    expect(watch.usable()).to.deep.equal({ usable: false, reason: 'server-not-answering' })
  })

  it('needs the right to the pseudonym and to the age; other missing rights cost accounts alone', async () => {
    const { watch, state, lines, look } = world()
    state.rights = new Set(CARD_FIELDS.filter((field) => field !== 'BirthName'))
    await look()
    expect(watch.usable().usable).to.equal(true)
    expect(lines.join('\n')).to.contain('BirthName')
    for (const needed of ['RestrictedID', 'AgeVerification'] as const) {
      state.rights = new Set(CARD_FIELDS.filter((field) => field !== needed))
      await look()
      expect(watch.usable().usable, needed).to.equal(false)
      state.rights = new Set(CARD_FIELDS)
      await look()
      expect(watch.usable().usable).to.equal(true)
    }
  })

  it('offers nothing after the end of the authorisation certificate', async () => {
    const { watch, state, look } = world(NOW + days(31))
    await look()
    expect(watch.usable().usable).to.equal(true)
    state.now = NOW + days(31)
    expect(watch.usable()).to.deep.equal({ usable: false, reason: 'certificate-ended' })
  })
})
