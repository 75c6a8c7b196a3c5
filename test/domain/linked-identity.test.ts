import { expect } from 'chai'
import { createSecretKey } from 'node:crypto'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { methodId } from '../../src/domain/ids.js'
import { linkedIdentityKey, type LinkedIdentity } from '../../src/domain/linked-identity.js'

const digest = createKeyedDigest(createSecretKey(Buffer.alloc(32, 7)))
const JANA: LinkedIdentity = {
  upstream: methodId('u-4fQ2'),
  format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  nameQualifier: 'https://konto.land.example',
  spNameQualifier: 'https://login.example/saml/metadata',
  value: 'Äbc-1',
}
const keyOf = (change: Partial<LinkedIdentity> = {}): string => linkedIdentityKey({ ...JANA, ...change }, digest)

describe('the key of an identity at another account', () => {
  it('is the same for the same identity, 43 characters that say nothing of it', () => {
    expect(keyOf())
      .to.equal(keyOf())
      .and.match(/^[\w-]{43}$/)
  })

  it('is another one where any part is another one', () => {
    const changes: readonly Partial<LinkedIdentity>[] = [
      { upstream: methodId('u-other') },
      { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
      { nameQualifier: 'https://konto.other.example' },
      { spNameQualifier: 'https://other.example/saml/metadata' },
      { value: 'Äbc-2' },
    ]
    const keys = [keyOf(), ...changes.map(keyOf)]
    expect(new Set(keys)).to.have.property('size', keys.length)
  })

  it('folds neither case, nor Unicode’s form, nor white space', () => {
    const values = ['Äbc-1', 'äbc-1', 'ÄBC-1', 'Äbc-1'.normalize('NFD'), 'Äbc-1 ', ' Äbc-1']
    expect(new Set(values.map((value) => keyOf({ value })))).to.have.property('size', values.length)
  })

  it('keeps the parts apart, and what is missing apart from what is empty', () => {
    const parts: readonly Partial<LinkedIdentity>[] = [
      { nameQualifier: 'a', spNameQualifier: 'bc' },
      { nameQualifier: 'ab', spNameQualifier: 'c' },
      { nameQualifier: null, spNameQualifier: 'abc' },
      { nameQualifier: '', spNameQualifier: 'abc' },
      { nameQualifier: 'abc', spNameQualifier: null },
      { nameQualifier: 'abc', spNameQualifier: '' },
    ]
    expect(new Set(parts.map(keyOf))).to.have.property('size', parts.length)
  })
})
