import { expect } from 'chai'
import { entityId, methodId, tenantId } from '../../../src/domain/ids.js'
import { seconds } from '../../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import type { WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const PROTOKOLL = '/operator/protokoll'
const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const AUDITOR = sampleOperator('reads', { role: 'auditor', tenant: null })
const OF_AACHEN = sampleOperator('vera')
const READS_AACHEN = sampleOperator('peter', { role: 'auditor' })

describe('the audit log at the console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService(), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen] })
    for (const service of [SERVICE, SOLINGEN]) {
      for (let count = 0; count < 3; count += 1) await aborted(`${service.slice(15, 18)}-${count}`, service)
    }
    await appended({ action: 'method.disabled', subject: methodId('eid'), before: null, after: null })
  })
  afterEach(() => world.stop())

  const appended = async (entry: Parameters<HttpWorld['appends']>[0]) => {
    world.clock.pass(seconds(1))
    await world.appends(entry)
  }
  const aborted = (subject: string, service: string) =>
    appended({ action: 'login.aborted', subject, before: null, after: { service, reason: 'timeout' } })

  const look = (client: WebClient, query: Readonly<Record<string, string>> = {}) =>
    client.get(`${world.url}${PROTOKOLL}?${new URLSearchParams(query).toString()}`)
  const rowsOf = (page: WebPage): readonly string[] => {
    const rows = page.all('[data-entry]').map(({ attributes }) => attributes.get('data-entry') ?? '')
    return world.entries.filter(({ id }) => rows.includes(id)).map(({ subject }) => subject)
  }

  it('tells each entry as a sentence, newest first, in either language; each look-up stands in it afterwards', async () => {
    const { client, overview } = await signedIn(world, AUDITOR)
    const page = await client.click(overview, `a[href="${PROTOKOLL}"]`)
    expect(page.text).to.include('hat die Anmeldeart Online-Ausweis abgeschaltet').and.not.include('hat Einträge')
    expect(page.text.indexOf('Vera.reads')).to.be.lessThan(page.text.indexOf('abgeschaltet'))
    expect(page.text, 'its values in words').to.include('angemeldet, mit Code-App')
    expect(page.textOf('option[value="method.disabled"]')).to.equal('Anmeldeart abgeschaltet (method.disabled)')
    expect(rowsOf(page)).to.have.length(world.entries.length - 1)
    const english = await look(client, { lang: 'en' })
    expect(english.text).to.include('switched the method Online ID off').and.include('looked entries of this log up')
    expect(world.audit.at(-1)).to.deep.include({ actor: 'operator:Vera.reads', action: 'audit.shown' })
  })

  it('is filtered by time, person, portal and event, and says what cannot be asked for', async () => {
    const { client } = await signedIn(world, ADMIN)
    expect(rowsOf(await look(client, { portal: SOLINGEN }))).to.deep.equal(['sol-0', 'sol-1', 'sol-2'])
    expect(rowsOf(await look(client, { portal: SOLINGEN, ereignis: 'service.set' }))).to.deep.equal([])
    expect(rowsOf(await look(client, { ereignis: 'method.disabled' }))).to.deep.equal(['eid'])
    expect(rowsOf(await look(client, { wer: 'operator:Vera.admin', ereignis: 'operator.signed-in' }))).to.have.length(1)
    expect(rowsOf(await look(client, { bis: '1969-12-30' }))).to.deep.equal([])
    expect(rowsOf(await look(client, { fehler: 'E-3VEE-43FD' }))).to.deep.equal([])
    const refused = await look(client, { von: 'gestern' })
    expect([refused.status, refused.find('[data-finding="audit-filter"]') !== null]).to.deep.equal([422, true])
    const named = await look(client, { wer: 'Mia Muster' })
    expect(named.status).to.equal(422)
    expect(JSON.stringify(world.audit)).not.to.include('Mia Muster')
  })

  it('shows whoever has a tenant the entries of its own portals alone, by any filter and in any export', async () => {
    for (const who of [OF_AACHEN, READS_AACHEN]) {
      const { client } = await signedIn(world, who)
      const queries = [{}, { ereignis: 'login.aborted' }, { portal: SERVICE }, { wer: 'broker' }]
      for (const query of queries) {
        expect(rowsOf(await look(client, query)), JSON.stringify(query)).to.deep.equal(['aac-0', 'aac-1', 'aac-2'])
      }
      for (const query of [{ portal: SOLINGEN }, { ereignis: 'method.disabled' }, { wer: 'operator:Vera.admin' }]) {
        expect(rowsOf(await look(client, query)), JSON.stringify(query)).to.deep.equal([])
      }
      for (const format of ['jsonl', 'csv']) {
        const file = await client.get(`${world.url}${PROTOKOLL}/export?format=${format}`)
        expect(file.body)
          .to.include('aac-0')
          .and.not.match(/sol-|eid|operator\./)
        const foreign = await client.get(`${world.url}${PROTOKOLL}/export?format=${format}&portal=${SOLINGEN}`)
        expect(foreign.body).not.to.include('sol-')
      }
    }
  })

  it('goes through however many entries page by page, each once', async () => {
    for (let count = 0; count < 120; count += 1) await aborted(`more-${String(count).padStart(3, '0')}`, SERVICE)
    const { client } = await signedIn(world, OF_AACHEN)
    const seen: string[] = []
    let page = await look(client)
    for (;;) {
      seen.unshift(...rowsOf(page))
      const older = page.all('a').find(({ attributes }) => /vor=(?!.*lang=)/.test(attributes.get('href') ?? ''))
      if (!older) break
      expect(page.all('[data-entry]')).to.have.length(50)
      page = await client.get(world.url + (older.attributes.get('href') ?? ''))
    }
    expect(seen).to.have.length(123)
    expect(new Set(seen).size).to.equal(123)
    expect(seen.slice(0, 4)).to.deep.equal(['aac-0', 'aac-1', 'aac-2', 'more-000'])
  })

  it('is taken out as JSON Lines and CSV, as the command line does, and logged', async () => {
    const { client } = await signedIn(world, ADMIN)
    await appended({ action: 'tenant.created', subject: '=HYPERLINK("x")', before: null, after: null })
    const asked = `${world.url}${PROTOKOLL}/export?ereignis=tenant.created`
    const csv = await client.get(`${asked}&format=csv`)
    expect(csv.headers['content-type']).to.equal('text/csv; charset=utf-8')
    expect(csv.headers['content-disposition']).to.equal('attachment; filename="protokoll.csv"')
    const [head, row] = csv.body.split('\r\n')
    expect(head).to.match(/^seq,id,at,actor,action,subject,/)
    expect(row).to.include(`"'=HYPERLINK(""x"")"`)
    const lines = (await client.get(`${asked}&format=jsonl`)).body.trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { subject: string }).subject)).to.deep.equal(['=HYPERLINK("x")'])
    expect(world.audit.at(-1)).to.deep.include({ actor: 'operator:Vera.admin', action: 'audit.exported' })
    for (const wrong of ['format=xml', 'format=csv&von=gestern', '']) {
      expect((await client.get(`${world.url}${PROTOKOLL}/export?${wrong}`)).status, wrong).to.equal(400)
    }
  })

  it('does not take an entry that quotes a portal for one of that portal', async () => {
    await appended({
      action: 'account.blocked',
      subject: 'account-x',
      before: null,
      after: { reason: `"service":"${SERVICE}"` },
    })
    const { client } = await signedIn(world, OF_AACHEN)
    expect(rowsOf(await look(client))).not.to.include('account-x')
    expect(entityId(SERVICE)).to.equal(SERVICE)
  })
})
