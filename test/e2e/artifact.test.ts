import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { artifactIn, responseIn } from '../support/artifact-messages.js'
import { artifactPortal, HTTP_ARTIFACT, type ArtifactPortal } from '../support/artifact-portal.js'
import { aggregateOf } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { PERSISTENT, type RedisServer, startRedisServer } from '../support/redis-server.js'
import { type RoundRobin, startRoundRobin } from '../support/round-robin.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { pemOf, testKey } from '../support/saml-keys.js'
import { xmlsecVerify } from '../support/saml-xmlsec.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const GIVEN_NAME = '2.5.4.42'
const CANCEL = '[name="decision"][value="cancel"]'
const CONFIRM = '[name="decision"][value="confirm"]'

describe('an answer by artifact, on two instances', () => {
  let redis: RedisServer
  let proxy: RoundRobin
  let beside: ArtifactPortal
  let alone: ArtifactPortal
  let signer: { readonly certificatePem: string }
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-artifact-'))
  const instances: RunningTestBroker[] = []
  const instance = (place: number): RunningTestBroker => instances[place] ?? expect.fail(`instance ${place}`)

  before(async () => {
    redis = await startRedisServer(PERSISTENT)
    const targets: number[] = []
    proxy = await startRoundRobin(targets)
    for (let count = 0; count < 2; count++) {
      const shared = { PUBLIC_URL: proxy.url, DATA_DIR: dataDir, REDIS_URL: redis.url }
      const started = await startBroker('', shared)
      instances.push(started)
      targets.push(Number(new URL(started.url).port))
    }
    beside = await artifactPortal({ url: proxy.url }, { name: 'aachen', attributes: [GIVEN_NAME] })
    alone = await artifactPortal({ url: proxy.url }, { name: 'bonn', artifact: 'alone', attributes: [GIVEN_NAME] })
    await instance(0).register(aggregateOf([beside, alone]))
    await instance(0).citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    const metadata = (await createWebClient().get(`${proxy.url}/saml/metadata`)).body
    signer = { certificatePem: pemOf(/<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? '') }
  })
  after(async () => {
    for (const each of instances) await each.stop()
    await proxy.close()
    await redis.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const byArtifact = { ProtocolBinding: HTTP_ARTIFACT }
  const toConfirm = async (client: WebClient, url: string): Promise<WebPage> => {
    let page = await client.get(url, { from: beside.page })
    const [choose, prove] = STAGES
    for (const stage of [choose, prove]) if (!page.find(CONFIRM) && stage) page = await stage(client, page, 'jana')
    return page
  }
  const handedOver = async (client: WebClient, url: string): Promise<WebPage> =>
    client.submit(await toConfirm(client, url), { button: CONFIRM })

  it('leads to the registered address with RelayState, and is resolved once, at whichever instance', async () => {
    for (const place of [0, 1]) {
      const client = createWebClient()
      const page = await handedOver(client, beside.artifactRequest(byArtifact, 'ticket 17&x=ä'))
      expect(page.status).to.equal(200)
      const { to, artifact, relayState } = artifactIn(page)
      expect([to, relayState]).to.deep.equal([beside.artifactAcs, 'ticket 17&x=ä'])
      expect(Buffer.from(artifact, 'base64')).to.have.length(44)
      expect(page.body).not.to.contain('SAMLResponse')
      const resolved = await beside.resolve(instance(place), artifact)
      expect(await beside.profile(resolved.response ?? expect.fail(resolved.text))).to.have.property(
        `urn:oid:${GIVEN_NAME}`,
        'Jana',
      )
      const again = await beside.resolve(instance(1 - place), artifact)
      expect(again.status).to.equal(200)
      expect(again.response).to.equal(null)
    }
  })

  it('is signed outside and inside, as another program verifies it', async () => {
    const { artifact } = artifactIn(await handedOver(createWebClient(), beside.artifactRequest(byArtifact)))
    const { text } = await beside.resolve(instance(0), artifact)
    const key = { ...testKey('broker'), ...signer }
    await xmlsecVerify(text, key, 'ArtifactResponse')
    await xmlsecVerify(text, key, 'Response')
    await xmlsecVerify(responseIn(text) ?? '', key, 'Response')
    const changed = text
      .replace('Version="2.0"><saml:Issuer', 'Version="2.0" ><saml:Issuer')
      .replace('Success', 'Succes5')
    await xmlsecVerify(changed, key, 'ArtifactResponse').then(
      () => expect.fail('it was changed'),
      () => undefined,
    )
  })

  it('goes to one of two that resolve it at the same time, each at its instance', async () => {
    for (let round = 0; round < 10; round += 1) {
      const page = await createWebClient().get(beside.artifactRequest({ ...byArtifact, IsPassive: 'true' }))
      const { artifact } = artifactIn(page)
      const both = await Promise.all([0, 1].map((place) => beside.resolve(instance(place), artifact)))
      expect(both.filter(({ response }) => response !== null)).to.have.length(1)
    }
  })

  it('leaves by a redirect where the session answers at once, else in a form; pressed again it is the same one', async () => {
    const client = createWebClient()
    const confirm = await toConfirm(client, beside.artifactRequest(byArtifact))
    const remember = { button: CONFIRM, fields: { remember: 'on' } }
    const first = artifactIn(await client.submit(confirm, remember))
    expect(artifactIn(await client.submit(confirm, remember))).to.deep.equal(first)
    const page = await client.get(beside.artifactRequest(byArtifact, 'a&b'), { redirects: 'stop', from: beside.page })
    expect(page.status).to.equal(303)
    const { to, artifact, relayState } = artifactIn(page)
    expect([to, relayState]).to.deep.equal([beside.artifactAcs, 'a&b'])
    const { response } = await beside.resolve(instance(0), artifact)
    expect(await beside.profile(response ?? expect.fail('no answer'))).to.have.property(`urn:oid:${GIVEN_NAME}`)
    const used = await beside.resolve(instance(1), artifact)
    expect(used.response).to.equal(null)
    const replayed = await client.get(page.url, { redirects: 'stop' })
    expect(replayed.status).to.equal(400)
  })

  it('is asked for by its index, by its address, and is all that a portal without another address gets', async () => {
    const asked = [
      [beside, { AssertionConsumerServiceIndex: '1' }],
      [beside, { AssertionConsumerServiceURL: beside.artifactAcs }],
      [alone, {}],
      [alone, byArtifact],
    ] as const
    for (const [portal, attributes] of asked) {
      const url = portal.artifactRequest({ ...attributes, IsPassive: 'true' })
      const { to, artifact } = artifactIn(await createWebClient().get(url))
      expect(to).to.equal(portal.artifactAcs)
      expect((await portal.resolve(instance(0), artifact)).response).to.contain('status:NoPassive')
    }
    const byPost = await createWebClient().get(beside.artifactRequest({ IsPassive: 'true' }))
    expect(byPost.find('[name=SAMLResponse]')).not.to.equal(null)
  })

  it('tells an end without a login too: given up, or declined', async () => {
    const client = createWebClient()
    const choice = await client.get(beside.artifactRequest(byArtifact, 'r'))
    const cancelled = artifactIn(await client.submit(choice, { button: CANCEL }))
    expect(cancelled).to.deep.include({ to: beside.artifactAcs, relayState: 'r' })
    expect((await beside.resolve(instance(1), cancelled.artifact)).response).to.contain('status:AuthnFailed')
    const confirm = await toConfirm(client, alone.artifactRequest({}))
    const declined = artifactIn(await client.submit(confirm, { button: CANCEL }))
    expect((await alone.resolve(instance(0), declined.artifact)).response).to.contain('status:RequestDenied')
  })

  it('goes to nobody but the service that it was made for', async () => {
    const url = beside.artifactRequest({ ...byArtifact, IsPassive: 'true' })
    const { artifact } = artifactIn(await createWebClient().get(url))
    expect((await alone.resolve(instance(0), artifact)).response).to.equal(null)
    expect((await beside.resolve(instance(1), artifact)).response).to.contain('status:NoPassive')
    const counted = (await createWebClient().get(`${instance(0).url}/metrics`)).body
    expect(counted).to.match(/servicekonto_artifacts_total\{result="of-another-service"\} [1-9]/)
  })

  it('is what an operator sets for requests that leave it open', async () => {
    const set = await instance(0).cli(['sp', 'set', beside.entityId, 'responseBinding=artifact'])
    expect(set.code, set.err).to.equal(0)
    await instance(0).settled()
    const page = await createWebClient().get(beside.artifactRequest({ IsPassive: 'true' }))
    expect(artifactIn(page).to).to.equal(beside.artifactAcs)
    const named = { IsPassive: 'true', AssertionConsumerServiceURL: beside.acs }
    const byPost = await createWebClient().get(beside.artifactRequest(named))
    expect(byPost.find('[name=SAMLResponse]')).not.to.equal(null)
    const shown = await instance(0).cli(['sp', 'show', beside.entityId, '--json'])
    expect(JSON.parse(shown.out)).to.have.property('responseBinding', 'artifact')
  }).timeout(30_000)
})
