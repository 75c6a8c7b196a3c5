import { createHmac, createSecretKey, generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { CompactEncrypt, CompactSign } from 'jose'
import { createPassSeal } from '../../src/crypto/pass-seal.js'
import { unverifiedHeader, verifiedPayload } from '../../src/crypto/pass-signature.js'
import { jweOf, jwsOf } from '../support/virtual-phone.js'

const keyPair = (namedCurve = 'P-256') => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return { privateKey, publicKey, point: { x, y } }
}

const text = new TextEncoder()

describe('what a phone signs', () => {
  const { privateKey, point } = keyPair()

  it('is read when the signature is by its key, whoever wrote the JWS', async () => {
    const payload = { aud: 'https://konto.example', service: 'Bürgerbüro Łódź' }
    expect(await verifiedPayload(jwsOf({ alg: 'ES256' }, payload, privateKey), point)).to.deep.equal(payload)
    const byLibrary = await new CompactSign(text.encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', typ: 'x' })
      .sign(privateKey)
    expect(await verifiedPayload(byLibrary, point)).to.deep.equal(payload)
    expect(unverifiedHeader(byLibrary)).to.deep.equal({ alg: 'ES256', typ: 'x' })
  })

  it('is refused by another key, changed, cut, without signature, or by another algorithm', async () => {
    const good = jwsOf({ alg: 'ES256' }, { a: 1 }, privateKey)
    const [header = '', payload = '', signature = ''] = good.split('.')
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const hmacInput = `${encoded({ alg: 'HS256' })}.${payload}`
    const bad = [
      jwsOf({ alg: 'ES256' }, { a: 1 }, keyPair().privateKey),
      `${header}.${encoded({ a: 2 })}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${encoded({ alg: 'none' })}.${payload}.`,
      `${encoded({ alg: 'ES384' })}.${payload}.${signature}`,
      `${encoded({ alg: 'ES256', crit: ['b64'], b64: false })}.${payload}.${signature}`,
      `${hmacInput}.${createHmac('sha256', Buffer.from(point.x, 'base64url')).update(hmacInput).digest('base64url')}`,
      '',
      'x',
    ]
    for (const jws of bad) expect(await verifiedPayload(jws, point), jws).to.equal(null)
    expect(await verifiedPayload(good, { x: point.y, y: point.x })).to.equal(null)
    expect(await verifiedPayload(good, { x: 'A'.repeat(43), y: 'A'.repeat(43) })).to.equal(null)
    for (const jws of ['', 'x', '!!.x.y', `${Buffer.from('[]').toString('base64url')}.x.y`]) {
      expect(unverifiedHeader(jws), jws).to.equal(null)
    }
  })
})

describe('what a phone encrypts', () => {
  const seal = createPassSeal(createSecretKey(Buffer.alloc(32, 1)))

  it('is opened with the key of its challenge, whoever wrote the JWE', async () => {
    const key = await seal.make('c1')
    const recipient = { kty: 'EC', crv: 'P-256', ...key.public }
    expect(await seal.open('c1', key, jweOf('geheim', recipient))).to.equal('geheim')
    const byLibrary = await new CompactEncrypt(text.encode('geheim'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(recipient)
    expect(await seal.open('c1', key, byLibrary)).to.equal('geheim')
  })

  it('is not opened with the key of another challenge, under another id or another SECRET_KEY', async () => {
    const [one, two] = [await seal.make('c1'), await seal.make('c2')]
    const jwe = jweOf('geheim', { kty: 'EC', crv: 'P-256', ...one.public })
    expect(await seal.open('c2', two, jwe)).to.equal(null)
    expect(await seal.open('c2', one, jwe)).to.equal(null)
    const other = createPassSeal(createSecretKey(Buffer.alloc(32, 2)))
    expect(await other.open('c1', one, jwe)).to.equal(null)
    expect(one.wrapped).not.to.equal(two.wrapped)
  })

  it('is refused when it was changed, or by other algorithms than the protocol’s', async () => {
    const key = await seal.make('c1')
    const recipient = { kty: 'EC', crv: 'P-256', ...key.public }
    const parts = jweOf('geheim', recipient).split('.')
    const changed = parts.with(3, Buffer.from('x'.repeat(6)).toString('base64url')).join('.')
    const otherEnc = await new CompactEncrypt(text.encode('geheim'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM' })
      .encrypt(recipient)
    const otherAlg = await new CompactEncrypt(text.encode('geheim'))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
      .encrypt(recipient)
    const compressed = await new CompactEncrypt(text.encode('geheim'.repeat(50)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', zip: 'DEF' })
      .encrypt(recipient)
      .catch(() => '')
    expect(compressed).not.to.equal('')
    for (const jwe of [changed, otherEnc, otherAlg, compressed, '', 'a.b.c.d.e']) {
      expect(await seal.open('c1', key, jwe), jwe.slice(0, 60)).to.equal(null)
    }
  })
})
