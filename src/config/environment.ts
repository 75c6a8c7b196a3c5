import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { parseAddress, parseDatabaseUrl, parsePublicUrl, parseRedisUrl, type Parsed } from './addresses.js'
import { reasonOf, type ConfigFiles } from './config-files.js'
import type { Config, DatabaseAddress, LogThreshold } from './config.js'
import { isEmailAddress } from '../domain/email-address.js'
import { NETWORK_EXPECTED, parseNetwork } from './network.js'
import { parseSecretKey, SECRET_KEY_EXPECTED } from './secret-key.js'
import { ENVIRONMENT_DEFAULTS, type VariableName } from './variables.js'

export type EnvironmentConfig = Omit<Config, 'settings' | 'warnings'>

export type Environment = Readonly<Record<string, string | undefined>>

const LOG_LEVELS: readonly LogThreshold[] = ['debug', 'info', 'warn', 'error']
const isLogLevel = (text: string): text is LogThreshold => LOG_LEVELS.some((level) => level === text)

/**
 * What the environment says, with the contract's defaults. Faults are pushed, one line each; a faulty value gives its
 * default.
 */
export function readEnvironment(env: Environment, files: ConfigFiles, faults: string[]): EnvironmentConfig {
  const parsed = createReader(env, faults)
  const initial = ENVIRONMENT_DEFAULTS
  const dataDir = parsed('DATA_DIR', resolve(initial.dataDir), DATA_DIR_EXPECTED, directory(files))
  const embedded: DatabaseAddress = { kind: 'sqlite', path: resolve(dataDir, 'servicekonto.sqlite') }
  const publicUrl = parsed('PUBLIC_URL', initial.publicUrl, PUBLIC_URL_EXPECTED, parsePublicUrl)
  const database = parsed('DATABASE_URL', embedded, DATABASE_URL_EXPECTED, parseDatabaseUrl)
  const redisUrl = parsed<string | null>('REDIS_URL', null, REDIS_URL_EXPECTED, parseRedisUrl)
  checkMail(parsed)
  return {
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    host: parsed('HOST', initial.host, 'an IP address or a host name of this machine', host),
    port: parsed('PORT', initial.port, 'a whole number from 0 to 65535', wholeNumber(0, 65_535)),
    dataDir,
    database,
    redisUrl,
    secretKey: secretKey(env, database, files, faults),
    secretKeyPrevious: secretIn('SECRET_KEY_PREVIOUS', env, files, faults),
    trustProxy: parsed('TRUST_PROXY', [], `a comma-separated list; each ${NETWORK_EXPECTED}`, networkList),
    workers: workers(env, parsed('WORKERS', initial.workers, WORKERS_EXPECTED, wholeNumber(1, 256)), faults),
    logLevel: parsed('LOG_LEVEL', initial.logLevel, LOG_LEVELS.join(', '), logLevel),
  }
}

/** Both are part of the contract. Nothing sends mail yet, so nothing keeps them; what is wrong with them is told. */
function checkMail(parsed: ReturnType<typeof createReader>): void {
  parsed<string | null>('SMTP_URL', null, 'smtp://host:port or smtps://host:port', address('smtp:', 'smtps:'))
  parsed<string | null>('MAIL_FROM', null, 'an e-mail address', mailFrom)
}

/** An empty variable counts as not set. */
const textOf = (env: Environment, name: VariableName): string | null => env[name]?.trim() || null

/** Reads one variable: its default if it is not set, and if it is faulty, which is told then. */
function createReader(env: Environment, faults: string[]) {
  return <T>(name: VariableName, fallback: T, expected: string, parse: (held: string) => Parsed<T>): T => {
    const held = textOf(env, name)
    if (held === null) return fallback
    const result = parse(held)
    if ('value' in result) return result.value
    faults.push(`${name} is ${result.shown}; it may be ${expected}`)
    return fallback
  }
}

const PUBLIC_URL_EXPECTED =
  'https://host[:port] without path, query or user, or http:// with localhost, *.localhost, 127.0.0.0/8 or [::1]'

const DATA_DIR_EXPECTED = 'a directory, or a path where one can be made'
const DATABASE_URL_EXPECTED = 'sqlite:<path of a file> or postgres://user:password@host:port/database'
const REDIS_URL_EXPECTED =
  'redis:// or rediss://[user:password@]host[:port][/database], with ?sentinel=<name> or ?cluster=true and &node=host:port for the others'
const WORKERS_EXPECTED = 'a whole number from 1 to 256'

