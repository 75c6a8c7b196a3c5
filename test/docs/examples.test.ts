import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import { expect } from 'chai'
import { runInNewContext } from 'node:vm'
import { e2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { type RunningTestBroker, startBroker } from '../support/running-broker.js'
import { pemOf, testKey } from '../support/saml-keys.js'
import { createWebClient } from '../support/web-client.js'
import { blocksOf } from './fenced-blocks.js'

describe('the example for node-saml', () => {
  let broker: RunningTestBroker
  before(async () => (broker = await startBroker()))
  after(() => broker.stop())

  it('logs somebody in as it stands, at another address', async () => {
    const portal = await e2ePortal(broker, { name: 'portal', attributes: ['2.5.4.42'] })
    await broker.register(portal.metadata)
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    const metadata = (await createWebClient().get(`${broker.url}/saml/metadata`)).body
    const [block] = blocksOf('docs/anbindung/beispiele/node-saml.md')
    const program = (block?.text ?? '')
      .replace(/^import .*$/m, '')
      .replaceAll('https://konto.example', broker.url)
      .replaceAll('https://portal.example', new URL(portal.acs).origin)
      .replace(/^\/\/ … und .*$/m, 'const SAMLResponse = await answerOf(url)')
    const answerOf = async (url: string): Promise<string> => {
      const client = createWebClient()
      let page = await client.get(url, { from: portal.page })
      for (const stage of STAGES) page = await stage(client, page, 'jana')
      return page.one('[name=SAMLResponse]').attributes.get('value') ?? ''
    }
    const profile: unknown = await runInNewContext(`(async () => {${program}\nreturn profile })()`, {
      SAML,
      ValidateInResponseTo,
      answerOf,
      relayState: '',
      brokerCertificate: /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1],
      portalPrivateKey: testKey('service').privatePem,
      portalCertificate: pemOf(testKey('service').certificate),
      portalDecryptionKey: testKey('serviceEncryption').privatePem,
    })
    expect(profile).to.have.property('urn:oid:2.5.4.42', 'Jana')
  })
})
