import { savedKeys } from '../contracts/applied.js'
import { expect } from 'chai'
import { createSecretKey, randomBytes } from 'node:crypto'
import { createKeyLifecycle } from '../../src/crypto/key-lifecycle.js'
import { createKeyWrap, type KeyWrap } from '../../src/crypto/key-wrap.js'
import { createRandom } from '../../src/crypto/random.js'
import { proveSecret } from '../../src/crypto/secret-proof.js'
import { refusalOf } from '../operators/registry-world.js'
import { createKeyStoreInMemory } from './support/key-store-in-memory.js'

const ACTOR = 'cli:tester'
const fresh = (): KeyWrap => createKeyWrap(createSecretKey(randomBytes(32)))

/** Commands under one secret or another, on one store. */
function house() {
  const { store, audit } = createKeyStoreInMemory()
  const under = (wrap: KeyWrap) =>
    createKeyLifecycle({
      store,
      wrap,
      clock: { now: () => Date.parse('2026-05-04T08:00:00Z') },
      random: createRandom(),
      host: 'login.example',
    })
  return { store, audit, under }
}

describe('a secret that is about to be written under', () => {
  it('may be any where there is no key yet', async () => {
    const { under, store } = house()
    await under(fresh()).generate('signing', 'EC-P-256', ACTOR)
    expect(await store.all()).to.have.length(1)
  })

  it('makes no key beside keys that it does not open, and nothing is changed or told to the audit log', async () => {
    const { under, store, audit } = house()
    await under(fresh()).generate('signing', 'EC-P-256', ACTOR)
    const before = [await store.revision(), await store.all(), audit.length]
    const refusal = await refusalOf(under(fresh()).generate('signing', 'EC-P-256', ACTOR))
    expect(refusal.rule).to.equal('secret-key-wrong')
    expect(refusal.message).to.contain('SECRET_KEY').and.not.to.contain('\n')
    expect([await store.revision(), await store.all(), audit.length]).to.deep.equal(before)
  })

  it('makes no active key at a start, where one use lacks its key', async () => {
    const { under, store } = house()
    const mine = under(fresh())
    const { id } = await mine.generate('signing', 'EC-P-256', ACTOR)
    await mine.activate(id, ACTOR)
    expect((await refusalOf(under(fresh()).ensure())).rule).to.equal('secret-key-wrong')
    expect(await store.all()).to.have.length(1)
  })

  it('activates no key that it does not open', async () => {
    const { under, store } = house()
    const { id } = await under(fresh()).generate('signing', 'EC-P-256', ACTOR)
    expect((await refusalOf(under(fresh()).activate(id, ACTOR))).rule).to.equal('secret-key-wrong')
    expect((await store.all())[0]?.state).to.equal('next')
  })

  it('is proved anew where another secret was faster on an empty store', async () => {
    const { under, store } = house()
    const [mine, other] = [under(fresh()), under(fresh())]
    const ends = await Promise.allSettled([mine.ensure(), other.ensure()])
    expect(ends.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected'])
    expect(await store.all()).to.have.length(2)
  })

  it('names the key that came from another secret, which can be retired without being opened', async () => {
    const { under, store } = house()
    const [secret, stranger] = [fresh(), fresh()]
    await under(secret).generate('signing', 'EC-P-256', ACTOR)
    const foreign = await createForeignKey(stranger)
    await savedKeys(store, [foreign], [])
    const refusal = await refusalOf(under(secret).generate('signing', 'EC-P-256', ACTOR))
    expect(refusal.rule).to.equal('key-of-another-secret')
    expect(refusal.message).to.contain(`servicekonto keys retire ${foreign.id}`)
    expect(await under(secret).retire(foreign.id, ACTOR)).to.include({ state: 'retired' })
    await under(secret).generate('signing', 'EC-P-256', ACTOR)
  })

  it('is proved by retired keys where there are no others', async () => {
    const { under, store } = house()
    const mine = under(fresh())
    const { id } = await mine.generate('signing', 'EC-P-256', ACTOR)
    await mine.retire(id, ACTOR)
    const keys = await store.all()
    expect(() => proveSecret(fresh(), keys)).to.throw('SECRET_KEY does not open')
  })
})

/** A key as a version without the proof would have stored it. */
async function createForeignKey(secret: KeyWrap) {
  const { store, under } = house()
  await under(secret).generate('signing', 'EC-P-256', ACTOR)
  const [key] = await store.all()
  return key ?? expect.fail('no key was made')
}
