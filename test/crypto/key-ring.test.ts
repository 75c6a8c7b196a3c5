import { expect } from 'chai'
import { createSecretKey, publicEncrypt, randomBytes } from 'node:crypto'
import { publicKeyOf } from '../../src/crypto/certificate-key.js'
import { createKeyLifecycle } from '../../src/crypto/key-lifecycle.js'
import { createKeyRing } from '../../src/crypto/key-ring.js'
import type { KeyType } from '../../src/crypto/key-types.js'
import { createKeyWrap } from '../../src/crypto/key-wrap.js'
import { createRandom } from '../../src/crypto/random.js'
import { signatureAlgorithm, verifySignature } from '../../src/crypto/signature-algorithms.js'
import { createKeyStoreInMemory } from './support/key-store-in-memory.js'

const DATA = Buffer.from('what is signed')
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'

function house() {
  const { store, breakDown } = createKeyStoreInMemory()
  const wrap = createKeyWrap(createSecretKey(randomBytes(32)))
  const errors: unknown[] = []
  const keys = createKeyLifecycle({
    store,
    wrap,
    clock: { now: () => Date.parse('2026-05-04T08:00:00Z') },
    random: createRandom(),
    host: 'login.example',
  })
  const ring = createKeyRing({ store, wrap, pollEvery: 5, onError: (error) => errors.push(error) })
  const activate = async (type: KeyType) => {
    const { id } = await keys.generate('signing', type, 'cli:tester')
    return keys.activate(id, 'cli:tester')
  }
  return { store, breakDown, keys, ring, errors, activate }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('the key ring', () => {
  for (const [type, ...uris] of [
    ['RSA-3072', `${MORE}rsa-sha256`, `${MORE}rsa-sha512`, 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'],
    ['EC-P-256', `${MORE}ecdsa-sha256`],
  ] as const) {
    it(`signs with the active ${type} key what its announced certificate verifies`, async () => {
      const { ring, activate } = house()
      await activate(type)
      await ring.refresh()
      const { info } = ring.signer()
      for (const uri of uris) {
        const algorithm = signatureAlgorithm(uri)
        const signature = await ring.signer().sign(uri, DATA)
        expect(algorithm && verifySignature(algorithm, DATA, signature, publicKeyOf(info.certificate))).to.equal(true)
      }
    })
  }

  it('signs with no algorithm that is not allowed or does not fit the key', async () => {
    const { ring, activate } = house()
    await activate('EC-P-256')
    await ring.refresh()
    for (const uri of [`${MORE}rsa-sha256`, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', '']) {
      const refused = await Promise.resolve()
        .then(() => ring.signer().sign(uri, DATA))
        .catch((error: unknown) => error)
      expect(refused).to.have.property('code', 'internal')
    }
  })

  it('announces active keys first, RSA before EC, then the previous, then the next, and no retired one', async () => {
    const { ring, keys, activate } = house()
    const retired = await activate('EC-P-256')
    const previous = await activate('EC-P-256')
    await keys.retire(retired.id, 'cli:tester')
    const next = await keys.generate('signing', 'EC-P-256', 'cli:tester')
    const active = await activate('EC-P-384')
    const rsa = await activate('RSA-3072')
    await ring.refresh()
    expect(ring.announced().map(({ id }) => id)).to.deep.equal([rsa.id, active.id, previous.id, next.id])
    for (const info of ring.announced()) expect(info).not.to.have.property('wrappedPrivateKey')
  })

  it('has one signer of each family, RSA for what everybody reads', async () => {
    const { ring, activate } = house()
    await activate('EC-P-256')
    await ring.refresh()
    expect(ring.signer().info.type).to.equal('EC-P-256')
    await activate('RSA-3072')
    await activate('EC-P-384')
    await ring.refresh()
    expect(ring.signers().map(({ info }) => info.type)).to.deep.equal(['RSA-3072', 'EC-P-384'])
    expect(ring.signer().info.type).to.equal('RSA-3072')
  })

  it('announces the active encryption key alone, and opens what was encrypted to the others until they retire', async () => {
    const { ring, keys } = house()
    const [first, second] = [
      await keys.generate('encryption', 'RSA-3072', 'cli:tester'),
      await keys.generate('encryption', 'RSA-3072', 'cli:tester'),
    ]
    await keys.activate(first.id, 'cli:tester')
    await ring.refresh()
    const sealed = [first, second].map(({ certificate }) =>
      publicEncrypt({ key: publicKeyOf(certificate), oaepHash: 'sha256' }, Buffer.from('a content key')),
    )
    const announced = () => ring.announced().map(({ id }) => id)
    const opened = () =>
      ring.decrypters().flatMap((decrypter) =>
        sealed.flatMap((each) => {
          try {
            return [`${decrypter.info.state}: ${Buffer.from(decrypter.open(each, 'sha256')).toString()}`]
          } catch {
            return []
          }
        }),
      )
    expect(announced()).to.deep.equal([first.id])
    expect(opened()).to.deep.equal(['active: a content key', 'next: a content key'])
    await keys.activate(second.id, 'cli:tester')
    await ring.refresh()
    expect(announced()).to.deep.equal([second.id])
    expect(opened()).to.deep.equal(['active: a content key', 'previous: a content key'])
    await keys.retire(first.id, 'cli:tester')
    await ring.refresh()
    expect(opened()).to.deep.equal(['active: a content key'])
  })

  it('follows a roll-over by itself, and keeps its signer while nothing changes', async () => {
    const { ring, activate } = house()
    const first = await activate('EC-P-256')
    await ring.start()
    try {
      const signer = ring.signer()
      expect(signer.info.id).to.equal(first.id)
      await ring.refresh()
      expect(ring.signer()).to.equal(signer)
      const second = await activate('EC-P-256')
      await until(() => ring.signer().info.id === second.id)
    } finally {
      await ring.stop()
    }
  })

  it('keeps the last good keys while the store is down, and says so', async () => {
    const { ring, activate, breakDown, errors } = house()
    const first = await activate('EC-P-256')
    await ring.start()
    try {
      breakDown(true)
      await until(() => errors.length > 1)
      expect(ring.signer().info.id).to.equal(first.id)
      breakDown(false)
      const second = await activate('EC-P-256')
      await until(() => ring.signer().info.id === second.id)
    } finally {
      await ring.stop()
    }
  })

  it('has no signer before there is an active key', async () => {
    const { ring } = house()
    await ring.refresh()
    expect(() => ring.signer())
      .to.throw()
      .with.property('code', 'unavailable')
  })

  it('does not start with another SECRET_KEY than the one that wrapped the keys', async () => {
    const { store, activate } = house()
    await activate('EC-P-256')
    const stranger = createKeyRing({
      store,
      wrap: createKeyWrap(createSecretKey(randomBytes(32))),
      pollEvery: 5,
      onError: () => undefined,
    })
    expect(await stranger.start().catch((error: unknown) => error)).to.have.property('rule', 'secret-key-wrong')
  })

  it('polls no more once it was stopped', async () => {
    const { ring, activate } = house()
    const first = await activate('EC-P-256')
    await ring.start()
    await ring.stop()
    await activate('EC-P-256')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(ring.signer().info.id).to.equal(first.id)
  })
})
