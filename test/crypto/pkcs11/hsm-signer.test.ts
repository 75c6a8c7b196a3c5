import { expect } from 'chai'
import { createSecretKey, randomBytes, sign } from 'node:crypto'
import { createKeyLifecycle } from '../../../src/crypto/key-lifecycle.js'
import { createKeyRing } from '../../../src/crypto/key-ring.js'
import { createKeyWrap } from '../../../src/crypto/key-wrap.js'
import { makeKeyPair } from '../../../src/crypto/key-types.js'
import { createHsmSigner } from '../../../src/crypto/pkcs11/hsm-signer.js'
import type { Hsm } from '../../../src/crypto/pkcs11/hsm.js'
import { createRandom } from '../../../src/crypto/random.js'
import { proveSecret } from '../../../src/crypto/secret-proof.js'
import { RSA_SHA256 } from '../../../src/crypto/signature-algorithms.js'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { refusalOf } from '../../operators/registry-world.js'
import { testKey, testSigner } from '../../support/saml-keys.js'
import { createKeyStoreInMemory } from '../support/key-store-in-memory.js'

const DATA = Buffer.from('<ds:SignedInfo/>')
const ACTOR = 'cli:tester'

/** An HSM that holds one pair on P-256, whatever it is called, and tells what was asked of it. */
async function oneKeyHsm() {
  const pair = await makeKeyPair('EC-P-256')
  const asked: string[] = []
  let isOut = false
  const hsm: Hsm = {
    check: () => Promise.resolve(),
    make: async (key) => {
      asked.push(`make ${key}`)
      return pair.publicKey.export({ format: 'der', type: 'spki' })
    },
    sign: (key, _, input) => {
      asked.push(`sign ${key}`)
      if (isOut) return Promise.reject(new OperatorError('pkcs11-failed', 'it is out'))
      // What is handed over is a hash: this stands in for a token with another key.
      return Promise.resolve(sign(null, input, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }))
    },
    destroy: async (key) => void asked.push(`destroy ${key}`),
    close: () => Promise.resolve(),
  }
  return { hsm, asked, takeOut: () => (isOut = true) }
}

function house() {
  const { store, breakDown } = createKeyStoreInMemory()
  const wrap = createKeyWrap(createSecretKey(randomBytes(32)))
  const clock = { now: () => Date.parse('2026-05-04T08:00:00Z') }
  const keys = createKeyLifecycle({ store, wrap, clock, random: createRandom(), host: 'login.example' })
  return { store, wrap, keys, breakDown }
}

describe('a signer of an HSM', () => {
  const { info } = testSigner('broker')
  const signed = (signature: Uint8Array) => createHsmSigner(info, 'ab', { sign: () => Promise.resolve(signature) })
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    const error: unknown = await work.then(
      () => expect.fail('something was signed'),
      (thrown: unknown) => thrown,
    )
    return error instanceof BrokerError ? error.code : String(error)
  }

  it('gives out what the key of the certificate has signed', async () => {
    const right = sign('sha256', DATA, testKey('broker').privateKey)
    expect(await signed(right).sign(RSA_SHA256, DATA)).to.equal(right)
  })

  it('gives out no signature that does not verify, and none that is missing', async () => {
    const others = sign('sha256', DATA, testKey('stranger').privateKey)
    expect(await codeOf(signed(others).sign(RSA_SHA256, DATA))).to.equal('unavailable')
    expect(await codeOf(signed(Buffer.alloc(0)).sign(RSA_SHA256, DATA))).to.equal('unavailable')
  })

  it('says that it is unavailable while the HSM is', async () => {
    const down = createHsmSigner(info, 'ab', { sign: () => Promise.reject(new OperatorError('pkcs11-failed', 'out')) })
    expect(await codeOf(down.sign(RSA_SHA256, DATA))).to.equal('unavailable')
  })

  it('signs with no algorithm that does not fit its key', async () => {
    const ecdsa = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'
    expect(await codeOf(signed(Buffer.alloc(64)).sign(ecdsa, DATA))).to.equal('internal')
  })
})

describe('a key that is made in an HSM', () => {
  it('is taken out again where its certificate cannot be signed', async () => {
    const { keys, store } = house()
    const { hsm, asked, takeOut } = await oneKeyHsm()
    takeOut()
    expect((await refusalOf(keys.generate('signing', 'EC-P-256', ACTOR, hsm))).rule).to.equal('pkcs11-failed')
    expect(asked.map((each) => each.split(' ')[0])).to.deep.equal(['make', 'sign', 'destroy'])
    expect(await store.all()).to.deep.equal([])
  })

  it('never encrypts', async () => {
    const { keys } = house()
    const { hsm, asked } = await oneKeyHsm()
    expect((await refusalOf(keys.generate('encryption', 'RSA-3072', ACTOR, hsm))).rule).to.equal('key-type')
    expect(asked).to.deep.equal([])
  })
})

describe('a stored key that stays in an HSM', () => {
  const inHsm = async () => {
    const made = house()
    await made.keys.ensure()
    const [signing] = (await made.store.all()).filter(({ use }) => use === 'signing')
    if (!signing) throw new Error('no signing key')
    const moved = { ...signing, wrappedPrivateKey: 'pkcs11:abcd' }
    await made.store.change(async () => ({ save: [moved], audit: [], result: null }))
    return { ...made, moved }
  }

  it('is told to lie there, and proves or disproves no SECRET_KEY', async () => {
    const { keys, wrap, store } = await inHsm()
    expect((await keys.list()).map(({ use, inHsm: lies }) => [use, lies])).to.deep.equal([
      ['signing', true],
      ['encryption', false],
    ])
    proveSecret(wrap, await store.all())
    const other = createKeyWrap(createSecretKey(randomBytes(32)))
    expect(() => proveSecret(other, [])).not.to.throw()
    const all = await store.all()
    expect(() => proveSecret(other, all))
      .to.throw(OperatorError)
      .with.property('rule', 'secret-key-wrong')
  })

  it('keeps a broker without an HSM from starting, and one whose HSM has another key under this name', async () => {
    const { store, wrap } = await inHsm()
    const ring = (hsm: Hsm | null) => createKeyRing({ store, wrap, hsm, pollEvery: Infinity, onError: () => undefined })
    const unset = await refusalOf(ring(null).start())
    expect(unset.rule).to.equal('pkcs11-unset')
    expect(unset.message).to.contain('keys.pkcs11 is not set')
    const { hsm } = await oneKeyHsm()
    expect((await refusalOf(ring(hsm).start())).rule).to.equal('pkcs11-signature')
  })
})
