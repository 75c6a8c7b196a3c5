import { expect } from 'chai'
import { createSecretKey } from 'node:crypto'
import { deriveKey, extractKey } from '../../src/crypto/derive-key.js'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createPseudonyms } from '../../src/crypto/pseudonym.js'
import { accountId } from '../../src/domain/ids.js'
import { newAccount, type Account } from '../../src/domain/account.js'

const SECRET = createSecretKey(Buffer.from('GkYv8mCIZmRbdzqFHBnm9Z0fF1xQ2n3cT5uWqjJ7sXo=', 'base64'))
const OTHER = createSecretKey(Buffer.from('Lq0aWnE5xJt3cVb7yDh2KfZ8sUm4RgTpYi6oXwNvB1Q=', 'base64'))

const account = (pseudonymSeed: string): Account =>
  newAccount({
    id: accountId('a1'),
    username: 'erika',
    pseudonymSeed,
    proofing: { level: 'normal', origin: 'self-declared', at: 0 },
    identity: {},
    methods: [],
    createdAt: 0,
  })

describe('keys derived from SECRET_KEY', () => {
  const bytes = (secret: typeof SECRET, purpose: string) => deriveKey(secret, purpose).export().toString('hex')

  it('are the same for the same secret and purpose, in every version', () => {
    expect(bytes(SECRET, 'pseudonym')).to.equal('f0cf0cbf0b2d9856b88686755c686bdfc1a006f7bbca175f781c3530c3f58826')
  })

  it('differ by purpose and by secret', () => {
    expect(bytes(SECRET, 'pseudonym')).not.to.equal(bytes(SECRET, 'key-wrap'))
    expect(bytes(SECRET, 'pseudonym')).not.to.equal(bytes(OTHER, 'pseudonym'))
  })
})

describe('keyed digests', () => {
  const digests = createKeyedDigest(extractKey(SECRET))

  it('are 43 characters, equal for equal input, in every version', () => {
    expect(digests.digest('consent', 'givenName=Erika')).to.equal('hfC-Sv8z2JK-TaTHqTX92H8DYASg6sXLXMExGsrefok')
    expect(digests.digest('consent', 'givenName=Erika')).to.equal(digests.digest('consent', 'givenName=Erika'))
  })

  it('differ by purpose, text and secret', () => {
    const digest = digests.digest('consent', 'text')
    expect(digests.digest('brake', 'text')).not.to.equal(digest)
    expect(digests.digest('consent', 'texts')).not.to.equal(digest)
    expect(createKeyedDigest(extractKey(OTHER)).digest('consent', 'text')).not.to.equal(digest)
  })
})

describe('pseudonyms', () => {
  const pseudonyms = createPseudonyms(deriveKey(SECRET, 'pseudonym'))
  const sector = 'https://portal.aachen.example/saml'

  it('stay what they are over every version of the software', () => {
    expect(pseudonyms.persistent(account('seed-of-erika'), sector)).to.equal(
      'FekLpcBe1uFjGsiTVvInuat2O6rSpqE7y80qonTHm7k',
    )
  })

  it('are 43 characters base64url', () => {
    expect(pseudonyms.persistent(account('s'), sector)).to.match(/^[\w-]{43}$/)
  })

  it('differ by sector, by account and by secret', () => {
    const one = pseudonyms.persistent(account('s'), sector)
    expect(pseudonyms.persistent(account('s'), `${sector}2`)).not.to.equal(one)
    expect(pseudonyms.persistent(account('t'), sector)).not.to.equal(one)
    expect(createPseudonyms(deriveKey(OTHER, 'pseudonym')).persistent(account('s'), sector)).not.to.equal(one)
  })

  it('keep sector and seed apart, wherever the border between them lies', () => {
    expect(pseudonyms.persistent(account('bc'), 'a')).not.to.equal(pseudonyms.persistent(account('c'), 'ab'))
  })

  it('are those of an earlier IdP where the account has one in that sector, and in no other', () => {
    const named = { ...account('s'), earlierPseudonyms: [{ sector, value: 'earlier' }] }
    expect(pseudonyms.persistent(named, sector)).to.equal('earlier')
    const other = `${sector}2`
    expect(pseudonyms.persistent(named, other)).to.equal(pseudonyms.persistent(account('s'), other))
    expect(pseudonyms.derived('s', sector)).to.equal(pseudonyms.persistent(account('s'), sector))
  })

  it('do not depend on what else an account holds', () => {
    const changed = { ...account('s'), username: 'other', id: accountId('a2'), version: 9 }
    expect(pseudonyms.persistent(changed, sector)).to.equal(pseudonyms.persistent(account('s'), sector))
  })
})
