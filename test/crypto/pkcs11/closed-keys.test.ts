import { expect } from 'chai'
import { CK } from '../../../src/crypto/pkcs11/cryptoki.js'
import { loadPkcs11 } from '../../../src/crypto/pkcs11/pkcs11-package.js'
import { makePair, privateKeyOf } from '../../../src/crypto/pkcs11/token-keys.js'
import { createTokenSession } from '../../../src/crypto/pkcs11/token-session.js'
import { makeSoftHsm } from '../../support/soft-hsm.js'

describe('a private key that was made in an HSM', () => {
  it('signs and does nothing else, cannot be read out of the token, nor wrapped to be carried away', async () => {
    const soft = makeSoftHsm()
    const pkcs11 = await loadPkcs11()
    const { module, token } = soft.settings
    try {
      createTokenSession(pkcs11, { module, token, pin: soft.pin }).do((at) => {
        makePair(at, '0101', 'RSA-3072', 'test')
        const key = privateKeyOf(at, '0101')
        const valueOf = (type: number) => at.pkcs11.C_GetAttributeValue(at.session, key, [{ type }])[0]?.value
        const isSet = (type: number) => valueOf(type)?.[0] === 1
        expect([CK.CKA_SENSITIVE, CK.CKA_SIGN].map(isSet)).to.deep.equal([true, true])
        expect([CK.CKA_EXTRACTABLE, CK.CKA_DECRYPT, CK.CKA_UNWRAP].map(isSet)).to.deep.equal([false, false, false])
        const privateExponent = 0x123
        expect(() => valueOf(privateExponent)).to.throw('CKR_ATTRIBUTE_SENSITIVE')
      })
    } finally {
      pkcs11.C_Finalize()
      pkcs11.close()
      soft.remove()
    }
  })
})
