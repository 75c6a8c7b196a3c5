import { expect } from 'chai'
import type { EidDeps } from '../../../src/methods/eid/eid-deps.js'
import type { EidServer } from '../../../src/methods/eid/eid-server.js'
import type { GetResultAnswer } from '../../../src/methods/eid/messages/get-result-response.js'
import { loginId } from '../../../src/domain/ids.js'
import { SoapError } from '../../../src/soap/soap-error.js'
import { CARD } from '../../support/eid-fixtures.js'
import { addressTokenOf, inToken, methodLogin, secretIn } from '../../support/eid-world.js'
import { shownBy } from '../../support/shown-by.js'
import { openParts } from '../../support/world.js'

/** An eID server on which anybody may open sessions, and how many of them did. */
function countingServer(answer: GetResultAnswer = { kind: 'card', card: CARD }) {
  const seen = { opened: 0, fails: false }
  const server: EidServer = {
    useId() {
      if (seen.fails) return Promise.reject(new SoapError('soap-time', 'x'))
      seen.opened += 1
      return Promise.resolve({
        kind: 'opened',
        session: `session-${seen.opened}`,
        psk: { id: 'psk-identity', key: 'AB'.repeat(32) },
        serverAddress: 'https://eid.example/paos',
      })
    },
    getResult: () => Promise.resolve(answer),
    getServerInfo: () => Promise.reject(new Error('not asked here')),
  }
  return { server, seen }
}

describe('unfinished sessions at the eID server', () => {
  /** Logins of strangers at one deployment. */
  const strangers = async (deps: Partial<EidDeps> = {}, answer?: GetResultAnswer) => {
    let logins = 0
    const { server, seen } = countingServer(answer)
    const outcomes: string[] = []
    const parts = await openParts({ at: Date.now() })
    const common = { counted: (outcome: string) => void outcomes.push(outcome), ...deps }
    const login = () => methodLogin(server, { login: loginId(`login-${(logins += 1)}`) }, common, parts)
    const fetchFrom = async (address: string) => {
      const each = await login()
      const token = await each.fetchToken(addressTokenOf(await each.start()), address)
      return { login: each, token, isOpen: inToken(token, 'ServerAddress') !== '' }
    }
    const fill = async (count: number, address = '192.0.2.1') => {
      for (let each = 0; each < count; each++) await fetchFrom(address)
    }
    return { fetchFrom, fill, seen, outcomes, pass: (milliseconds: number) => void parts.clock.pass(milliseconds) }
  }

  it('are thirty of one address at most, in however many logins; another address opens its own', async () => {
    const { fetchFrom, fill, seen, outcomes } = await strangers()
    await fill(30)
    const refused = await fetchFrom('192.0.2.1')
    expect(refused.isOpen).to.equal(false)
    expect(seen.opened, 'the server is not asked').to.equal(30)
    const back = await refused.login.back({ ResultMajor: 'error', ResultMinor: 'communicationError' })
    expect(shownBy(back)).to.include({ name: 'eid', problem: 'server-busy' })
    expect(back, 'what log and metrics call it').to.have.property('failure', 'server-busy')
    expect((await fetchFrom('192.0.2.2')).isOpen).to.equal(true)
    expect(outcomes.filter((each) => each === 'address-full')).to.have.length(1)
    expect(refused.login.log.join(' ')).to.contain('eid.address-full').and.not.to.contain('192.0.2')
  })

  it('count all addresses of an IPv6 network as one', async () => {
    const { fetchFrom, fill } = await strangers()
    for (let each = 1; each <= 30; each++) await fill(1, `2001:db8:1:2::${each.toString(16)}`)
    expect((await fetchFrom('2001:db8:1:2:ffff::1')).isOpen).to.equal(false)
    expect((await fetchFrom('2001:db8:1:3::1')).isOpen).to.equal(true)
  })

  it('are no more in all than the deployment says, wherever they come from', async () => {
    const { fetchFrom, outcomes } = await strangers({ openSessions: 3 })
    const fetched = await Promise.all([1, 2, 3, 4, 5].map((place) => fetchFrom(`198.51.100.${place}`)))
    expect(fetched.filter(({ isOpen }) => isOpen)).to.have.length(3)
    expect(outcomes.filter((each) => each === 'all-full')).to.have.length(2)
  })

  it('give their place back when the server tells how it ended, whatever that is', async () => {
    for (const answer of [
      { kind: 'card', card: CARD },
      { kind: 'card', card: { ...CARD, oldEnough: false } },
      { kind: 'refused', minor: 'getResult#invalidSession' },
    ] as const) {
      const { fetchFrom } = await strangers({ openSessions: 1 }, answer)
      const { login, token } = await fetchFrom('192.0.2.1')
      expect((await fetchFrom('192.0.2.1')).isOpen).to.equal(false)
      await login.back({ token: secretIn(token), ResultMajor: 'ok' })
      expect((await fetchFrom('192.0.2.1')).isOpen).to.equal(true)
    }
  })

  it('give their place back where the citizen stopped, and where none was opened', async () => {
    const { fetchFrom, seen } = await strangers({ openSessions: 1 }, { kind: 'refused', minor: 'common#internalError' })
    seen.fails = true
    expect((await fetchFrom('192.0.2.1')).isOpen).to.equal(false)
    seen.fails = false
    const { login, token, isOpen } = await fetchFrom('192.0.2.1')
    expect(isOpen).to.equal(true)
    await login.back({ token: secretIn(token), ResultMajor: 'error', ResultMinor: 'cancellationByUser' })
    expect((await fetchFrom('192.0.2.1')).isOpen).to.equal(true)
  })

  it('give their place back after ten minutes, where nobody comes back', async () => {
    const { fetchFrom, fill, pass } = await strangers()
    await fill(30)
    pass(599_000)
    expect((await fetchFrom('192.0.2.1')).isOpen).to.equal(false)
    pass(2_000)
    expect((await fetchFrom('192.0.2.1')).isOpen).to.equal(true)
  })
})
