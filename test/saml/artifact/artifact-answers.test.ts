import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { minutes, seconds } from '../../../src/domain/instant.js'
import type { SamlLogin } from '../../../src/domain/login.js'
import { handleOf } from '../../../src/saml/artifact/artifact-code.js'
import { writeArtifactResponse } from '../../../src/saml/artifact/write-artifact-response.js'
import { declaredOutside } from '../../../src/saml/xml/canonical-writer.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { artifactOf } from '../../support/artifact-messages.js'
import { loginOf, loginResult, samlBroker, type SamlBroker } from '../../support/saml-broker.js'
import { refusalOf, rejectionOf } from '../../support/saml-errors.js'
import { authnRequest, BROKER, NOW, redirectQuery } from '../../support/saml-requests.js'
import { ACS, acs, SERVICE, testService } from '../../support/saml-service.js'

const byArtifact = [acs(ACS, { binding: 'artifact', isDefault: true })]

describe('an answer for a service that takes artifacts', () => {
  let now = NOW
  const clock = { now: () => now }
  let stores = createMemoryStores({ clock })
  let service = testService({ metadata: { assertionConsumerServices: byArtifact } })
  let broker: SamlBroker
  beforeEach(() => {
    now = NOW
    stores = createMemoryStores({ clock })
    service = testService({ metadata: { assertionConsumerServices: byArtifact } })
    const registry = { find: (id: string) => (id === SERVICE ? service : undefined), size: () => 1 }
    broker = samlBroker({ registry, clock, artifacts: stores.artifacts })
  })
  const asked = (relayState?: string): SamlLogin => loginOf(broker.redirect(redirectQuery(authnRequest(), relayState)))

  it('is a reference with the RelayState as it came, and the signed Response waits under its handle', async () => {
    const answer = await broker.messages.failure(asked('antrag=4711&x=ä'), 'no-passive')
    expect(answer).to.deep.include({ kind: 'artifact', action: ACS, notice: null })
    const { SAMLart = '', ...others } = answer.fields
    expect(others).to.deep.equal({ RelayState: 'antrag=4711&x=ä' })
    const handle = handleOf(SAMLart, BROKER) ?? expect.fail(SAMLart)
    const kept = await stores.artifacts.find(handle)
    expect(kept).to.deep.include({ service: SERVICE, version: 1 })
    expect(kept?.message).to.contain('status:NoPassive').and.contain('<ds:SignatureValue>')
    expect((await broker.messages.failure(asked(), 'no-passive')).fields).to.have.all.keys('SAMLart')
  })

  it('waits for a minute, and longer where the citizen reads something first', async () => {
    const handleIn = ({ fields }: { readonly fields: Readonly<Record<string, string>> }): string =>
      handleOf(fields['SAMLart'] ?? '', BROKER) ?? expect.fail('no artifact')
    const plain = handleIn(await broker.messages.failure(asked(), 'authn-failed'))
    const answer = await broker.messages.failure(asked(), 'proof-gone', 'proof-gone')
    expect(answer.notice).to.equal('proof-gone')
    const isThere = async (handle: string): Promise<boolean> => (await stores.artifacts.find(handle)) !== null
    now = NOW + seconds(60) - 1
    expect(await isThere(plain)).to.equal(true)
    now += 1
    expect(await isThere(plain)).to.equal(false)
    now = NOW + minutes(5) - 1
    expect(await isThere(handleIn(answer))).to.equal(true)
    now += 1
    expect(await isThere(handleIn(answer))).to.equal(false)
  })

  it('is neither made nor kept where something stands in its way', async () => {
    const kept: unknown[] = []
    const artifacts = {
      ...stores.artifacts,
      create: (each: Parameters<typeof stores.artifacts.create>[0]) => (kept.push(each), stores.artifacts.create(each)),
    }
    const registry = { find: () => service, size: () => 1 }
    const sectors: string[] = []
    const messages = samlBroker({ registry, clock, artifacts }).messages
    const held = messages.success(asked(), {
      ...loginResult(),
      mayBeMade: (sector) => (sectors.push(sector), Promise.reject(new BrokerError('unknown-principal'))),
    })
    expect(await rejectionOf(held)).to.equal('unknown-principal')
    expect([sectors, kept]).to.deep.equal([[service.settings.sector], []])
    await messages.success(asked(), { ...loginResult(), mayBeMade: () => Promise.resolve() })
    expect(kept).to.have.length(1)
  })

  it('does not leave where the address takes artifacts no more, or answers alone', async () => {
    const login = asked()
    service = testService()
    expect(await rejectionOf(broker.messages.failure(login, 'no-passive'))).to.equal('saml-acs-gone')
    const byPost = asked()
    service = testService({ metadata: { assertionConsumerServices: byArtifact } })
    expect(await rejectionOf(broker.messages.failure(byPost, 'no-passive'))).to.equal('saml-acs-gone')
    expect((await broker.messages.failure(asked(), 'no-passive')).kind).to.equal('artifact')
  })
})

describe('an artifact', () => {
  it('is ours with each part as we write it', () => {
    const handle = Buffer.alloc(20, 9)
    expect(handleOf(artifactOf({ handle }), BROKER)).to.equal(handle.toString('hex'))
    expect(handleOf(artifactOf({ handle }).replace(/.{20}/g, '$&\r\n\t '), BROKER)).to.equal(handle.toString('hex'))
    for (const other of [{ type: [0, 3] }, { type: [4, 0] }, { index: [0, 1] }, { source: `${BROKER}/` }]) {
      expect(handleOf(artifactOf({ handle, ...other }), BROKER), JSON.stringify(other)).to.equal(null)
    }
    expect(handleOf(artifactOf({ handle }).replaceAll('A', '-'), BROKER)).to.equal(null)
  })
})

describe('an ArtifactResponse', () => {
  const facts = { id: '_a', inResponseTo: '_q', issueInstant: NOW, issuer: BROKER }

  it('declares the protocol once, around a Response too', () => {
    const message = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r"></samlp:Response>'
    const { head, tail } = writeArtifactResponse({ ...facts, message })
    expect((head + tail).split('xmlns:samlp=')).to.have.length(2)
    expect(tail).to.contain('</samlp:Status><samlp:Response ID="_r"></samlp:Response></samlp:ArtifactResponse>')
    const empty = writeArtifactResponse({ ...facts, message: null })
    expect(empty.tail).to.match(/<\/samlp:Status><\/samlp:ArtifactResponse>$/)
  })

  it('holds nothing that another wrote', () => {
    for (const message of ['', '<samlp:Response ID="_r"/>', ' <samlp:Response xmlns:samlp="urn:x">', '<x/>', 'text']) {
      expect(
        refusalOf(() => declaredOutside(message, 'samlp', 'urn:x')),
        message,
      ).to.equal('internal')
    }
  })
})
