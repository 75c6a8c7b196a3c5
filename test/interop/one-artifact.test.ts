import { expect } from 'chai'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { artifactIn } from '../support/artifact-messages.js'
import { artifactPortal } from '../support/artifact-portal.js'
import { runToEnd } from '../support/spawned.js'
import { createWebClient } from '../support/web-client.js'
import { type Broker, startBroker } from './broker.js'
import { agree, cancel, CITIZEN, createCitizen, logIn } from './citizen.js'
import { begin, connect, factsOf } from './connected-services.js'
import { mellon } from './products/mellon.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'
import type { ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE, NAME_ID_FORMATS } from './setup.js'

/**
 * pysaml2 writes anew what lies in an envelope, with prefixes of its own (INTEROP 22): with those that the message has it
 * verifies what it reads, by its own way from the envelope to the answer.
 */
const PYSAML2 = `
import sys
from xml.etree import ElementTree
from saml2 import BINDING_HTTP_ARTIFACT, samlp
from saml2.client import Saml2Client
from saml2.config import SPConfig

entity, metadata, answer = sys.argv[1:]
sp = {'endpoints': {'assertion_consumer_service': [(entity, BINDING_HTTP_ARTIFACT)]}}
client = Saml2Client(SPConfig().load({
    'entityid': entity, 'xmlsec_binary': '/usr/bin/xmlsec1',
    'metadata': {'local': [metadata]}, 'service': {'sp': sp},
}))
text = open(answer, encoding='utf-8').read()
inside = text[text.index('<samlp:ArtifactResponse'):text.index('</soap:Body>')]
client.sec.correctly_signed_artifact_response(inside, must=True)
for prefix, uri in (
    ('samlp', 'urn:oasis:names:tc:SAML:2.0:protocol'), ('saml', 'urn:oasis:names:tc:SAML:2.0:assertion'),
    ('ds', 'http://www.w3.org/2000/09/xmldsig#'), ('xenc', 'http://www.w3.org/2001/04/xmlenc#'),
):
    ElementTree.register_namespace(prefix, uri)
response = client.parse_artifact_resolve_response(text)
assert isinstance(response, samlp.Response), response
print(response.status.status_code.status_code.value)
try:
    client.sec.correctly_signed_artifact_response(inside.replace('Success', 'Succes5', 1), must=True)
except Exception as error:
    print(type(error).__name__)
`

describe('An answer by artifact, as service providers of Debian’s packages resolve it', () => {
  const products = [shibboleth, simpleSamlPhp, mellon]
  let broker: Broker
  const services = new Map<string, ServiceProvider>()
  const serviceOf = (name: string): ServiceProvider => services.get(name) ?? expect.fail(`${name} was not started`)

  before(async () => {
    broker = await startBroker()
    await createCitizen(broker)
    const facts = await factsOf(broker)
    const setup = { ...AS_IN_THE_EXAMPLE, artifact: true }
    for (const product of products) services.set(product.name, await connect(product, setup, broker, facts))
    await broker.follow()
  })
  after(async () => {
    await Promise.all([...services.values()].map((service) => service.stop()))
    await broker?.stop()
  })

  for (const product of products) {
    it(`logs a citizen in, and tells what comes of it otherwise: ${product.name}`, async () => {
      const service = serviceOf(product.name)
      const browser = createWebClient()
      try {
        const given = await begin(browser, service)
        expect(product.shows('AuthnFailed').test(service.refusal(await cancel(browser, given.page)))).to.equal(true)
        const handOver = await agree(browser, await logIn(browser, (await begin(browser, service)).page))
        expect(artifactIn(handOver).artifact).to.have.length(60)
        expect(handOver.find('[name=SAMLResponse]')).to.equal(null)
        const back = await browser.handOver(handOver)
        expect(back.url, back.text).to.equal(service.target)
        const received = await service.received(browser, back)
        expect(received.attributes).to.deep.equal({ ...CITIZEN.attributes, trustLevel: 'STORK-QAA-Level-2' })
        expect(received.nameIdFormat).to.equal(NAME_ID_FORMATS.persistent)
      } catch (error) {
        process.stderr.write(`${service.logs()}\n${broker.log().slice(-4000)}\n`)
        throw error
      }
    })
  }

  it('verifies with pysaml2', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'servicekonto-pysaml2-'))
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    try {
      const portal = await artifactPortal(broker, { name: 'pysaml2' })
      await broker.servicekonto(['sp', 'import', file('portal.xml', portal.metadata)])
      await broker.follow()
      const url = portal.artifactRequest({ AssertionConsumerServiceURL: portal.artifactAcs, IsPassive: 'true' })
      const { artifact } = artifactIn(await createWebClient().get(url))
      const { text } = await portal.resolve(broker, artifact)
      const metadata = file('servicekonto.xml', await broker.metadata())
      const script = file('verify.py', PYSAML2)
      const args = [script, portal.entityId, metadata, file('answer.xml', text)]
      const { stdout } = await runToEnd('/usr/bin/python3', args)
      expect(stdout.trim().split('\n')).to.deep.equal([
        'urn:oasis:names:tc:SAML:2.0:status:NoPassive',
        'SignatureError',
      ])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
