import { expect } from 'chai'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { SERVICE, testService } from '../support/saml-service.js'
import { createWebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const HOSTILE = '"><script>alert(1)</script>'

describe('the page behind our errorURL', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  const open = (query: Readonly<Record<string, string>> | string = {}) =>
    createWebClient().get(
      `${world.url}/portal-fehler?${typeof query === 'string' ? query : String(new URLSearchParams(query))}`,
    )

  it('is where the metadata say, and takes what stands there as it is', async () => {
    const metadata = await (await fetch(`${world.url}/saml/metadata`)).text()
    const [, errorUrl = ''] = /errorURL="([^"]*)"/.exec(metadata) ?? []
    const { pathname, search } = new URL(errorUrl.replaceAll('&amp;', '&'))
    const page = await createWebClient().get(`${world.url}${pathname}${search}`)
    expect(page.status).to.equal(200)
    expect(page.textOf('h1')).to.equal('Hilfe, wenn ein Portal Sie nicht weiterlässt')
  })

  it('says what a portal misses, and leads back to it', async () => {
    const page = await open({ code: 'IDENTIFICATION_FAILURE', rp: SERVICE, ctx: 'urn:oid:2.5.4.4', tid: 'x-17' })
    expect(page.status).to.equal(200)
    expect(page.textOf('h1')).to.equal('Dem Portal fehlen Angaben')
    expect(page.textOf('[data-testid="portal-error"]')).to.include('Serviceportal Aachen')
    expect(page.find('[data-missing="familyName"]')).not.to.equal(null)
    expect(page.find('a[href="https://portal.aachen.example/"]')).not.to.equal(null)
    expect(page.body).to.include('x-17')
  })

  it('tells the log, by code and registered portal alone', async () => {
    const before = world.log.length
    await open({
      code: 'AUTHORIZATION_FAILURE',
      rp: 'https://elsewhere.example',
      ctx: 'jana@mail.example',
      tid: 'jana',
    })
    const told = world.log.slice(before).find((line) => line.includes('portal.error-told'))
    expect(told).to.include('AUTHORIZATION_FAILURE').and.not.include('jana').and.not.include('elsewhere')
    await open()
    expect(world.log.slice(before).filter((line) => line.includes('portal.error-told'))).to.have.length(1)
  })

  it('shows nothing of a hostile link, and is no error of ours', async () => {
    const hostile = { code: HOSTILE, ts: HOSTILE, rp: HOSTILE, tid: HOSTILE, ctx: HOSTILE }
    for (const page of [
      await open(hostile),
      await open(`${String(new URLSearchParams(hostile))}&code=b&code=c&tid[x]=1`),
    ]) {
      expect(page.status).to.equal(200)
      expect(page.body).not.to.include('alert(1)')
      expect(page.find('[data-testid="error"]')).to.equal(null)
    }
  })

  it('exists in each language', async () => {
    for (const language of ['en', 'de-x-leicht']) {
      const page = await open({ code: 'OTHER_ERROR', lang: language })
      expect(page.status).to.equal(200)
    }
  })
})

describe('an error page of a portal that has a page for errors', () => {
  let world: HttpWorld
  before(async () => {
    const errorUrl = 'https://portal.aachen.example/hilfe?id=ERRORURL_TID&was=ERRORURL_CTX'
    world = await httpWorld({ services: [testService({ metadata: { errorUrl } })] })
  })
  after(() => world.stop())

  it('leads there too, with the number of the error and nothing of a citizen', async () => {
    const other = { AssertionConsumerServiceURL: 'https://portal.aachen.example/elsewhere' }
    const page = await createWebClient().get(world.requestUrl({ attributes: other }))
    const links = page.all('a').map((link) => link.attributes.get('href')?.replaceAll('&amp;', '&'))
    expect(links).to.include(
      `https://portal.aachen.example/hilfe?id=${page.textOf('[data-testid="error-id"]')}&was=saml-acs`,
    )
  })
})

describe('a disabled portal', () => {
  let world: HttpWorld
  before(async () => {
    const errorUrl = 'https://portal.aachen.example/hilfe'
    world = await httpWorld({ services: [testService({ active: false, metadata: { errorUrl } })] })
  })
  after(() => world.stop())

  const linksOf = (page: WebPage) => page.all('a').map((link) => link.attributes.get('href') ?? '')
  const outward = (page: WebPage) => linksOf(page).filter((href) => href.startsWith('https:'))

  it('is led to by no error page, neither its own page for errors nor its home', async () => {
    const failed = await createWebClient().get(world.requestUrl({}))
    expect(failed.find('[data-testid="error"]')).not.to.equal(null)
    expect(failed.body).not.to.include('/hilfe')
    expect(outward(failed)).to.deep.equal([])
    const claimed = await createWebClient().get(world.requestUrl({ attributes: { ID: 'no id' } }))
    expect(claimed.find('[data-testid="error"]')).not.to.equal(null)
    expect(outward(claimed)).to.deep.equal([])
    const unsolicited = `${world.url}/saml/unsolicited?${String(new URLSearchParams({ providerId: SERVICE }))}`
    expect(outward(await createWebClient().get(unsolicited))).to.deep.equal([])
    const query = new URLSearchParams({ code: 'OTHER_ERROR', rp: SERVICE })
    const told = await createWebClient().get(`${world.url}/portal-fehler?${String(query)}`)
    expect(outward(told)).to.deep.equal([])
    expect(linksOf(told)).to.include('/')
  })
})
