import { expect } from 'chai'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { KEY_TYPES, type KeyType } from '../../../src/crypto/key-types.js'
import { createHsm, type Hsm } from '../../../src/crypto/pkcs11/hsm.js'
import { signByHsm } from '../../../src/crypto/pkcs11/hsm-signer.js'
import { loadPkcs11, type Pkcs11 } from '../../../src/crypto/pkcs11/pkcs11-package.js'
import { RSA_SHA256, SIGNATURE_ALGORITHMS, verifySignature } from '../../../src/crypto/signature-algorithms.js'
import { refusalOf } from '../../operators/registry-world.js'
import { makeSoftHsm, type SoftHsm } from '../../support/soft-hsm.js'

const DATA = Buffer.from('<ds:SignedInfo/>')
/** RSA-4096 is RSA-3072 with more bits, and takes seconds to make. */
const TYPES = KEY_TYPES.filter((type) => type !== 'RSA-4096')
const idOf = (type: KeyType): string => Buffer.from(type).toString('hex')

describe('keys in an HSM', () => {
  let soft: SoftHsm
  let hsm: Hsm
  let pkcs11: Pkcs11
  const publicKeys = new Map<KeyType, KeyObject>()

  const address = () => ({ module: soft.settings.module, token: soft.settings.token, pin: soft.pin })
  const keyOf = (type: KeyType) => {
    const publicKey = publicKeys.get(type) ?? expect.fail(`no pair of ${type}`)
    return { hsm, key: idOf(type), type, publicKey }
  }

  before(async () => {
    soft = makeSoftHsm()
    hsm = createHsm(address())
    pkcs11 = await loadPkcs11()
    for (const type of TYPES) {
      const key = Buffer.from(await hsm.make(idOf(type), type, `test ${type}`))
      publicKeys.set(type, createPublicKey({ key, format: 'der', type: 'spki' }))
    }
  })
  after(async () => {
    await hsm.close()
    // What this thread has loaded would keep the library as the other one left it.
    pkcs11.close()
    soft.remove()
  })

  for (const type of TYPES) {
    it(`sign with every algorithm that ${type} can, and the signature verifies`, async () => {
      const key = keyOf(type)
      const fitting = SIGNATURE_ALGORITHMS.filter(({ keyType }) => keyType === key.publicKey.asymmetricKeyType)
      for (const algorithm of fitting) {
        const signature = await signByHsm(key, algorithm.uri, DATA)
        expect(verifySignature(algorithm, DATA, signature, key.publicKey), algorithm.uri).to.equal(true)
      }
      expect(fitting.length).to.equal(type.startsWith('EC') ? 3 : 6)
    })
  }

  it('sign again by themselves after the session was lost', async () => {
    // The same library in the same process: what is finalized here ends the session of the thread.
    pkcs11.load(soft.settings.module)
    pkcs11.C_Finalize()
    await signByHsm(keyOf('RSA-3072'), RSA_SHA256, DATA)
  })

  it('sign no more while the token is out, and again once it is back', async () => {
    soft.plugIn(false)
    const refused = await refusalOf(signByHsm(keyOf('RSA-3072'), RSA_SHA256, DATA)).finally(() => soft.plugIn(true))
    expect(refused.rule).to.match(/^pkcs11-(?:failed|token|module)$/)
    expect(refused.message).to.contain('keys.pkcs11').and.not.contain(soft.pin)
    await signByHsm(keyOf('RSA-3072'), RSA_SHA256, DATA)
  })

  it('are missed while the token does not have them', async () => {
    await hsm.check(TYPES.map(idOf))
    const refused = await refusalOf(hsm.check([idOf('EC-P-256'), 'abcd']))
    expect(refused.rule).to.equal('pkcs11-key')
    expect(refused.message).to.contain('no private key with the CKA_ID abcd')
  })

  it('are gone once they are destroyed, both halves', async () => {
    await hsm.make('0102', 'EC-P-256', 'test')
    await hsm.destroy('0102')
    expect((await refusalOf(hsm.check(['0102']))).rule).to.equal('pkcs11-key')
  })

  it('are signed with by another thread once one has ended; what was under way is refused, not left hanging', async () => {
    const underWay = refusalOf(hsm.make('0103', 'RSA-3072', 'test'))
    await hsm.close()
    expect((await underWay).message).to.contain('has ended')
    await signByHsm(keyOf('RSA-3072'), RSA_SHA256, DATA)
  })
})
