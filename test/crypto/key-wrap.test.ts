import { expect } from 'chai'
import { createSecretKey, randomBytes } from 'node:crypto'
import { createKeyWrap } from '../../src/crypto/key-wrap.js'
import { makeKeyPair } from '../../src/crypto/key-types.js'

const secretKey = () => createSecretKey(randomBytes(32))

describe('wrapped private keys', () => {
  it('come back as the same key', async () => {
    const { privateKey } = await makeKeyPair('EC-P-256')
    const wrap = createKeyWrap(secretKey())
    expect(wrap.unwrap('k1', wrap.wrap('k1', privateKey)).equals(privateKey)).to.equal(true)
  })

  it('look different each time', async () => {
    const { privateKey } = await makeKeyPair('EC-P-256')
    const wrap = createKeyWrap(secretKey())
    expect(wrap.wrap('k1', privateKey)).not.to.equal(wrap.wrap('k1', privateKey))
  })

  it('open neither with another SECRET_KEY, nor under another id, nor after a change', async () => {
    const { privateKey } = await makeKeyPair('EC-P-256')
    const secret = secretKey()
    const wrapped = createKeyWrap(secret).wrap('k1', privateKey)
    const middle = Math.floor(wrapped.length / 2)
    const changed = wrapped.slice(0, middle) + (wrapped[middle] === 'A' ? 'B' : 'A') + wrapped.slice(middle + 1)
    const attempts = [
      () => createKeyWrap(secretKey()).unwrap('k1', wrapped),
      () => createKeyWrap(secret).unwrap('k2', wrapped),
      () => createKeyWrap(secret).unwrap('k1', changed),
      () => createKeyWrap(secret).unwrap('k1', wrapped.replace('gcm1', 'gcm2')),
      () => createKeyWrap(secret).unwrap('k1', 'gcm1.AAAA'),
      () => createKeyWrap(secret).unwrap('k1', ''),
    ]
    for (const attempt of attempts)
      expect(attempt)
        .to.throw(/SECRET_KEY/)
        .with.property('rule', 'secret-key-wrong')
  })
})
