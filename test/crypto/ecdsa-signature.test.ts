import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect } from 'chai'
import { plainEcdsa } from '../../src/crypto/ecdsa-signature.js'

const DATA = Buffer.from('SAMLRequest=x&SigAlg=y')
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1']

describe('an ECDSA signature', () => {
  for (const namedCurve of CURVES) {
    it(`of ${namedCurve} is the same in its plain form and in DER`, () => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve })
      // Often enough for numbers that begin with a zero, and with a bit that ASN.1 would take for a sign.
      for (let turn = 0; turn < 40; turn++) {
        const plain = sign('sha256', DATA, { key: privateKey, dsaEncoding: 'ieee-p1363' })
        expect(plainEcdsa(plain, publicKey)).to.equal(plain)
        const fromDer = plainEcdsa(sign('sha256', DATA, { key: privateKey, dsaEncoding: 'der' }), publicKey)
        expect(fromDer).to.have.length(plain.length)
        expect(verify('sha256', DATA, { key: publicKey, dsaEncoding: 'ieee-p1363' }, fromDer)).to.equal(true)
      }
    })
  }

  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const R = Buffer.alloc(32, 0x11)
  const int = (bytes: Buffer, ...before: number[]) =>
    Buffer.concat([Buffer.from([2, bytes.length + before.length, ...before]), bytes])
  const sequence = (...parts: readonly Buffer[]) => {
    const inside = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([0x30, inside.length]), inside])
  }
  const HIGH = Buffer.alloc(32, 0x99)

  it('of short numbers is filled up', () => {
    const short = plainEcdsa(sequence(int(R.subarray(0, 31)), int(HIGH, 0)), publicKey)
    expect(Buffer.from(short).toString('hex')).to.equal(`00${'11'.repeat(31)}${'99'.repeat(32)}`)
  })

  const good = sequence(int(R), int(R))
  const ILL: Readonly<Record<string, Buffer>> = {
    'bytes after its end': Buffer.concat([good, Buffer.from([0])]),
    'bytes after s, inside': sequence(int(R), int(R), Buffer.from([0])),
    'a third number': sequence(int(R), int(R), int(R)),
    'one number': sequence(int(R)),
    'a length in two bytes that needs one': Buffer.concat([
      Buffer.from([0x30, 0x81, good.length - 2]),
      good.subarray(2),
    ]),
    'a length that is not its own': Buffer.concat([Buffer.from([0x30, good.length]), good.subarray(2)]),
    'no definite length': Buffer.concat([Buffer.from([0x30, 0x80]), good.subarray(2), Buffer.from([0, 0])]),
    'a number with a zero that it does not need': sequence(int(R, 0), int(R)),
    'a negative number': sequence(int(HIGH), int(R)),
    'a number of no bytes': sequence(int(Buffer.alloc(0)), int(R)),
    'a number of the single byte 0': sequence(int(Buffer.from([0])), int(R)),
    'a number larger than the curve': sequence(int(Buffer.alloc(33, 0x11)), int(R)),
    'a number that reaches beyond the end': Buffer.concat([Buffer.from([0x30, 0x22, 2, 0x60]), R]),
    'another tag': Buffer.concat([Buffer.from([0x31]), good.subarray(1)]),
    'a text for a number': sequence(Buffer.concat([Buffer.from([4, 32]), R]), int(R)),
    nothing: Buffer.alloc(0),
  }

  it('in another spelling than DER’s own is not taken apart', () => {
    expect(plainEcdsa(good, publicKey)).to.have.length(64)
    for (const [name, bytes] of Object.entries(ILL)) expect(plainEcdsa(bytes, publicKey), name).to.equal(bytes)
  })
})
