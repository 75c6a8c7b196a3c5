import { expect } from 'chai'
import { begin } from '../../src/login/begin.js'
import { confirmed, loggedIn } from '../support/flow-walk.js'
import { citizen, flowWorld, provenRequest, type FlowWorld } from '../support/flow-world.js'
import { httpWorld } from '../support/http-world.js'
import { createWebClient } from '../support/web-client.js'

const told = (world: FlowWorld) => ({
  audit: world.audit.map(({ action }) => action).filter((action) => action.startsWith('login.')),
  ends: world.ends.map((each) => `${each.told} ${each.as}`),
})

describe('the end of a login is told once, in audit, log and metric', () => {
  it('where it is answered', async () => {
    const world = await flowWorld()
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    await confirmed(world, visit, session)
    expect(told(world)).to.deep.equal({
      audit: ['login.answered'],
      ends: ['metric answered', 'log login.answered'],
    })
    const entry = world.audit.find(({ action }) => action === 'login.answered')
    expect(entry?.after).to.include({ sector: 'https://portal.example' })
    expect([...world.sectors], 'whose pseudonym is out').to.deep.equal(['https://portal.example'])
  })

  it('where the request is refused with a status before any page', async () => {
    const world = await flowWorld()
    await begin(provenRequest({}, { refusal: 'invalid-name-id-policy' }), null, world.ports)
    expect(told(world)).to.deep.equal({
      audit: ['login.aborted'],
      ends: ['metric invalid-name-id-policy', 'log login.aborted'],
    })
  })

  it('and in none of them where the audit cannot be written', async () => {
    const world = await flowWorld()
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    world.faults.audit = true
    await confirmed(world, visit, session).catch(() => undefined)
    expect(told(world)).to.deep.equal({ audit: [], ends: [] })
  })

  it('where the account was deleted while the confirm page was open, and the citizen then confirms', async () => {
    const world = await httpWorld()
    try {
      const client = createWebClient()
      const page = await world.toConfirm(client)
      const jana = [...world.accounts.keys()].find((id) => id.endsWith('jana')) ?? ''
      world.forget(jana)
      await client.submit(page, { button: '[name="decision"][value="confirm"]' })
      expect(world.audit.filter(({ action }) => action === 'login.aborted')).to.have.length(1)
      expect(world.log.filter((line) => line.startsWith('login.aborted'))).to.have.length(1)
      expect(world.ends).to.deep.equal(['method-blocked'])
    } finally {
      await world.stop()
    }
  })
})
