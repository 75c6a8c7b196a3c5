import type { Config, Pkcs11Settings } from '../config/config.js'
import { realFiles, reasonOf } from '../config/config-files.js'
import type { Hsm } from '../crypto/pkcs11/hsm.js'
import { OperatorError } from '../domain/operator-error.js'
import { orClose } from './or-close.js'

/**
 * The HSM that the settings name, with its PIN accepted; null if they name none. Throws `OperatorError` for a module, a
 * token or a PIN that is wrong.
 */
export async function openHsm({ settings }: Pick<Config, 'settings'>): Promise<Hsm | null> {
  const { pkcs11 } = settings.keys
  if (pkcs11 === null) return null
  const pin = readPin(pkcs11)
  // Most deployments have no HSM: what speaks to one is loaded where there is one.
  const { createHsm } = await import('../crypto/pkcs11/hsm.js')
  const hsm = createHsm({ module: pkcs11.module, token: pkcs11.token, pin })
  return orClose(hsm, async () => {
    await hsm.check([])
    return hsm
  })
}

/** The first line of the file. Its group may read it, as with SECRET_KEY_FILE; nobody else. */
function readPin({ pinFile }: Pkcs11Settings): string {
  const named = `keys.pkcs11.pinFile is ${JSON.stringify(pinFile)}`
  const refuse = (why: string): never => {
    throw new OperatorError('pkcs11-pin-file', `${named}, ${why}`)
  }
  try {
    const mode = realFiles.mode(pinFile)
    // check: a-pin-file-is-not-for-others
    if ((mode & 0o007) !== 0) {
      const octal = mode.toString(8).padStart(4, '0')
      refuse(`which every user of this machine can read or change (mode ${octal}); make it private: chmod o= there`)
    }
    const [pin = ''] = realFiles.read(pinFile).split(/\r?\n/)
    return pin === '' ? refuse('which is empty; it may be a file with the PIN of the token in its first line') : pin
  } catch (error) {
    if (error instanceof OperatorError) throw error
    return refuse(`which cannot be read (${reasonOf(error)}); it may be the path of a file with the PIN of the token`)
  }
}
