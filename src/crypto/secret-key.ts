import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { OperatorError } from '../domain/operator-error.js'
import { errorCode } from './error-code.js'

const BYTES = 32

/** Where SECRET_KEY may come from. */
export interface SecretKeySource {
  /** The 32 bytes that the environment gives, decoded; null if it gives none. */
  readonly given: Uint8Array | null
  /** `DATA_DIR/secret.key`; null where the environment has to give the key (PostgreSQL). */
  readonly file: string | null
  /** Whether a missing file may be made. */
  readonly mayCreate: boolean
}

/**
 * The deployment's secret as a KeyObject (it shows nothing when logged). What the environment gives comes
 * first; else the file, which is made once with mode 0600. Two processes that start together end with the
 * same key. Throws OperatorError for a weak key, a readable or broken file, or no key at all.
 */
export function loadSecretKey({ given, file, mayCreate }: SecretKeySource): KeyObject {
  if (given) return secretKeyFrom(given, 'SECRET_KEY')
  // check: a-secret-is-missed
  if (!file) {
    throw new OperatorError('secret-key-missing', 'SECRET_KEY is not set; make one with: openssl rand -base64 32')
  }
  const stored = readKeyFile(file)
  if (stored) {
    removeDrafts(file)
    return stored
  }
  if (!mayCreate) throw new OperatorError('secret-key-missing', `${file} does not exist; servicekonto serve makes it`)
  createKeyFile(file)
  const created = readKeyFile(file)
  if (!created) throw new OperatorError('secret-key-missing', `${file} vanished while it was made`)
  return created
}

/** The 32 bytes in base64 `text`; null if it is something else. White space around it is allowed. */
export function decodeSecretKey(text: string): Uint8Array | null {
  const trimmed = text.trim()
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(trimmed)) return null
  const bytes = Buffer.from(trimmed, 'base64')
  return bytes.length === BYTES ? bytes : null
}

function secretKeyFrom(bytes: Uint8Array, where: string): KeyObject {
  // check: a-secret-has-32-bytes
  if (bytes.length !== BYTES) {
    throw new OperatorError('secret-key-format', `${where} holds ${bytes.length} bytes; it may hold 32, in base64`)
  }
  // check: a-secret-is-no-pattern
  if (isWeak(bytes)) {
    throw new OperatorError('secret-key-weak', `${where} is not random; make one with: openssl rand -base64 32`)
  }
  return createSecretKey(bytes)
}

/** Patterns that no random key has: few different bytes, two equal halves, steps of one size. */
function isWeak(bytes: Uint8Array): boolean {
  const steps = new Set(Array.from(bytes.subarray(1), (byte, index) => (byte - (bytes[index] ?? 0)) & 0xff))
  const half = BYTES / 2
  const halvesEqual = Buffer.compare(bytes.subarray(0, half), bytes.subarray(half)) === 0
  // check: a-secret-has-many-different-bytes
  // check: a-secret-is-no-sequence
  // check: a-secret-is-not-twice-a-half
  return new Set(bytes).size < 10 || steps.size === 1 || halvesEqual
}

function readKeyFile(file: string): KeyObject | null {
  let text: string
  let mode: number
  try {
    text = readFileSync(file, 'latin1')
    mode = statSync(file).mode
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw new OperatorError('secret-key-file', `${file} cannot be read (${errorCode(error)}); check owner and mode`)
  }
  // check: a-secret-file-is-its-owners
  if ((mode & 0o077) !== 0) {
    throw new OperatorError('secret-key-file-mode', `${file} is readable by others; run: chmod 600 ${file}`)
  }
  const bytes = decodeSecretKey(text)
  if (!bytes) throw new OperatorError('secret-key-format', `${file} does not hold 32 bytes in base64`)
  return secretKeyFrom(bytes, file)
}

/**
 * Removes what a process left that was killed while it made the file, once the file is there. Whoever makes one at this
 * moment finds the file. What cannot be removed stays.
 */
function removeDrafts(file: string): void {
  const folder = dirname(file)
  const isDraft = (name: string): boolean => name.startsWith(`${basename(file)}.`) && /\.[0-9a-f]{12}$/.test(name)
  try {
    for (const name of readdirSync(folder).filter(isDraft)) rmSync(join(folder, name), { force: true })
  } catch {
    // The folder is somebody else's; the file can be read all the same.
  }
}

/** The file is written aside and linked into place: whoever sees it sees all of it, and the first process wins. */
function createKeyFile(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${randomBytes(BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    // check: a-secret-file-is-made-for-its-owner
    chmodSync(draft, 0o600)
    linkSync(draft, file)
  } catch (error) {
    // Another process was faster; it may have removed this draft already.
    if (errorCode(error) === 'EEXIST' || existsSync(file)) return
    throw new OperatorError('secret-key-file', `${file} cannot be made (${errorCode(error)}); check DATA_DIR`)
  } finally {
    rmSync(draft, { force: true })
  }
}
