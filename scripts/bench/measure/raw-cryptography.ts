import {
  constants,
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'

const signAsync = promisify(sign)

/** Processor time of the cryptography that no implementation can go without, in milliseconds each. */
export interface RawCryptography {
  readonly signature: number
  readonly verification: number
  /** RSA-OAEP of a key, and AES-256-GCM of an assertion with it. */
  readonly encryption: number
  /** ECDSA on P-256. */
  readonly ecVerification: number
  /**
   * A pair on P-256, the secret that it has in common with another key, and AES-256-GCM of a few octets opened by it.
   */
  readonly ecAgreement: number
}

const pair = generateKeyPairSync('rsa', { modulusLength: 3072 })
const octets = randomBytes(700)
const signature = sign('sha256', octets, pair.privateKey)
const assertion = randomBytes(6000)

function encrypt(): void {
  const key = randomBytes(32)
  const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12))
  cipher.update(assertion)
  cipher.final()
  publicEncrypt({ key: pair.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING }, key)
}

const phone = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ecSignature = sign('sha256', octets, { key: phone.privateKey, dsaEncoding: 'ieee-p1363' })
const sealing = { key: randomBytes(32), iv: randomBytes(12) }
const sealer = createCipheriv('aes-256-gcm', sealing.key, sealing.iv)
const sealed = { text: Buffer.concat([sealer.update(randomBytes(43)), sealer.final()]), tag: sealer.getAuthTag() }

function agree(): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  diffieHellman({ privateKey, publicKey: phone.publicKey })
  const opener = createDecipheriv('aes-256-gcm', sealing.key, sealing.iv).setAuthTag(sealed.tag)
  opener.update(sealed.text)
  opener.final()
}

/**
 * RSA-3072 with SHA-256, as bare as Node gives it. Signatures are made on the thread pool with as many at once as there
 * are processors, as a server under load makes them: processors that share a core or a clock are slower together.
 */
export async function rawCryptography(forMs: number): Promise<RawCryptography> {
  const atOnce = Array.from({ length: availableParallelism() })
  return {
    signature:
      (await cpuOf(forMs, () => Promise.all(atOnce.map(() => signAsync('sha256', octets, pair.privateKey))))) /
      atOnce.length,
    verification: await cpuOf(forMs / 4, () => verify('sha256', octets, pair.publicKey, signature)),
    encryption: await cpuOf(forMs / 4, encrypt),
    ecVerification: await cpuOf(forMs / 8, () =>
      verify('sha256', octets, { key: phone.publicKey, dsaEncoding: 'ieee-p1363' }, ecSignature),
    ),
    ecAgreement: await cpuOf(forMs / 8, agree),
  }
}

/** Processor time of one call, of all threads, in milliseconds. */
export async function cpuOf(forMs: number, work: () => unknown): Promise<number> {
  const start = performance.now()
  const before = process.cpuUsage()
  let count = 0
  for (; performance.now() - start < forMs; count++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / count
}
