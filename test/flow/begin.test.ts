import { expect } from 'chai'
import { minutes } from '../../src/domain/instant.js'
import { begin } from '../../src/flow/begin.js'
import { cancelChoice } from '../../src/flow/abort.js'
import { goOn } from '../../src/flow/visit.js'
import { flowWorld, provenRequest } from '../support/flow-world.js'

const fault = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

describe('the beginning of a login', () => {
  it('leads the same request, byte for byte, back to its open login', async () => {
    const { ports, clock } = flowWorld()
    const request = provenRequest()
    const first = await begin(request, ports)
    clock.pass(minutes(20))
    const again = await begin({ ...request, timely: false }, ports)
    expect(again.kind).to.equal('repeated')
    expect(again).to.have.nested.property('login.id', 'login' in first ? first.login.id : '')
  })

  it('refuses another message under a used ID', async () => {
    const { ports } = flowWorld()
    const request = provenRequest()
    await begin(request, ports)
    const other = { ...request, reply: { ...request.reply, fingerprint: 'other bytes' } }
    expect(await fault(begin(other, ports))).to.have.property('code', 'saml-replay')
  })

  it('refuses the same request once its login is over', async () => {
    const { ports } = flowWorld()
    const request = provenRequest()
    const first = await begin(request, ports)
    if (first.kind !== 'started') throw new Error(first.kind)
    const visit = await goOn(first.login, null, ports)
    if (visit.end.kind !== 'page') throw new Error('no page')
    await cancelChoice(visit.end.facts, ports)
    expect(await fault(begin(request, ports))).to.have.property('code', 'saml-replay')
  })

  it('does not mistake the ID of one service for that of another', async () => {
    const { ports } = flowWorld()
    const request = provenRequest()
    await begin(request, ports)
    const other = { ...request, requirements: { ...request.requirements, service: 'https://other.example' as never } }
    expect(await begin(other, ports)).to.have.property('kind', 'started')
  })

  it('refuses a request outside its time', async () => {
    const { ports } = flowWorld()
    expect(await fault(begin(provenRequest({}, { timely: false }), ports))).to.have.property('code', 'saml-too-old')
  })

  it('tells a refusal at once, and only once', async () => {
    const world = flowWorld()
    const request = provenRequest({}, { refusal: 'invalid-name-id-policy' })
    expect(await begin(request, world.ports)).to.have.property('kind', 'refused')
    expect(await fault(begin(request, world.ports))).to.have.property('code', 'saml-replay')
    expect(world.failures).to.deep.equal(['invalid-name-id-policy'])
  })
})

describe('giving up at the method page', () => {
  const cancel = async (registeredLevel: 'normal' | 'hoch') => {
    const world = flowWorld()
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
