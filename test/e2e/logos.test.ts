import { expect } from 'chai'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { metadataServer } from '../support/metadata-server.js'
import { pngOf } from '../support/pictures.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

const MDUI = 'urn:oasis:names:tc:SAML:metadata:ui'

/** The metadata with this in their mdui:UIInfo. */
const withLogo = ({ metadata }: E2ePortal, url: string): string =>
  metadata.replace(
    /<md:SPSSODescriptor[^>]*>/,
    `$&<md:Extensions><mdui:UIInfo xmlns:mdui="${MDUI}"><mdui:Logo width="120" height="64">${url}</mdui:Logo></mdui:UIInfo></md:Extensions>`,
  )

describe('the logo of a portal', () => {
  let broker: RunningTestBroker
  let portal: E2ePortal
  let pictures: Awaited<ReturnType<typeof metadataServer>>
  before(async () => {
    pictures = await metadataServer()
    broker = await startBroker()
    portal = await e2ePortal(broker, { name: 'aachen' })
  })
  after(async () => {
    await broker.stop()
    await pictures.close()
  })

  const logoOnPage = async () => {
    const page = await portal.login(createWebClient())
    expect(page.text).to.include('Sie kommen von')
    return page.find('[data-testid="portal-logo"]')?.attributes ?? null
  }
  const until = async (wanted: (shown: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
    for (let tries = 0; tries < 60; tries += 1) {
      const { out } = await broker.cli(['sp', 'show', portal.entityId, '--json'])
      const shown = JSON.parse(out) as Record<string, unknown>
      if (wanted(shown)) {
        await broker.settled()
        return shown
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    throw new Error('it did not come')
  }

  it('is fetched after the import, served by the broker under its digest, and shown beside the name', async () => {
    const png = pngOf(120, 64)
    await broker.register(withLogo(portal, pictures.serves('/logo', png)))
    const { logo } = await until(({ logo: known }) => known !== null)
    expect(logo).to.include({ width: 120, height: 64, fault: null })
    const shown = await logoOnPage()
    const path = shown?.get('src') ?? ''
    expect(path).to.match(/^\/logos\/[0-9a-f]{64}$/)
    expect(logo).to.include({ path })
    expect([shown?.get('alt'), shown?.get('width'), shown?.get('height')]).to.deep.equal(['', '120', '64'])
    const served = await fetch(`${broker.url}${path}`)
    expect(Buffer.from(await served.arrayBuffer()).equals(png)).to.equal(true)
    const headers = ['content-type', 'cache-control', 'x-content-type-options'].map((name) => served.headers.get(name))
    expect(headers).to.deep.equal(['image/png', 'public, max-age=31536000, immutable', 'nosniff'])
    expect(served.headers.get('content-security-policy')).to.include("default-src 'none'")
    expect((await fetch(`${broker.url}/logos/${'0'.repeat(64)}`)).status).to.equal(404)
    expect((await fetch(`${broker.url}/logos/..%2f..%2fetc`)).status).to.equal(404)
  })

  it('is gone with the next metadata that name none', async () => {
    await broker.register(portal.metadata)
    expect(await logoOnPage()).to.equal(null)
    await until(({ logo }) => logo === null)
  })

  it('hinders nothing where it cannot be fetched: the import succeeds, logins go on, and the operator is told why', async () => {
    const url = pictures.serves('/picture.png', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await broker.register(withLogo(portal, url))
    const { logo, warnings } = await until(({ logo: known }) => known !== null)
    expect(logo).to.include({ path: null, fault: 'type' })
    expect(warnings).to.deep.equal([
      'its logo was not fetched: it is no PNG, JPEG or WebP; the service works without; it is tried again, at most a day later',
    ])
    expect(await logoOnPage()).to.equal(null)
    await broker.register(withLogo(portal, 'http://pictures.example/logo.png'))
    expect(await logoOnPage()).to.equal(null)
  })
})
