import { expect } from 'chai'
import { createSecretKey } from 'node:crypto'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createPseudonyms } from '../../src/crypto/pseudonym.js'
import { createSubjectIds } from '../../src/crypto/subject-ids.js'
import { newAccount, type Account } from '../../src/domain/account.js'
import { accountId } from '../../src/domain/ids.js'

const key = (text: string) => createSecretKey(Buffer.from(text.padEnd(32, '.')))

const account = (seed: string, earlier: Account['earlierPseudonyms'] = []): Account => ({
  ...newAccount({
    id: accountId('a1'),
    username: 'erika',
    pseudonymSeed: seed,
    proofing: { level: 'normal', origin: 'self-declared', at: 0 },
    identity: {},
    methods: [],
    createdAt: 0,
  }),
  earlierPseudonyms: earlier,
})

const AACHEN = 'https://portal.aachen.example/saml'
const SOLINGEN = 'https://portal.solingen.example/saml'

describe('subject identifiers', () => {
  const pseudonyms = createPseudonyms(key('pseudonyms'))
  const digest = createKeyedDigest(key('digests'))
  const ids = createSubjectIds({ pseudonyms, digest, scope: 'konto.example' })
  const erika = account('seed-of-erika')

  it('stay what they are over every version of the software', () => {
    expect(ids.of('pairwise-id', erika, AACHEN)).to.equal(
      'zj554kvu5xw65txttlf46winu5wrdgrqkxmxhccykauuf7za3jja@konto.example',
    )
    expect(ids.of('subject-id', erika, AACHEN)).to.equal(
      'xrnrczsyest2x4vdydbrimmtpg4ffstsfib2lzoaqmtbhdogpjka@konto.example',
    )
  })

  it('have the form of the profile: small letters and digits, at most 127 of them, and the scope', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      for (const kind of ['pairwise-id', 'subject-id'] as const) {
        const [value = '', scope] = ids.of(kind, account(seed), AACHEN).split('@')
        expect(value).to.match(/^[a-z2-7]{52}$/)
        expect(value.toLowerCase()).to.equal(value)
        expect(scope).to.equal('konto.example')
      }
    }
  })

  it('are pairwise of a sector and of an account', () => {
    const one = ids.of('pairwise-id', erika, AACHEN)
    expect(ids.of('pairwise-id', erika, SOLINGEN)).not.to.equal(one)
    expect(ids.of('pairwise-id', account('seed-of-hans'), AACHEN)).not.to.equal(one)
  })

  it('follow a pseudonym that was taken over, also where two differ only by case', () => {
    const taken = (value: string) => account('seed-of-erika', [{ sector: AACHEN, value }])
    const one = ids.of('pairwise-id', taken('ErikaM'), AACHEN)
    expect(one).not.to.equal(ids.of('pairwise-id', erika, AACHEN))
    expect(one).to.equal(ids.of('pairwise-id', { ...taken('ErikaM'), pseudonymSeed: 'another' }, AACHEN))
    expect(one).not.to.equal(ids.of('pairwise-id', taken('erikam'), AACHEN))
    expect(ids.of('subject-id', taken('ErikaM'), AACHEN)).to.equal(ids.of('subject-id', erika, AACHEN))
  })

  it('are the same in every sector as a subject-id, which says nothing of the pairwise ones', () => {
    const subject = ids.of('subject-id', erika, AACHEN)
    expect(ids.of('subject-id', erika, SOLINGEN)).to.equal(subject)
    expect(ids.of('subject-id', account('seed-of-hans'), AACHEN)).not.to.equal(subject)
    // Even a sector and a pseudonym that spell the same text have another key.
    const alike = createSubjectIds({ pseudonyms: { persistent: () => 'x' }, digest, scope: 'konto.example' })
    expect(alike.of('pairwise-id', erika, AACHEN)).not.to.equal(alike.of('subject-id', account('x'), AACHEN))
  })

  it('need both keys: whoever has one of them makes none', () => {
    const other = createSubjectIds({ pseudonyms, digest: createKeyedDigest(key('others')), scope: 'konto.example' })
    for (const kind of ['pairwise-id', 'subject-id'] as const) {
      expect(other.of(kind, erika, AACHEN)).not.to.equal(ids.of(kind, erika, AACHEN))
    }
  })
})
