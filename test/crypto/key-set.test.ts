import { expect } from 'chai'
import { createPrivateKey, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createPseudonyms } from '../../src/crypto/pseudonym.js'
import { deriveKey } from '../../src/crypto/derive-key.js'
import { openKeySet, proveHeld, rewrapped, type KeySet, type Secrets } from '../../src/crypto/key-set.js'
import { createKeyWrap } from '../../src/crypto/key-wrap.js'
import { createPassSeal } from '../../src/crypto/pass-seal.js'
import { createRandom } from '../../src/crypto/random.js'
import { createValueSeal } from '../../src/crypto/value-seal.js'
import type { HeldKeys, KeySetStore, WrappedSetKey } from '../../src/domain/ports/key-set-store.js'
import type { StoredKey } from '../../src/domain/ports/key-store.js'
import { sampleAccount, sampleKey } from '../contracts/samples.js'
import { refusalOf } from '../operators/registry-world.js'
import { EARLIER } from './support/earlier-store.js'

const privateKeyOf = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' })

const fresh = (): KeyObject => createSecretKey(randomBytes(32))

/** A store for tests, with private keys that lie in it. */
function house(...privateKeys: readonly StoredKey[]) {
  let set: readonly WrappedSetKey[] = []
  let writes = 0
  const held = (): HeldKeys => ({ set, privateKeys })
  const store: KeySetStore = {
    held: () => Promise.resolve(held()),
    async add(missing) {
      await Promise.resolve()
      set = [...set, ...missing(held())]
      writes += 1
      return set
    },
  }
  const openWith = (secrets: Secrets): Promise<KeySet> =>
    openKeySet({ store, secrets, clock: { now: () => 1 }, random: createRandom() })
  const open = (secret: KeyObject): Promise<KeySet> => openWith({ current: secret, previous: null })
  const change = (made: (key: WrappedSetKey) => WrappedSetKey): void => void (set = set.map(made))
  const forget = (gone: string): void => void (set = set.filter(({ purpose }) => purpose !== gone))
  return { open, openWith, change, forget, held, writes: () => writes }
}

const earlierKey = (changes: Partial<StoredKey> = {}): StoredKey =>
  sampleKey('k1', { wrappedPrivateKey: EARLIER.wrapped, state: 'active', ...changes })

const bytesOf = (set: KeySet): string[] =>
  (['pseudonym', 'digests', 'key-wrap', 'audit'] as const).map((purpose) => set.key(purpose).export().toString('hex'))

