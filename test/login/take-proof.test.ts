import { expect } from 'chai'
import type { Account } from '../../src/domain/account.js'
import { methodId } from '../../src/domain/ids.js'
import { resumeMethod } from '../../src/login/authenticate.js'
import { findLogin, goOn } from '../../src/login/visit.js'
import { loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, flowWorld } from '../support/flow-world.js'

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => (error as { code: unknown }).code,
  )

describe('whoever holds the cookie of a login and no session', () => {
  it('gets nothing of a proof: it reaches the login together with the session', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    const seen: string[] = []
    const { replace } = world.ports.logins
    const watching = {
      ...world.ports,
      logins: {
        ...world.ports.logins,
        replace: (next: Parameters<typeof replace>[0]) => {
          seen.push(next.state)
          return replace(next)
        },
      },
    }
    await resumeMethod(
      methodId('password'),
      { fields: { account: jana.id }, returned: false, address: '' },
      facts,
      'de',
      watching,
    )
    expect(seen).to.deep.equal(['identified'])
  })

  it('gets nothing where the session could not be stored', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    const sessions = { ...world.ports.sessions, create: () => Promise.reject(new Error('down')) }
    const input = { fields: { account: jana.id }, returned: false, address: '' }
    await resumeMethod(methodId('password'), input, facts, 'de', { ...world.ports, sessions }).catch(() => null)
    expect(pageOf(await goOn(openOne(await world.stored(login)), null, world.ports)).step).to.equal('choose-method')
  })

  it('is out where a proof of another account waits for a decision', async () => {
    const world = await flowWorld()
    const [jana, omar] = [world.has(citizen('Jana')), world.has(citizen('Omar'))]
    const first = await loggedIn(world, jana)
    const { login, secret } = await world.begun({ forceAuthn: true })
    const page = pageOf(await goOn(login, first.session, world.ports))
    const waiting = await prove(world, page.facts, omar, 'password')
    expect(waiting.login.state).to.equal('authenticated')
    const planted = { loginSecret: secret, sessionSecret: null }
    expect(await codeOf(findLogin(login.id, planted, world.ports))).to.equal('login-cookie')
    // A visit of theirs that began just before, and now finds that somebody was faster, is out too.
    const late = { ...login, requirements: { ...login.requirements, isPassive: true } }
    expect(await codeOf(goOn(late, null, world.ports))).to.equal('login-cookie')
  })
})

describe('two clicks on a form that changes the cookie of its login', () => {
  /** Forms that were sent with the cookie of the beginning, before any of them was answered. */
  const clicks = async () => {
    const world = await flowWorld()
    const [jana, omar] = [world.has(citizen('Jana')), world.has(citizen('Omar'))]
    const { login } = await world.begun({ pseudonymous: true })
    const { facts } = pageOf(await goOn(login, null, world.ports))
    const click = async ({ id }: Account) => {
      const input = { fields: { account: id }, returned: false, address: '' }
      const answer = await resumeMethod(methodId('password'), input, facts, 'de', world.ports)
      return (answer.kind === 'step' && answer.result.loginSecret) || expect.fail('no new cookie')
    }
    const opens = (loginSecret: string) => findLogin(login.id, { loginSecret, sessionSecret: null }, world.ports)
    return { jana, omar, click, opens }
  }

  it('go on by the cookie of the last, whose answer alone a browser takes, and with its proof alone', async () => {
    const { jana, click, opens } = await clicks()
    const [first, last] = [await click(jana), await click(jana)]
    expect(await codeOf(opens(first))).to.equal('login-cookie')
    expect(await opens(last))
      .to.include({ state: 'identified' })
      .and.to.have.property('evidence')
      .with.length(1)
  })

  it('give nothing of the first to whoever proves to be somebody else', async () => {
    const { jana, omar, click, opens } = await clicks()
    const first = await click(jana)
    expect(await codeOf(click(omar))).to.equal('login-moved-on')
    expect(await opens(first)).to.include({ state: 'identified', account: jana.id })
  })
})
