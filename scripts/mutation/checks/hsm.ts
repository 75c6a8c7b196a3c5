import { checksOf, REMOVED, type Check } from '../check.js'

const TOKEN = ['test/crypto/pkcs11/closed-keys.test.ts']
const REFUSALS = ['test/crypto/pkcs11/refusals.test.ts']
const SIGNER = ['test/crypto/pkcs11/hsm-signer.test.ts']
const SECRETS = 'keys and secrets'

/** Keys that stay in an HSM. */
export const HSM_CHECKS: readonly Check[] = [
  ...checksOf(TOKEN, [
    [
      'a-key-in-the-hsm-stays-there',
      SECRETS,
      '{ type: CK.CKA_EXTRACTABLE, value: false }',
      '{ type: CK.CKA_EXTRACTABLE, value: true }',
    ],
  ]),
  ...checksOf(REFUSALS, [
    ['a-refused-pin-is-not-tried-again', SECRETS, REMOVED],
    ['a-refused-pin-starts-no-broker-again', SECRETS, "'pkcs11-pin',", ''],
    ['of-two-tokens-of-one-label-none-is-taken', SECRETS, 'found && more.length === 0', 'found'],
  ]),
  ...checksOf(SIGNER, [
    [
      'a-signature-of-the-hsm-is-verified',
      SECRETS,
      'if (verifySignature(algorithm, data, signature, publicKey)) return signature',
      'if (signature) return signature',
    ],
    ['a-key-signs-once-its-hsm-has-signed-with-it', SECRETS, REMOVED],
    ['an-hsm-only-signs', SECRETS, REMOVED],
    ['a-key-in-an-hsm-proves-no-secret', SECRETS, 'keyInHsm(wrappedPrivateKey) === null', 'true'],
  ]),
  ...checksOf(['test/e2e/hsm.test.ts'], [['a-pin-file-is-not-for-others', SECRETS, REMOVED]]),
]
