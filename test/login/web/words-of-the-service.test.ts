import { expect } from 'chai'
import type { ServiceSettings } from '../../../src/domain/service.js'
import { httpWorld } from '../../support/http-world.js'
import { attributeService, testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'

const METADATA = {
  attributeConsumingServices: [attributeService({ isDefault: true, required: ['familyName'] })],
  privacyUrls: { de: 'https://portal.aachen.example/datenschutz' },
}

/** The page that asks a citizen to confirm, at a service with these settings. */
async function confirmPage(settings: Partial<ServiceSettings> = {}) {
  const world = await httpWorld({ services: [testService({ metadata: METADATA, settings })] })
  try {
    return await world.toConfirm(createWebClient())
  } finally {
    await world.stop()
  }
}

describe('what the operator of a service says of it, where citizens confirm', () => {
  it('is nothing as imported: the privacy notice is the one of the metadata', async () => {
    const page = await confirmPage()
    expect(page.find('a[href="https://portal.aachen.example/datenschutz"]')).not.to.equal(null)
    expect(page.find('[data-testid="reasons"]')).to.equal(null)
  })

  it('is the privacy notice in place of the one of the metadata', async () => {
    const page = await confirmPage({ privacyUrl: 'https://aachen.example/datenschutz/wohngeld' })
    expect(page.textOf('a[href="https://aachen.example/datenschutz/wohngeld"]')).to.include('Datenschutz bei')
    expect(page.find('a[href="https://portal.aachen.example/datenschutz"]')).to.equal(null)
  })

  it('is what the data are for and by what right, before the button', async () => {
    const page = await confirmPage({ purpose: 'Wohngeld prüfen', legalBasis: '§ 22 WoGG' })
    expect(page.textOf('[data-testid="reasons"]')).to.equal('WofürWohngeld prüfenRechtsgrundlage§ 22 WoGG')
    expect(page.body.indexOf('§ 22 WoGG')).to.be.lessThan(page.body.indexOf('value="confirm"'))
    const [one] = [await confirmPage({ purpose: 'Wohngeld prüfen' })]
    expect(one.textOf('[data-testid="reasons"]')).to.equal('WofürWohngeld prüfen')
  })

  it('tells citizens nothing of whom operators ask', async () => {
    const page = await confirmPage({ contacts: ['technik@aachen.example'] })
    expect(page.body).not.to.include('technik@aachen.example')
  })
})
