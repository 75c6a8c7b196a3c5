import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { aggregateSourceId } from '../../../src/domain/source.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { metadataServer } from '../../support/metadata-server.js'
import { sampleOperator } from '../../support/operator-samples.js'
import type { WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { FEDERATION, federation, idOf, STRANGER } from '../sources/source-world.js'
import { signedIn, upload } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const FOUR = ['aachen', 'bonn', 'celle', 'dueren']

describe('a source of metadata at the operators’ console', () => {
  let world: HttpWorld
  let server: Awaited<ReturnType<typeof metadataServer>>
  let url: string
  beforeEach(async () => {
    server = await metadataServer()
    url = server.serves('/all.xml', await federation(FOUR))
    world = await httpWorld({ services: [] })
  })
  afterEach(() => Promise.all([world.stop(), server.close()]))

  const pageOf = (name: string) => `${world.url}/operator/dienste/${encodeURIComponent(idOf(name))}`
  const imported = async (operator = ADMIN) => {
    const { client } = await signedIn(world, operator)
    const form = await client.get(`${world.url}/operator/einlesen`)
    const fields = { metadataUrl: url, signer: FEDERATION.pem }
    const preview = await upload(client, form, { decision: 'preview', fields })
    const done = await upload(client, preview, { decision: 'apply' })
    expect(done.find('[data-testid="import-done"]')).not.to.equal(null)
    return client
  }
  const refresh = (client: WebClient, page: WebPage, fields: Readonly<Record<string, string>> = {}) =>
    client.post(
      page.url,
      { token: page.one('input[name="token"]').attributes.get('value') ?? '', decision: 'refresh', ...fields },
      { from: page },
    )

  it('is there after an import from an address with a signer, with its times and a button', async () => {
    const client = await imported()
    const page = await client.get(pageOf('aachen'))
    expect(page.one('[data-source]').attributes.get('data-source')).to.equal(url)
    expect(page.text).to.include('Quelle der Metadaten').and.include('2026-11-20 12:00 UTC')
    const fresh = await refresh(client, page)
    expect(fresh.textOf('[data-testid="service-done"]')).to.include('auf dem neuesten Stand')
    server.serves('/all.xml', await federation([...FOUR, 'essen']))
    const taken = await refresh(client, page)
    expect(taken.textOf('[data-testid="service-done"]')).to.include('geholt und übernommen')
    expect(world.services.get(idOf('essen'))).to.deep.include({ active: true })
    expect(world.audit.at(-1)).to.include({ actor: 'operator:Vera.admin', action: 'service.imported' })
  })

  it('tells in German why nothing was taken, at the service and among what needs a person', async () => {
    const client = await imported()
    server.serves('/all.xml', await federation(FOUR, '', STRANGER))
    const page = await client.get(pageOf('aachen'))
    const refused = await refresh(client, page)
    expect(refused.status).to.equal(409)
    expect(refused.text).to.include('Die Unterschrift ist nicht die des Unterzeichners.')
    const shown = await client.get(pageOf('bonn'))
    expect(shown.find('[data-finding="metadata-refresh"]')).not.to.equal(null)
    const overview = await client.get(`${world.url}/operator`)
    expect(overview.text).to.include(`Die Metadaten von ${url} sind seit 2026-11-20 nicht übernommen`)
    expect(world.services.get(idOf('aachen'))?.active).to.equal(true)
  })

  it('asks before portals leave with it, and takes what was looked at', async () => {
    const client = await imported()
    server.serves('/all.xml', await federation(['aachen']))
    const page = await client.get(pageOf('aachen'))
    const held = await refresh(client, page)
    expect(held.status).to.equal(409)
    expect(held.text).to.include('fehlen 3 von 4 Portalen').and.include(idOf('bonn'))
    expect(world.services.get(idOf('bonn'))?.active).to.equal(true)
    const document = held.one('input[name="held"]').attributes.get('value') ?? ''
    server.serves('/all.xml', await federation(['aachen', 'essen']))
    const other = await refresh(client, held, { held: document })
    expect(other.status, 'another document by now').to.equal(409)
    const confirmed = other.one('input[name="held"]').attributes.get('value') ?? ''
    const done = await refresh(client, other, { held: confirmed })
    expect(done.textOf('[data-testid="service-done"]')).to.include('geholt und übernommen')
    expect(world.services.get(idOf('bonn'))?.active).to.equal(false)
    const left = await client.get(pageOf('bonn'))
    expect(left.find('[data-finding="metadata-left"]')).not.to.equal(null)
  })

  it('names those who would leave only to who sees them', async () => {
    const admin = await imported()
    server.serves('/all.xml', await federation(['aachen']))
    const page = await admin.get(pageOf('aachen'))
    await admin.post(
      page.url,
      { token: page.one('input[name="token"]').attributes.get('value') ?? '', decision: 'set', tenant: 'Solingen' },
      { from: page },
    )
    const { client } = await signedIn(world, sampleOperator('otto', { tenant: tenantId('Solingen') }))
    const held = await refresh(client, await client.get(pageOf('aachen')))
    expect(held.text).to.include('fehlen 3 von 4 Portalen').and.include('und 3 weitere Portale')
    expect(held.text).not.to.include(idOf('bonn'))
  })

  it('is told to nobody who sees nothing that it feeds, and of no use to them', async () => {
    const admin = await imported()
    server.serves('/all.xml', await federation(FOUR, '', STRANGER))
    await refresh(admin, await admin.get(pageOf('aachen')))
    const { client, overview } = await signedIn(world, sampleOperator('otto', { tenant: tenantId('Solingen') }))
    expect(overview.text).not.to.include(url)
    expect((await admin.get(`${world.url}/operator`)).text).to.include(url)
    const page = await client.get(`${world.url}/operator/dienste`)
    const response = await client.post(
      pageOf('aachen'),
      { token: page.one('input[name="token"]').attributes.get('value') ?? '', decision: 'refresh' },
      { from: page },
    )
    expect(response.status).to.equal(404)
    expect(server.asked, 'by the other operator alone').to.have.length(2)
  })

  it('is no way to see what another tenant has: its address is refused', async () => {
    await imported()
    const { client } = await signedIn(world, sampleOperator('otto', { tenant: tenantId('Solingen') }))
    const form = await client.get(`${world.url}/operator/einlesen`)
    const preview = await upload(client, form, {
      decision: 'preview',
      fields: { metadataUrl: url, signer: FEDERATION.pem },
    })
    expect(preview.status).to.equal(422)
    expect(preview.text).to.include('entscheidet ein anderer Mandant')
    expect(aggregateSourceId(url)).to.equal(`services ${url}`)
  })
})
