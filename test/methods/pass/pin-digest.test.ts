import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { pinDigestOf } from '../../../src/methods/pass/pin-digest.js'
import { createKeyedDigest } from '../../../src/crypto/keyed-digest.js'
import { createPassSeal } from '../../../src/crypto/pass-seal.js'
import { passDeviceId } from '../../../src/domain/ids.js'
import { jweOf, pinDigest } from '../../support/virtual-phone.js'

const house = (byte: number) => {
  const secret = createSecretKey(Buffer.alloc(32, byte))
  return { seal: createPassSeal(secret), digest: createKeyedDigest(secret) }
}

describe('what is kept of a PIN', () => {
  const deps = house(1)
  const phone = { pinKey: Buffer.alloc(32, 9) }
  const kept = async (device: string, plain: string, ours = deps) => {
    const key = await ours.seal.make('c1')
    const jwe = jweOf(plain, { kty: 'EC', crv: 'P-256', ...key.public })
    return pinDigestOf(passDeviceId(device), { id: 'c1', key, jwe }, ours)
  }

  it('is the same each time, and another for each device, phone, PIN and SECRET_KEY', async () => {
    const digest = await kept('one', pinDigest(phone, '12345'))
    expect(digest).to.match(/^[\w-]{43}$/)
    expect(await kept('one', pinDigest(phone, '12345'))).to.equal(digest)
    const others = [
      await kept('two', pinDigest(phone, '12345')),
      await kept('one', pinDigest({ pinKey: Buffer.alloc(32, 8) }, '12345')),
      await kept('one', pinDigest(phone, '12346')),
      await kept('one', pinDigest(phone, '12345'), house(2)),
    ]
    expect(new Set([digest, ...others]).size).to.equal(5)
  })

  it('is nothing for what is no digest, such as a PIN itself', async () => {
    for (const plain of ['', '12345', 'x'.repeat(44), 'ä'.repeat(43)]) {
      expect(await kept('one', plain), plain).to.equal(null)
    }
  })
})