const quoted = (held: string): { shown: string } => ({ shown: JSON.stringify(held) })

const directory =
  (files: ConfigFiles) =>
  (held: string): Parsed<string> => {
    const path = resolve(held)
    const kind = held.includes('\0') ? 'other' : files.kind(path)
    return kind === 'other' ? { shown: `${JSON.stringify(held)}, which is no directory` } : { value: path }
  }

function host(held: string): Parsed<string> {
  const name = held.replace(/^\[(.*)\]$/, '$1')
  const isName = /^(?=.*[a-z])[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(name)
  return isIP(name) !== 0 || isName ? { value: name } : quoted(held)
}

const wholeNumber =
  (least: number, most: number) =>
  (held: string): Parsed<number> => {
    const value = Number(held)
    return /^\d{1,6}$/.test(held) && value >= least && value <= most ? { value } : quoted(held)
  }

const address =
  (...schemes: readonly string[]) =>
  (held: string): Parsed<string | null> =>
    parseAddress(held, schemes)

const logLevel = (held: string): Parsed<LogThreshold> => (isLogLevel(held) ? { value: held } : quoted(held))

const mailFrom = (held: string): Parsed<string | null> => (isEmailAddress(held) ? { value: held } : quoted(held))

function networkList(held: string): Parsed<readonly string[]> {
  const parts = held.split(',').map((part) => part.trim())
  const value = parts.flatMap((part) => parseNetwork(part) ?? [])
  return value.length === parts.length ? { value } : quoted(held)
}

type SecretName = 'SECRET_KEY' | 'SECRET_KEY_PREVIOUS'

function secretKey(
  env: Environment,
  database: DatabaseAddress,
  files: ConfigFiles,
  faults: string[],
): Uint8Array | null {
  if (database.kind === 'postgres' && textOf(env, 'SECRET_KEY') === null && textOf(env, 'SECRET_KEY_FILE') === null) {
    // Several instances share the database: a file that one of them makes for itself would part them.
    faults.push(`SECRET_KEY is not set; with PostgreSQL it has to hold ${SECRET_KEY_EXPECTED}`)
  }
  return secretIn('SECRET_KEY', env, files, faults)
}

/** The secret in the variable of this name, or in the file that the variable with `_FILE` names. */
function secretIn(name: SecretName, env: Environment, files: ConfigFiles, faults: string[]): Uint8Array | null {
  const fileName = `${name}_FILE` as const
  const inline = textOf(env, name)
  const path = textOf(env, fileName)
  // check: a-secret-has-one-place
  if (inline !== null && path !== null) {
    faults.push(`${name} and ${fileName} are both set; only one of them may be`)
    return null
  }
  const held = inline ?? (path === null ? null : readSecret(fileName, path, files, faults))
  if (held === null) return null
  const result = parseSecretKey(held)
  if ('key' in result) return result.key
  const where = path === null ? name : `${fileName} is ${JSON.stringify(path)}, which`
  faults.push(`${where} ${result.fault}; it may hold ${SECRET_KEY_EXPECTED}`)
  return null
}

/** Without Redis, sessions and logins under way lie in one process, and no other could go on with them. */
function workers(env: Environment, count: number, faults: string[]): number {
  // check: several-workers-share-a-redis
  if (count > 1 && textOf(env, 'REDIS_URL') === null) {
    faults.push(`WORKERS is ${count}; it may be 1 as long as REDIS_URL is not set: more need a Redis that they share`)
  }
  return count
}

/**
 * The text of SECRET_KEY_FILE. Its group may read it, as Kubernetes mounts it for a user who is not root; nobody else.
 */
function readSecret(name: `${SecretName}_FILE`, path: string, files: ConfigFiles, faults: string[]): string | null {
  try {
    const held = files.read(path)
    const mode = files.mode(path)
    // check: a-secret-file-is-not-for-others
    if ((mode & 0o007) === 0) return held
    const octal = mode.toString(8).padStart(4, '0')
    faults.push(
      `${name} is ${JSON.stringify(path)}, which every user of this machine can read or change (mode ${octal}); ` +
        'it may be a file for its owner and group alone: chmod o= there, defaultMode: 0440 in Kubernetes, mode: 0440 in Compose',
    )
    return null
  } catch (error) {
    const expected = `the path of a readable file with ${SECRET_KEY_EXPECTED}`
    faults.push(`${name} is ${JSON.stringify(path)}, which cannot be read (${reasonOf(error)}); it may be ${expected}`)
    return null
  }
}
