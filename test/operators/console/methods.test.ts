import { expect } from 'chai'
import { minutes } from '../../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { createWebClient } from '../../support/web-client.js'
import { signedIn } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const ANMELDEARTEN = '/operator/anmeldearten'

describe('the kill switches at the console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld()
  })
  afterEach(() => world.stop())

  it('switch a method off after a question, for everybody at once, and on again', async () => {
    const citizen = createWebClient()
    const confirm = await world.toConfirm(citizen)
    const { client, overview } = await signedIn(world, ADMIN)
    const page = await client.click(overview, `a[href="${ANMELDEARTEN}"]`)
    const asked = await client.submit(page, { button: 'button[value="ask-disable"]' })
    expect(asked.text).to.include('abschalten?')
    expect(world.audit.filter(({ action }) => action.startsWith('method.'))).to.deep.equal([])
    const done = await client.submit(asked, { button: 'button[value="disable"]' })
    expect(done.textOf('[data-testid="method-done"]')).to.include('abgeschaltet')
    expect(world.audit.at(-1)).to.deep.include({
      action: 'method.disabled',
      actor: 'operator:Vera.admin',
      subject: 'password',
    })

    const after = await citizen.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect(after.find('[name="SAMLResponse"]')).to.equal(null)
    const choice = await citizen.get(world.requestUrl())
    expect(choice.find('[data-method="password"]')).to.equal(null)
    expect(choice.textOf('[data-method-missing="password"]')).to.include('vorübergehend abgeschaltet')
    expect(choice.find('[data-method="eid"]')).to.equal(null)

    world.clock.pass(minutes(1))
    const again = await client.get(world.url + ANMELDEARTEN)
    const on = await client.submit(again, { button: 'button[value="enable"]' })
    expect(on.textOf('[data-testid="method-done"]')).to.include('wieder eingeschaltet')
    world.clock.pass(minutes(1))
    expect((await world.toConfirm(createWebClient())).find('[value="confirm"]')).not.to.equal(null)
  })

  it('are an admin’s alone', async () => {
    const others = [
      sampleOperator('plain', { hotline: true }),
      sampleOperator('reads', { role: 'auditor', tenant: null }),
    ]
    for (const other of others) {
      const { client, overview } = await signedIn(world, other)
      expect(overview.all(`a[href="${ANMELDEARTEN}"]`)).to.deep.equal([])
      expect((await client.get(world.url + ANMELDEARTEN)).status).to.equal(403)
      const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
      const fields = { token, method: 'password', decision: 'disable' }
      expect((await client.post(world.url + ANMELDEARTEN, fields, { from: overview })).status).to.equal(403)
    }
    const { client, overview } = await signedIn(world, ADMIN)
    const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
    for (const [fields, status] of [
      [{ token: 'x', method: 'password', decision: 'disable' }, 403],
      [{ token, method: 'sms', decision: 'disable' }, 400],
      [{ token, method: 'password', decision: 'drop' }, 400],
    ] as const) {
      expect((await client.post(world.url + ANMELDEARTEN, fields, { from: overview })).status).to.equal(status)
    }
    expect(world.audit.filter(({ action }) => action.startsWith('method.'))).to.deep.equal([])
  })
})
