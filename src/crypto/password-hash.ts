import { hash, parseOptions, verify } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import { normalizePassword } from '../domain/password-policy.js'
import { BrokerError } from '../domain/error-catalogue.js'

/** The cost of a hash (RFC 9106), and how many are worked on at once. */
export interface PasswordHashSettings {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  /** Hashes at once; the thread pool (4 as shipped) also makes signatures, so this stays below it. */
  readonly concurrency?: number
  /** Hashes in line; beyond it `BrokerError('unavailable')`. */
  readonly waiting?: number
}

interface PasswordHasher {
  /** The PHC string (argon2id) of the password in NFC. */
  hash(password: string): Promise<string>
  /**
   * Whether the password fits, and whether `phc` was made with other parameters than today's (then hash anew).
   * Null, for an unknown name, does the same work and gives `ok: false`.
   * Both throw `BrokerError('unavailable')` when too many are waiting.
   */
  verify(phc: string | null, password: string): Promise<{ readonly ok: boolean; readonly outdated: boolean }>
}

const DIGEST_BYTES = 32

/** argon2id with these parameters. */
export function createPasswordHasher(settings: PasswordHashSettings): PasswordHasher {
  const { memoryKiB, iterations, parallelism, concurrency = 2, waiting = 100 } = settings
  // check: hashing-waits-in-a-limited-line
  const queue = createBoundedQueue({ concurrency, waiting, name: 'password hashing' })
  const options = { memoryCost: memoryKiB, timeCost: iterations, parallelism, outputLen: DIGEST_BYTES }
  const nobody = unmatchableHash(settings)
  return {
    hash: (password) => queue.run(() => hash(normalizePassword(password), options)),
    async verify(phc, password) {
      // check: an-unknown-name-does-the-same-work
      const fits = await queue.run(() => verify(phc ?? nobody, normalizePassword(password)))
      // check: an-unknown-name-never-fits
      return { ok: fits && phc !== null, outdated: phc !== null && isOutdated(phc, settings) }
    },
  }
}

/** A hash of no password, at today's cost: a random digest under a random salt. */
function unmatchableHash({ memoryKiB, iterations, parallelism }: PasswordHashSettings): string {
  const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
  // check: an-unknown-name-works-at-todays-cost
  const cost = `m=${memoryKiB},t=${iterations},p=${parallelism}`
  return `$argon2id$v=19$${cost}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(DIGEST_BYTES))}`
}

function isOutdated(phc: string, { memoryKiB, iterations, parallelism }: PasswordHashSettings): boolean {
  if (!phc.startsWith('$argon2id$v=19$')) return true
  const made = parseOptions(phc)
  return (
    // check: old-costs-are-renewed
    made.memoryCost !== memoryKiB ||
    made.timeCost !== iterations ||
    made.parallelism !== parallelism ||
    made.outputLen !== DIGEST_BYTES
  )
}

/** Runs tasks, a few at once; the others wait in line. */
interface BoundedQueue {
  /** Runs `task` when its turn comes. Throws `BrokerError('unavailable')` at once if the line is full. */
  run<T>(task: () => Promise<T>): Promise<T>
}

/** At most `concurrency` tasks at once and at most `waiting` in line. */
export function createBoundedQueue(limits: { concurrency: number; waiting: number; name: string }): BoundedQueue {
  const line: (() => void)[] = []
  let running = 0
  const turn = (): Promise<void> => {
    if (running < limits.concurrency) {
      running += 1
      return Promise.resolve()
    }
    if (line.length >= limits.waiting) throw new BrokerError('unavailable', `${limits.name}: too many are waiting`)
    return new Promise((resolve) => line.push(resolve))
  }
  const next = (): void => {
    const first = line.shift()
    if (first) first()
    else running -= 1
  }
  return {
    async run(task) {
      await turn()
      try {
        return await task()
      } finally {
        next()
      }
    },
  }
}