describe('the stored key set', () => {
  it('of a store from before it holds what was derived from SECRET_KEY: pseudonyms and digests stay', async () => {
    const set = await house(earlierKey()).open(EARLIER.secret)
    const { digest, pseudonym } = EARLIER
    expect(createKeyedDigest(set.key('digests')).digest(digest.purpose, digest.text)).to.equal(digest.value)
    const account = { ...sampleAccount('erika'), pseudonymSeed: pseudonym.seed }
    expect(createPseudonyms(set.key('pseudonym')).persistent(account, pseudonym.sector)).to.equal(pseudonym.value)
  })

  it('of a store from before it opens every value that was sealed, and every key that was wrapped', async () => {
    const set = await house(earlierKey()).open(EARLIER.secret)
    for (const purpose of [
      'stored-values',
      'account-login-starts',
      'second-factor-secrets',
      'second-factor-pages',
    ] as const) {
      const seal = createValueSeal(set.key(purpose))
      expect(seal.open(EARLIER.places[purpose], EARLIER.sealed[purpose]), purpose).to.equal('text')
    }
    const key = createKeyWrap(set.key('key-wrap')).unwrap('k1', EARLIER.wrapped)
    expect(key.export({ format: 'der', type: 'pkcs8' }).toString('base64')).to.equal(EARLIER.privateKey)
    const pass = createPassSeal(set.key('pass-seal'))
    expect(await pass.open('challenge-1', EARLIER.passSeal, EARLIER.jwe)).to.equal('pin digest')
  })

  it('of a new store is random, and so is its key of the audit always', async () => {
    const [one, other] = [await house().open(EARLIER.secret), await house().open(EARLIER.secret)]
    const all = [...bytesOf(one), ...bytesOf(other)]
    expect(new Set(all)).to.have.property('size', all.length)
    const audits = await Promise.all(
      [1, 2].map(async () => bytesOf(await house(earlierKey()).open(EARLIER.secret)).at(-1)),
    )
    expect(new Set(audits)).to.have.property('size', 2)
  })

  it('is made once, and opens as the same from then on', async () => {
    const { open, writes } = house()
    const secret = fresh()
    const first = await open(secret)
    expect(bytesOf(await open(secret))).to.deep.equal(bytesOf(first))
    expect(writes()).to.equal(1)
  })

  it('is one, whoever is the faster of two that start together', async () => {
    const { open, held } = house()
    const secret = fresh()
    const [one, other] = await Promise.all([open(secret), open(secret)])
    expect(bytesOf(one)).to.deep.equal(bytesOf(other))
    expect(new Set(held().set.map(({ purpose }) => purpose))).to.have.property('size', held().set.length)
  })

  it('does not open with another secret, which writes nothing', async () => {
    const { open, held } = house()
    await open(fresh())
    const before = held()
    const refusal = await refusalOf(open(fresh()))
    expect(refusal.rule).to.equal('secret-key-wrong')
    expect(refusal.message).to.match(/^SECRET_KEY does not open the stored key \S+; give the SECRET_KEY that/)
    expect(held()).to.deep.equal(before)
  })

  it('gets no other key in the place of one that it has lost: pseudonyms would change', async () => {
    const { open, forget, held } = house()
    const secret = fresh()
    await open(secret)
    for (const lost of ['pseudonym', 'key-wrap']) {
      forget(lost)
      expect((await refusalOf(open(fresh()))).rule).to.equal('secret-key-wrong')
      const refusal = await refusalOf(open(secret))
      expect(refusal.rule).to.equal('key-set-incomplete')
      expect(refusal.message).to.contain(lost)
      expect(held().set.map(({ purpose }) => purpose)).not.to.include(lost)
    }
  })

  it('is not made in a store from before it by whom a later key there belongs to', async () => {
    const stray = fresh()
    const wrapped = createKeyWrap(deriveKey(stray, 'key-wrap')).wrap('k2', privateKeyOf(EARLIER.privateKey))
    const { open, held } = house(earlierKey(), sampleKey('k2', { wrappedPrivateKey: wrapped, state: 'next' }))
    expect((await refusalOf(open(stray))).rule).to.equal('secret-key-wrong')
    expect(held().set).to.deep.equal([])
    await open(EARLIER.secret)
    expect(held().set).not.to.deep.equal([])
  })

  it('is not made in a store from before it with a secret that opens no key there', async () => {
    const { open, held } = house(earlierKey())
    expect((await refusalOf(open(fresh()))).rule).to.equal('secret-key-wrong')
    expect(held().set).to.deep.equal([])
  })

  it('is made in a store from before it although one key there is of another secret', async () => {
    const foreign = sampleKey('k2', { wrappedPrivateKey: EARLIER.wrapped })
    const { open, held } = house(earlierKey(), foreign)
    await open(EARLIER.secret)
    expect(held().set).not.to.deep.equal([])
    expect(() => proveHeld(EARLIER.secret, held())).to.throw('keys retire k2')
  })

  it('has keys that serve the purpose alone for which they were made', async () => {
    const { open, change } = house()
    const secret = fresh()
    await open(secret)
    change((key) => (key.purpose === 'audit' ? { ...key, purpose: 'digests' } : key))
    expect((await refusalOf(open(secret))).rule).to.equal('secret-key-wrong')
  })

  it('opens with the secret that SECRET_KEY follows, and says how many of its keys are behind', async () => {
    const { openWith, held, writes } = house()
    const [former, present] = [fresh(), fresh()]
    const set = await openWith({ current: former, previous: null })
    const after = await openWith({ current: present, previous: former })
    expect(bytesOf(after)).to.deep.equal(bytesOf(set))
    expect([set.behind(), after.behind(), held().set.length, writes()]).to.deep.equal([0, 9, 9, 1])
  })

  it('is wrapped anew with SECRET_KEY, key by key the same, and opens with nothing else then', async () => {
    const { open, openWith, change, held } = house()
    const [former, present] = [fresh(), fresh()]
    const set = await open(former)
    const both = { current: present, previous: former }
    const anew = rewrapped(both, held().set)
    change((key) => anew.find(({ id }) => id === key.id) ?? expect.fail(`${key.purpose} is left`))
    expect(bytesOf(await open(present))).to.deep.equal(bytesOf(set))
    expect((await refusalOf(open(former))).rule).to.equal('secret-key-wrong')
    expect(rewrapped(both, held().set), 'once is enough').to.deep.equal([])
    expect((await openWith(both)).behind()).to.equal(0)
  })

  it('is not wrapped anew where one of its keys opens with neither secret', async () => {
    const { open, held } = house()
    await open(fresh())
    expect(() => rewrapped({ current: fresh(), previous: fresh() }, held().set))
      .to.throw('SECRET_KEY does not open the stored key')
      .with.property('rule', 'secret-key-wrong')
  })

  it('of a store from before it is made of the secret that it was written under, and wrapped with SECRET_KEY', async () => {
    const { open, openWith } = house(earlierKey())
    const present = fresh()
    const set = await openWith({ current: present, previous: EARLIER.secret })
    const { digest } = EARLIER
    expect(createKeyedDigest(set.key('digests')).digest(digest.purpose, digest.text)).to.equal(digest.value)
    expect(bytesOf(await open(present))).to.deep.equal(bytesOf(set))
    expect((await refusalOf(open(EARLIER.secret))).rule).to.equal('secret-key-wrong')
  })

  it('of a store from before it is not made where neither secret opens a key there', async () => {
    const { openWith, held } = house(earlierKey())
    const refusal = await refusalOf(openWith({ current: fresh(), previous: fresh() }))
    expect(refusal.rule).to.equal('secret-key-wrong')
    expect(held().set).to.deep.equal([])
  })

  it('shows no key as it lies in the store', async () => {
    const { open, held } = house()
    const set = await open(fresh())
    const stored = held().set.map(({ wrapped }) =>
      Buffer.from(wrapped.split('.')[1] ?? '', 'base64url').toString('hex'),
    )
    for (const bytes of bytesOf(set)) expect(stored.join()).not.to.contain(bytes)
  })

  it('proves a secret without writing, before and after it was made', async () => {
    const { open, held } = house(earlierKey())
    proveHeld(EARLIER.secret, held())
    expect(() => proveHeld(fresh(), held())).to.throw('SECRET_KEY does not open')
    await open(EARLIER.secret)
    proveHeld(EARLIER.secret, held())
    expect(() => proveHeld(fresh(), held())).to.throw('SECRET_KEY does not open')
  })
})
