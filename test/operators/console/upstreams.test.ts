import { expect } from 'chai'
import { methodId } from '../../../src/domain/ids.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { IDP, idpMetadata } from '../../support/idp-metadata.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { keyDescriptor } from '../../support/xml-metadata.js'
import { testKey } from '../../support/xml-keys.js'
import { signedIn, upload } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const LIST = '/operator/andere-konten'
const IMPORT = '/operator/anderes-konto-einlesen'
const NEW_KEY = keyDescriptor(testKey('EC-P-256').certificate)

describe('other accounts at the console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld()
  })
  afterEach(() => world.stop())

  const actions = () => world.audit.map(({ action }) => action).filter((each) => /^(upstream|method)\./.test(each))
  type Console = Awaited<ReturnType<typeof signedIn>>['client']

  async function preview(client: Console, xml: string, fields: Readonly<Record<string, string>> = {}) {
    const form = await client.get(world.url + IMPORT)
    return upload(client, form, { decision: 'preview', fields: { name: 'nachbar', metadataText: xml, ...fields } })
  }
  async function imported(client: Console, fields: Readonly<Record<string, string>> = {}) {
    return upload(client, await preview(client, idpMetadata(), fields), { decision: 'apply' })
  }

  it('are read in after a preview, which changes nothing, and are methods at once', async () => {
    const { client, overview } = await signedIn(world, ADMIN)
    const list = await client.click(overview, `a[href="${LIST}"]`)
    expect(list.text).to.include('noch kein anderes Konto')
    const looked = await preview(client, idpMetadata())
    expect(looked.text).to.include(IDP).and.include('zählt höchstens als normal')
    expect(actions()).to.deep.equal([])
    const done = await upload(client, looked, { decision: 'apply' })
    expect(done.textOf('[data-testid="upstream-done"]')).to.include('eingelesen')
    expect(done.text).to.include('/saml/upstream/nachbar/acs')
    expect(world.audit.at(-1)).to.deep.include({ action: 'upstream.imported', actor: 'operator:Vera.admin' })
    expect(
      (await client.get(`${world.url}/operator/anmeldearten`)).find('[data-method-switch="nachbar"]'),
    ).not.to.equal(null)
    expect((await client.get(world.url + LIST)).find('[data-upstream="nachbar"]')).not.to.equal(null)
  })

  it('are read in only as they were shown', async () => {
    const { client } = await signedIn(world, ADMIN)
    await imported(client)
    const looked = await preview(client, idpMetadata(IDP, { keys: NEW_KEY }))
    const other = await preview(client, idpMetadata(), { maxLevel: 'hoch' })
    await upload(client, other, { decision: 'apply' })
    const again = await upload(client, looked, { decision: 'apply' })
    expect(again.find('button[value="apply"]')).not.to.equal(null)
    expect(actions()).to.deep.equal(['upstream.imported', 'upstream.updated'])
  })

  it('say why a name, a file or a signer is refused, in a page that keeps what was typed', async () => {
    const { client } = await signedIn(world, ADMIN)
    const wrong: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['upstream-name', { name: 'password' }],
      ['upstream-name', { name: 'confirm' }],
      [
        'metadata-no-idp',
        {
          metadataText:
            '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://a.example"/>',
        },
      ],
      ['signer', { signer: 'x' }],
    ]
    for (const [rule, fields] of wrong) {
      const refused = await preview(client, idpMetadata(), fields)
      expect([rule, refused.status]).to.deep.equal([rule, 422])
      expect(refused.find(`[data-finding^="${rule}"]`), rule).not.to.equal(null)
    }
    expect((await preview(client, '')).status).to.equal(422)
    expect(actions()).to.deep.equal([])
  })

  it('are set as they were shown, each value by its rule', async () => {
    const { client } = await signedIn(world, ADMIN)
    const page = await imported(client)
    const set = { button: 'button[value="set"]' }
    const wrong = await client.submit(page, { ...set, fields: { healthUrl: 'ftp://x', maxLevel: 'hoch' } })
    expect(wrong.status).to.equal(422)
    const done = await client.submit(wrong, { ...set, fields: { healthUrl: '', methodName: 'Konto Elbe' } })
    expect(done.textOf('[data-testid="upstream-done"]')).to.include('geändert')
    const read = async () => (await world.upstreams.find(methodId('nachbar')))?.upstream
    expect((await read())?.settings).to.deep.include({ maxLevel: 'hoch', methodName: 'Konto Elbe', healthUrl: null })
    const late = await client.submit(page, { ...set, fields: { maxLevel: 'basis' } })
    expect([late.status, (await read())?.settings.maxLevel]).to.deep.equal([409, 'hoch'])
    expect(actions()).to.deep.equal(['upstream.imported', 'upstream.set'])
  })

  it('are switched off and removed after a question each', async () => {
    const { client } = await signedIn(world, ADMIN)
    const page = await imported(client)
    const asked = await client.submit(page, { button: 'button[value="ask-disable"]' })
    expect(actions()).to.deep.equal(['upstream.imported'])
    const off = await client.submit(asked, { button: 'button[value="disable"]' })
    expect(off.textOf('[data-testid="upstream-done"]')).to.include('ausgeschaltet')
    const on = await client.submit(off, { button: 'button[value="enable"]' })
    const question = await client.submit(on, { button: 'button[value="ask-remove"]' })
    expect(question.text).to.include('führen danach ins Leere')
    const list = await client.submit(question, { button: 'button[value="remove"]' })
    expect(list.text).to.include('noch kein anderes Konto')
    expect(actions()).to.deep.equal(['upstream.imported', 'method.disabled', 'method.enabled', 'upstream.removed'])
    expect((await client.get(`${world.url}${LIST}/nachbar`)).status).to.equal(404)
  })

  it('are read by auditors, changed by admins alone, and nobody else’s', async () => {
    const admin = await signedIn(world, ADMIN)
    await imported(admin.client)
    const reads = await signedIn(world, sampleOperator('reads', { role: 'auditor', tenant: null }))
    const page = await reads.client.get(`${world.url}${LIST}/nachbar`)
    expect([page.status, page.find('button[value="set"]')]).to.deep.equal([200, null])
    const plain = await signedIn(world, sampleOperator('plain', { hotline: true }))
    for (const path of [LIST, `${LIST}/nachbar`, IMPORT]) {
      expect((await plain.client.get(world.url + path)).status).to.equal(403)
    }
    expect((await reads.client.get(world.url + IMPORT)).status).to.equal(403)
    for (const { client, overview } of [reads, plain]) {
      const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
      for (const decision of ['set', 'disable', 'remove']) {
        const fields = { token, decision, shown: '1' }
        expect((await client.post(`${world.url}${LIST}/nachbar`, fields, { from: overview })).status).to.equal(403)
      }
    }
    const { client, overview } = admin
    const stranger = { token: 'x', decision: 'remove' }
    expect((await client.post(`${world.url}${LIST}/nachbar`, stranger, { from: overview })).status).to.equal(403)
    expect(actions()).to.deep.equal(['upstream.imported'])
  })
})
