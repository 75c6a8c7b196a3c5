import { expect } from 'chai'
import { createSecretKey, randomBytes, X509Certificate } from 'node:crypto'
import { createKeyLifecycle } from '../../src/crypto/key-lifecycle.js'
import { createKeyWrap } from '../../src/crypto/key-wrap.js'
import { createRandom } from '../../src/crypto/random.js'
import { createKeyStoreInMemory } from './support/key-store-in-memory.js'

const NOW = Date.parse('2026-05-04T08:00:00Z')
const ACTOR = 'cli:tester'

function house() {
  const { store, audit } = createKeyStoreInMemory()
  let now = NOW
  const deps = {
    store,
    wrap: createKeyWrap(createSecretKey(randomBytes(32))),
    clock: { now: () => now },
    random: createRandom(),
    host: 'login.example',
  }
  return { store, audit, deps, keys: createKeyLifecycle(deps), wait: (ms: number) => (now += ms) }
}

const rejection = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('nothing was refused'),
    (error: unknown) => error,
  )

describe('the life of the broker’s keys', () => {
  it('begins with an announced key that does not sign yet', async () => {
    const { keys, audit } = house()
    const key = await keys.generate('signing', 'EC-P-256', ACTOR)
    expect(key).to.include({ use: 'signing', type: 'EC-P-256', state: 'next', createdAt: NOW, activatedAt: null })
    expect(new X509Certificate(Buffer.from(key.certificate, 'base64')).subject).to.equal('CN=login.example')
    expect(await keys.list()).to.deep.equal([key])
    expect(audit).to.deep.equal([
      {
        at: NOW,
        actor: ACTOR,
        action: 'key.generated',
        subject: key.id,
        before: null,
        after: { use: 'signing', type: 'EC-P-256', state: 'next' },
      },
    ])
  })

  it('never shows the private part in a list', async () => {
    const { keys } = house()
    await keys.generate('signing', 'EC-P-256', ACTOR)
    expect((await keys.list())[0]).not.to.have.property('wrappedPrivateKey')
  })

  it('rolls over by activation: the new one signs, the former one stays as the previous, both are logged', async () => {
    const { keys, audit, wait } = house()
    const first = await keys.generate('signing', 'EC-P-256', ACTOR)
    await keys.activate(first.id, ACTOR)
    const second = await keys.generate('signing', 'EC-P-384', ACTOR)
    wait(1000)
    expect(await keys.activate(second.id, ACTOR)).to.include({ state: 'active', activatedAt: NOW + 1000 })
    expect((await keys.list()).map(({ id, state }) => [id, state])).to.deep.equal([
      [first.id, 'previous'],
      [second.id, 'active'],
    ])
    expect(audit.slice(-2).map(({ action, subject, before }) => [action, subject, before])).to.deep.equal([
      ['key.superseded', first.id, { state: 'active' }],
      ['key.activated', second.id, { state: 'next' }],
    ])
  })

  it('leaves the keys of the other use alone', async () => {
    const { keys, wait } = house()
    await keys.ensure()
    wait(1)
    const next = await keys.generate('signing', 'EC-P-256', ACTOR)
    await keys.activate(next.id, ACTOR)
    const encryption = (await keys.list()).filter(({ use }) => use === 'encryption')
    expect(encryption.map(({ state }) => state)).to.deep.equal(['active'])
  })

  it('ends by retiring the previous key, or one that was never used', async () => {
    const { keys, audit, wait } = house()
    const first = await keys.generate('signing', 'EC-P-256', ACTOR)
    const second = await keys.generate('signing', 'EC-P-256', ACTOR)
    const unused = await keys.generate('signing', 'EC-P-256', ACTOR)
    await keys.activate(first.id, ACTOR)
    await keys.activate(second.id, ACTOR)
    wait(1000)
    expect(await keys.retire(first.id, ACTOR)).to.include({ state: 'retired', stateSince: NOW + 1000 })
    expect(await keys.retire(unused.id, ACTOR)).to.include({ state: 'retired' })
    expect(audit.at(-2)).to.deep.include({ action: 'key.retired', subject: first.id, before: { state: 'previous' } })
  })

  it('has a way back: the previous key becomes active again, the other one the previous', async () => {
    const { keys, wait } = house()
    const first = await keys.generate('signing', 'EC-P-256', ACTOR)
    const second = await keys.generate('signing', 'EC-P-256', ACTOR)
    for (const { id } of [first, second, first]) {
      wait(1000)
      await keys.activate(id, ACTOR)
    }
    expect((await keys.list()).map(({ state, stateSince }) => [state, stateSince])).to.deep.equal([
      ['active', NOW + 3000],
      ['previous', NOW + 3000],
    ])
  })

  it('keeps one active signing key of a family beside the other’s', async () => {
    const { keys } = house()
    const rsa = await keys.generate('signing', 'RSA-3072', ACTOR)
    const [p256, p384] = [
      await keys.generate('signing', 'EC-P-256', ACTOR),
      await keys.generate('signing', 'EC-P-384', ACTOR),
    ]
    for (const { id } of [rsa, p256, p384]) await keys.activate(id, ACTOR)
    expect((await keys.list()).map(({ type, state }) => `${type} ${state}`)).to.deep.equal([
      'RSA-3072 active',
      'EC-P-256 previous',
      'EC-P-384 active',
    ])
  })

  it('takes an active key out of use beside another family’s in two steps: answers of it are under way', async () => {
    const { keys } = house()
    const rsa = await keys.generate('signing', 'RSA-3072', ACTOR)
    const ec = await keys.generate('signing', 'EC-P-256', ACTOR)
    for (const { id } of [rsa, ec]) await keys.activate(id, ACTOR)
    expect(await keys.retire(ec.id, ACTOR)).to.include({ state: 'previous' })
    expect(await keys.retire(ec.id, ACTOR)).to.include({ state: 'retired' })
    expect(await rejection(keys.retire(rsa.id, ACTOR))).to.have.property('rule', 'key-only-active')
  })

  it('refuses what would leave nothing to sign with, or bring a retired key back', async () => {
    const { keys, audit, wait } = house()
    const active = await keys.generate('signing', 'EC-P-256', ACTOR)
    await keys.activate(active.id, ACTOR)
    const retired = await keys.generate('signing', 'EC-P-256', ACTOR)
    await keys.retire(retired.id, ACTOR)
    const old = await keys.generate('signing', 'EC-P-256', ACTOR)
    const before = [await keys.list(), audit.length]
    expect(await rejection(keys.retire(active.id, ACTOR))).to.have.property('rule', 'key-only-active')
    expect(await rejection(keys.activate(active.id, ACTOR))).to.have.property('rule', 'key-active')
    expect(await rejection(keys.activate(retired.id, ACTOR))).to.have.property('rule', 'key-retired')
    expect(await rejection(keys.retire(retired.id, ACTOR))).to.have.property('rule', 'key-retired')
    expect(await rejection(keys.activate('nobody', ACTOR))).to.have.property('rule', 'key-unknown')
    expect(await rejection(keys.retire('nobody', ACTOR))).to.have.property('rule', 'key-unknown')
    wait(4 * 365 * 86_400_000)
    expect(await rejection(keys.activate(old.id, ACTOR))).to.have.property('rule', 'key-expired')
    expect([await keys.list(), audit.length]).to.deep.equal(before)
  })

  it('refuses to make an EC key for encryption', async () => {
    const { keys } = house()
    expect(await rejection(keys.generate('encryption', 'EC-P-256', ACTOR))).to.have.property('rule', 'key-type')
  })

  it('decides anew when another command was faster', async () => {
    const { keys, store } = house()
    const [first, second] = [
      await keys.generate('signing', 'EC-P-256', ACTOR),
      await keys.generate('signing', 'EC-P-256', ACTOR),
    ]
    await Promise.all([keys.activate(first.id, ACTOR), keys.activate(second.id, ACTOR)])
    const active = (await store.all()).filter(({ state }) => state === 'active')
    expect(active).to.have.length(1)
  })

  it('starts by itself with an RSA-3072 key for each use, once, however many instances start together', async () => {
    const { deps, keys, audit } = house()
    await Promise.all([keys.ensure(), createKeyLifecycle(deps).ensure(), createKeyLifecycle(deps).ensure()])
    await keys.ensure()
    expect((await keys.list()).map(({ use, type, state }) => `${use} ${type} ${state}`)).to.have.members([
      'signing RSA-3072 active',
      'encryption RSA-3072 active',
    ])
    expect(audit.map(({ actor, action }) => `${actor} ${action}`)).to.deep.equal([
      'broker key.generated',
      'broker key.generated',
    ])
  })
})
