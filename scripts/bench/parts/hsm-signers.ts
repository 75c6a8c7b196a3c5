import { createSecretKey, randomBytes } from 'node:crypto'
import { generateKey } from '../../../src/crypto/generate-key.js'
import { keyInfo } from '../../../src/crypto/key-roll-over.js'
import type { KeyType } from '../../../src/crypto/key-types.js'
import { createKeyWrap } from '../../../src/crypto/key-wrap.js'
import { createHsm } from '../../../src/crypto/pkcs11/hsm.js'
import { createHsmSigner } from '../../../src/crypto/pkcs11/hsm-signer.js'
import { keyInHsm } from '../../../src/crypto/pkcs11/reference.js'
import { createRandom } from '../../../src/crypto/random.js'
import type { Signer } from '../../../src/domain/ports/signing-keys.js'
import { makeSoftHsm } from '../../../test/support/soft-hsm.js'

/** Signers of two keys in a SoftHSM2: the whole way, into its thread and back, with the check of each signature. */
export async function openHsmSigners() {
  const soft = makeSoftHsm()
  const hsm = createHsm({ ...soft.settings, pin: soft.pin })
  const wrap = createKeyWrap(createSecretKey(randomBytes(32)))
  const made = { use: 'signing', state: 'active', host: 'konto.example', now: Date.now() } as const
  const signer = async (type: KeyType): Promise<Signer> => {
    const key = await generateKey({ ...made, type, wrap, random: createRandom(), hsm })
    return createHsmSigner(keyInfo(key), keyInHsm(key.wrappedPrivateKey) ?? '', hsm)
  }
  return {
    rsa: await signer('RSA-3072'),
    ec: await signer('EC-P-256'),
    async close() {
      await hsm.close()
      soft.remove()
    },
  }
}
