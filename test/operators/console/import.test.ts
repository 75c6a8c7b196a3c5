import { expect } from 'chai'
import { deflateRawSync } from 'node:zlib'
import { tenantId } from '../../../src/domain/ids.js'
import { minutes } from '../../../src/domain/instant.js'
import { sampleAudit } from '../../contracts/samples.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import { acs, aggregate, spMetadata } from '../../support/xml-metadata.js'
import { signedIn, upload } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const NEW = 'https://neu.example/metadata'

describe('metadata given at the operators’ console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld({ services: [{ ...testService(), tenant: tenantId('Solingen') }] })
  })
  afterEach(() => world.stop())

  const begin = async (operator = ADMIN) => {
    const { client } = await signedIn(world, operator)
    return { client, form: await client.get(`${world.url}/operator/einlesen`) }
  }
  const metadata = (entityId = NEW) => spMetadata({ entityId })
  const servicesOn = (page: Awaited<ReturnType<typeof upload>>) =>
    page.all('[data-service]').map(({ attributes }) => attributes.get('data-service'))

  it('are looked at first, in plain words, and change nothing before they are applied', async () => {
    const { client, form } = await begin()
    const preview = await upload(client, form, {
      decision: 'preview',
      file: metadata(),
      fields: { trustLevel: 'hoch' },
    })
    expect(preview.status).to.equal(200)
    expect(preview.text).to.include('Noch ist nichts geändert.').and.include('Quelle: portal.xml')
    expect(servicesOn(preview)).to.deep.equal([NEW])
    expect(preview.all('[data-finding]').length).to.be.greaterThan(0)
    expect(preview.text).to.include('Vertrauensniveau').and.include('hoch')
    expect(world.services.has(NEW)).to.equal(false)
    // Whoever reads what would change takes a while for it.
    world.clock.pass(minutes(3))
    const done = await upload(client, preview, { decision: 'apply' })
    expect(done.textOf('[data-testid="import-done"]')).to.include('1 Portal übernommen.')
    expect(world.services.get(NEW)).to.deep.include({ active: true, tenant: null })
    expect(world.services.get(NEW)?.settings.trustLevel).to.equal('hoch')
    expect(world.audit.at(-1)).to.include({ action: 'service.imported', actor: 'operator:Vera.admin', subject: NEW })
  })

  it('come as text and by many as well', async () => {
    const { client, form } = await begin()
    const both = aggregate(metadata('https://a.example/sp') + metadata('https://b.example/sp'))
    const preview = await upload(client, form, { decision: 'preview', fields: { metadataText: both } })
    expect(servicesOn(preview)).to.deep.equal(['https://a.example/sp', 'https://b.example/sp'])
    await upload(client, preview, { decision: 'apply' })
    expect([...world.services.keys()]).to.include.members(['https://a.example/sp', 'https://b.example/sp'])
  })

  it('are applied as they were shown, or shown again if something has changed meanwhile', async () => {
    const { client, form } = await begin()
    const preview = await upload(client, form, { decision: 'preview', file: metadata() })
    const other = spMetadata({ entityId: NEW, consumers: acs(0, 'https://neu.example/anders') })
    const theirs = await upload(client, form, { decision: 'preview', file: other })
    await upload(client, theirs, { decision: 'apply' })
    const again = await upload(client, preview, { decision: 'apply' })
    expect(again.find('[data-testid="changed-meanwhile"]')).not.to.equal(null)
    expect(again.find('[data-testid="import-done"]')).to.equal(null)
    expect(world.audit.filter(({ action }) => action.startsWith('service.'))).to.have.length(1)
    const applied = await upload(client, again, { decision: 'apply' })
    expect(applied.find('[data-testid="import-done"]')).not.to.equal(null)
  })

  it('are refused in words, with what was typed kept', async () => {
    const { client, form } = await begin()
    const cases: [Parameters<typeof upload>[2], string][] = [
      [{ decision: 'preview' }, 'als Datei, als Text oder als Adresse an'],
      [{ decision: 'preview', file: metadata(), fields: { metadataText: 'x' } }, 'nur auf eine Art'],
      [{ decision: 'preview', fields: { metadataText: '<nothing' } }, 'nicht übernehmen'],
      [{ decision: 'preview', file: metadata(), fields: { signer: 'no certificate' } }, 'nicht übernehmen'],
    ]
    for (const [given, said] of cases) {
      const page = await upload(client, form, given)
      expect([page.status, page.text.includes(said)], said).to.deep.equal([422, true])
    }
    expect(world.services.size).to.equal(1)
    const kept = await upload(client, form, { decision: 'preview', fields: { metadataText: '<nothing' } })
    expect(kept.textOf('#metadataText')).to.equal('<nothing')
  })

  it('register for the operator’s own tenant, and touch no other’s service', async () => {
    const { client, form } = await begin(sampleOperator('vera'))
    expect(form.find('#tenant')).to.equal(null)
    const preview = await upload(client, form, {
      decision: 'preview',
      file: metadata(),
      fields: { tenant: 'Solingen' },
    })
    await upload(client, preview, { decision: 'apply' })
    expect(world.services.get(NEW)?.tenant).to.equal('Aachen')
    const foreign = await upload(client, form, { decision: 'preview', file: metadata(SERVICE) })
    expect(foreign.status).to.equal(422)
    expect(foreign.text).to.include('gehört einem anderen Mandanten').and.not.include('Solingen')
  })

  it('show an operator nothing of a service that is of no tenant, and let an admin give it to one', async () => {
    const whole = (await begin()).client
    const [id, held] = ['https://frei.example/metadata', 'https://frei.example/nur-hier']
    const old = spMetadata({ entityId: id, consumers: acs(0, held) })
    const given = async (client: typeof whole, file: string, fields = {}) =>
      upload(client, await client.get(`${world.url}/operator/einlesen`), { decision: 'preview', file, fields })
    await upload(whole, await given(whole, old), { decision: 'apply' })
    const { client } = await signedIn(world, sampleOperator('vera'))
    const page = await given(client, metadata(id))
    expect([page.status, servicesOn(page)]).to.deep.equal([422, []])
    expect(page.text).to.include('gehört einem anderen Mandanten').and.not.include(held)
    expect(world.services.get(id)?.tenant).to.equal(null)
    await upload(whole, await given(whole, metadata(id), { tenant: 'Aachen' }), { decision: 'apply' })
    expect(world.services.get(id)?.tenant).to.equal('Aachen')
  })

  it('bring a removed service back to whose it was alone, though nobody there saw it', async () => {
    const whole = (await begin()).client
    const gone = async (id: string, tenant: string | null) => {
      const to = await whole.get(`${world.url}/operator/einlesen`)
      const fields = tenant === null ? {} : { tenant }
      const shown = await upload(whole, to, { decision: 'preview', file: metadata(id), fields })
      await upload(whole, shown, { decision: 'apply' })
      await world.sectors.append(sampleAudit('login.answered'), `answer to ${id}`, id)
      const page = await whole.get(`${world.url}/operator/dienste/${encodeURIComponent(id)}`)
      const token = page.one('[name="token"]').attributes.get('value') ?? ''
      await whole.post(page.url, { token, decision: 'remove' }, { from: page })
      expect(world.services.has(id)).to.equal(false)
    }
    await gone('https://frei.example/metadata', null)
    await gone('https://fremd.example/metadata', 'Solingen')
    const { client } = await signedIn(world, sampleOperator('vera'))
    for (const id of ['https://frei.example/metadata', 'https://fremd.example/metadata']) {
      const form = await client.get(`${world.url}/operator/einlesen`)
      const page = await upload(client, form, { decision: 'preview', file: metadata(id) })
      expect([page.status, page.text.includes('gehört einem anderen Mandanten')], id).to.deep.equal([422, true])
    }
    const form = await whole.get(`${world.url}/operator/einlesen`)
    const back = await upload(whole, form, { decision: 'preview', file: metadata('https://fremd.example/metadata') })
    expect(back.text).to.include('Das Portal war schon hier.')
    await upload(whole, back, { decision: 'apply' })
    expect(world.services.get('https://fremd.example/metadata')).to.include({ tenant: 'Solingen' })
  })

  it('come in a form of a hundred parts at most, whatever boundaries its type names', async () => {
    const { client, form } = await begin()
    const part = (name: string, value: string) =>
      `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const token = form.one('input[name="token"]').attributes.get('value') ?? ''
    const post = (parts: number, type = 'boundary=b1') => {
      const others = Array.from({ length: parts - 3 }, (_, count) => part(`x${count}`, ''))
      const known = part('token', token) + part('decision', 'preview') + part('metadataText', metadata())
      const headers = { 'content-type': `multipart/form-data; ${type}` }
      return client.post(form.url, `${known}${others.join('')}--b1--\r\n`, { headers, from: form })
    }
    expect((await post(100)).status).to.equal(200)
    expect((await post(101)).status).to.equal(400)
    expect((await post(100_000)).status).to.equal(400)
    expect((await post(101, 'x="; boundary=b2"; boundary=b1')).status).to.equal(400)
    expect((await post(3, 'boundary="b1"')).status).to.equal(200)
    expect((await post(3, 'charset=utf-8')).status).to.equal(400)
  })

  it('are taken from nobody without session, right or token, and never beyond 33 MiB', async () => {
    const { client, form } = await begin()
    const boundary = { 'content-type': 'multipart/form-data; boundary=x' }
    const forged = await client.post(
      form.url,
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
      {
        headers: boundary,
        from: form,
      },
    )
    expect(forged.status).to.equal(403)
    expect((await client.post(form.url, 'no multipart', { headers: boundary })).status).to.equal(400)
    expect((await client.post(form.url, { a: 'b' })).status).to.equal(415)
    const token = form.one('input[name="token"]').attributes.get('value') ?? ''
    const twice = ['a', 'a', 'token'].map(
      (name) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${token}\r\n`,
    )
    const doubled = await client.post(form.url, `${twice.join('')}--x--\r\n`, { headers: boundary, from: form })
    expect(doubled.status).to.equal(400)
    const bomb = deflateRawSync(Buffer.alloc(40 * 1024 * 1024)).toString('base64')
    const grown = await upload(client, form, { decision: 'preview', fields: { document: bomb } })
    expect(grown.status).to.equal(400)
    const large = `--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'b'.repeat(34 * 1024 * 1024)}\r\n--x--\r\n`
    expect((await client.post(form.url, large, { headers: boundary })).status).to.equal(413)
  })
})
