import { expect } from 'chai'
import { createPasswordHasher } from '../../src/crypto/password-hash.js'

const CHEAP = { memoryKiB: 256, iterations: 1, parallelism: 1 }

describe('password hashes', () => {
  const hasher = createPasswordHasher(CHEAP)

  it('are PHC strings of argon2id with the configured cost, each with a salt of its own', async () => {
    const [first, second] = await Promise.all([hasher.hash('Drei Rehe am Kanal'), hasher.hash('Drei Rehe am Kanal')])
    expect(first).to.match(/^\$argon2id\$v=19\$m=256,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(first).not.to.equal(second)
  })

  it('fit their password and no other', async () => {
    const phc = await hasher.hash('Drei Rehe am Kanal')
    expect(await hasher.verify(phc, 'Drei Rehe am Kanal')).to.deep.equal({ ok: true, outdated: false })
    expect(await hasher.verify(phc, 'drei Rehe am Kanal')).to.deep.equal({ ok: false, outdated: false })
  })

  it('take the same password from keyboards that compose umlauts differently', async () => {
    const phc = await hasher.hash('Grüße vom Kanal'.normalize('NFD'))
    expect((await hasher.verify(phc, 'Grüße vom Kanal'.normalize('NFC'))).ok).to.equal(true)
  })

  it('are outdated when the configured cost has changed', async () => {
    const phc = await hasher.hash('Drei Rehe am Kanal')
    for (const other of [{ memoryKiB: 512 }, { iterations: 2 }, { parallelism: 2 }]) {
      const later = createPasswordHasher({ ...CHEAP, ...other })
      expect(await later.verify(phc, 'Drei Rehe am Kanal')).to.deep.equal({ ok: true, outdated: true })
    }
  })

  it('never fit for a name that nobody has', async () => {
    expect(await hasher.verify(null, '')).to.deep.equal({ ok: false, outdated: false })
  })

  it('cost as much for a name that nobody has as for a known one', async () => {
    const dear = createPasswordHasher({ memoryKiB: 16_384, iterations: 2, parallelism: 1 })
    const phc = await dear.hash('Drei Rehe am Kanal')
    const took = async (hash: string | null): Promise<number> => {
      const from = performance.now()
      await dear.verify(hash, 'something else entirely')
      return performance.now() - from
    }
    // In turn, so that whatever else the machine does is met by both alike.
    let [known, unknown] = [Infinity, Infinity]
    for (let round = 0; round < 20; round += 1) {
      known = Math.min(known, await took(phc))
      unknown = Math.min(unknown, await took(null))
    }
    expect(unknown / known).to.be.within(0.4, 2.5)
  })

  it('wait in a line of limited length, and are refused beyond it', async () => {
    const narrow = createPasswordHasher({ ...CHEAP, concurrency: 1, waiting: 2 })
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => narrow.verify(null, 'x')))
    expect(outcomes.map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(refused?.reason).to.have.property('code', 'unavailable')
    expect((await narrow.verify(null, 'x')).ok).to.equal(false)
  })
})
