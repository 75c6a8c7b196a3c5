import { expect } from 'chai'
import { minutes } from '../../src/domain/instant.js'
import { begin } from '../../src/login/begin.js'
import { cancelChoice } from '../../src/login/abort.js'
import { goOn } from '../../src/login/visit.js'
import { sessionId } from '../../src/domain/ids.js'
import { confirmed, loggedIn } from '../support/flow-walk.js'
import { citizen, flowWorld, provenRequest } from '../support/flow-world.js'

const fault = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

describe('the beginning of a login', () => {
  it('leads the same request, byte for byte, back to its open login', async () => {
    const { ports, clock } = await flowWorld()
    const request = provenRequest()
    const first = await begin(request, null, ports)
    clock.pass(minutes(20))
    const again = await begin({ ...request, timely: false }, null, ports)
    expect(again.kind).to.equal('repeated')
    expect(again).to.have.nested.property('login.id', 'login' in first ? first.login.id : '')
  })

  it('refuses another message under a used ID', async () => {
    const { ports } = await flowWorld()
    const request = provenRequest()
    await begin(request, null, ports)
    const other = { ...request, reply: { ...request.reply, fingerprint: 'other bytes' } }
    expect(await fault(begin(other, null, ports))).to.have.property('code', 'saml-replay')
  })

  it('refuses the same request once its login is over', async () => {
    const { ports } = await flowWorld()
    const request = provenRequest()
    const first = await begin(request, null, ports)
    if (first.kind !== 'started') throw new Error(first.kind)
    const visit = await goOn(first.login, null, ports)
    if (visit.end.kind !== 'page') throw new Error('no page')
    await cancelChoice(visit.end.facts, ports)
    expect(await fault(begin(request, null, ports))).to.have.property('code', 'saml-replay')
  })

  it('does not mistake the ID of one service for that of another', async () => {
    const { ports } = await flowWorld()
    const request = provenRequest()
    await begin(request, null, ports)
    const other = { ...request, requirements: { ...request.requirements, service: 'https://other.example' as never } }
    expect(await begin(other, null, ports)).to.have.property('kind', 'started')
  })

  it('refuses a request outside its time', async () => {
    const { ports } = await flowWorld()
    expect(await fault(begin(provenRequest({}, { timely: false }), null, ports))).to.have.property(
      'code',
      'saml-too-old',
    )
  })

  it('tells a refusal at once, and only once', async () => {
    const world = await flowWorld()
    const request = provenRequest({}, { refusal: 'invalid-name-id-policy' })
    expect(await begin(request, null, world.ports)).to.have.property('kind', 'refused')
    expect(await fault(begin(request, null, world.ports))).to.have.property('code', 'saml-replay')
    expect(world.failures).to.deep.equal(['invalid-name-id-policy'])
  })
})

describe('giving up at the method page', () => {
  const cancel = async (registeredLevel: 'normal' | 'hoch') => {
    const world = await flowWorld()
    const { login } = await world.begun({ registeredLevel })
    const visit = await goOn(login, null, world.ports)
    if (visit.end.kind !== 'page') throw new Error('no page')
    await cancelChoice(visit.end.facts, world.ports)
    return world.failures
  }

  it('sends AuthnFailed while a method is offered', async () => {
    expect(await cancel('normal')).to.deep.equal(['authn-failed'])
  })

  it('sends NoAuthnContext where no method reaches the level', async () => {
    expect(await cancel('hoch')).to.deep.equal(['no-authn-context'])
  })
})

describe('a login that the session answers', () => {
  it('is answered in the request that began it where all is remembered, and stored nowhere', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    await confirmed(world, first.visit, first.session, true)
    const begun = await begin(provenRequest(), first.session, world.ports)
    if (begun.kind !== 'answered') throw new Error(begun.kind)
    expect(begun.login).to.include({ state: 'answered', method: 'password', level: 'normal' })
    expect(world.successes).to.have.length(2)
    expect(await world.ports.logins.find(begun.login.id)).to.equal(null)
  })

  it('is begun as ever where a page is needed, or the session is not that of this browser', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    for (const session of [first.session, sessionId('another'), null]) {
      const begun = await begin(provenRequest(), session, world.ports)
      expect(begun).to.have.property('kind', 'started')
      expect(begun).to.have.nested.property('login.state', 'received')
    }
    expect(world.successes).to.have.length(0)
  })
})
