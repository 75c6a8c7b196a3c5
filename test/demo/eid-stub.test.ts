import { expect } from 'chai'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cardOf, TEST_CARDS } from '../../src/demo/eid-client/cards.js'
import { stubKeysIn } from '../../src/demo/eid-stub/stub-keys.js'
import { nameFault, textFault } from '../../src/domain/din-91379.js'
import { selectAll } from '../support/html-document.js'
import { startStubWorld, type StubWorld } from '../support/eid-world.js'
import { createWebClient } from '../support/web-client.js'

describe('the eID stand-in', () => {
  let world: StubWorld
  before(async () => {
    world = await startStubWorld()
  })
  after(() => world.stop())

  it('has a card for everything that portals must take, each once, with letters that registers have', () => {
    expect(TEST_CARDS.map(({ id }) => id)).to.deep.equal([
      'complete',
      'one-name',
      'no-address',
      'unknown-day',
      'unknown-month',
      'residence-permit',
      'eu-card',
      'doctor',
      'letters',
      'expired',
      'blocked',
      'wrong-pin',
      'renewed',
      'under-16',
    ])
    for (const { id, givenNames, familyNames, birthName, placeOfBirth } of TEST_CARDS) {
      for (const name of [givenNames, familyNames, birthName ?? '']) expect(nameFault(name), id).to.equal(null)
      expect(textFault(placeOfBirth), id).to.equal(null)
    }
  })

  it('has as many copies of a card as a load test wants, each of another person', () => {
    const [complete, copy, other] = [cardOf('complete'), cardOf('complete-17'), cardOf('complete-18')]
    expect(copy).to.deep.equal({ ...complete, id: 'complete-17', chip: 'complete-17', familyNames: 'WINTERBERG-BH' })
    expect(other?.familyNames).to.equal('WINTERBERG-BI')
    expect(cardOf('under-16')?.chip).to.equal('under-16')
    for (const id of ['under-17', 'complete-0', 'complete-017', 'complete-']) expect(cardOf(id), id).to.equal(null)
  })

  it('shows its cards to whoever opens it, and lays one on the reader by an address', async () => {
    const client = createWebClient()
    const front = await client.get(world.stub.clientUrl)
    expect(front.status).to.equal(200)
    expect(front.body).to.contain('data-card="letters"')
    const chosen = await client.get(`${world.stub.url}/cards/letters`)
    expect(chosen.body).to.match(/data-card="letters"[^]*?\(aufgelegt\)/)
    expect((await client.get(`${world.stub.url}/cards/none`)).status).to.equal(404)
  })

  it('says "Not Found" where no TC Token is, and "Bad Request" to a form of no run', async () => {
    const client = createWebClient()
    for (const address of [`${world.stub.url}/nothing`, 'http://evil.example/token', 'ftp://x', 'nonsense']) {
      const page = await client.get(`${world.stub.clientUrl}?tcTokenURL=${encodeURIComponent(address)}`)
      expect(page.status, address).to.equal(404)
    }
    const page = await client.post(world.stub.clientUrl, { run: 'x', decision: 'continue' })
    expect(page.status).to.equal(400)
    expect(selectAll(page.document, '[data-testid="client-error"]')).to.have.length(1)
  })

  it('answers nobody on its eID interface whose signature it does not know', async () => {
    const response = await fetch(world.stub.serverUrl, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<a/>',
    })
    expect([response.status, await response.text()]).to.deep.equal([500, ''])
  })

  it('keeps the keys of its folder, private ones for their owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'eid-keys-'))
    try {
      const first = stubKeysIn(folder)
      expect(stubKeysIn(folder)).to.deep.equal(first)
      const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077])
      expect(Object.fromEntries(modes)).to.include({ 'broker.key.pem': 0, 'server.key.pem': 0 })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
