import { CommanderError } from 'commander'
import { ConfigError } from '../config/config-error.js'
import { BrokerError } from '../domain/error-catalogue.js'
import { OperatorError } from '../domain/operator-error.js'
import { Refused } from '../operators/refused.js'
import { NothingImported } from '../operators/services/nothing-imported.js'
import { NoWorker } from '../workers/no-worker.js'
import { AuditFaulty } from './audit/audit-faulty.js'
import { verifyDocument } from './audit/verify-sentences.js'
import { refusalSentence } from './refusal-sentences.js'
import { NoTestAnswer } from './sp/no-test-answer.js'
import { nothingImported } from './sp/import-document.js'

/** How the failure of a command is told: stderr lines, the document for `--json`, and the exit code. */
export interface ErrorReport {
  /** One line; several only for faults of the configuration; none if another process has told them. */
  readonly lines: readonly string[]
  readonly rule: string
  readonly exitCode: 1 | 2
  /** What the document for `--json` says beside the error, if anything. */
  readonly document?: object
}

/** Rules that mean a wrong use of the command line rather than a refusal. */
const USAGE: ReadonlySet<string> = new Set([
  'setting-form',
  'setting-twice',
  'setting-unknown',
  'password-missing',
  'key-type',
  'operator-role',
  'tenant-name',
  'copy-source-form',
  'audit-filter',
])

/**
 * Rules that mean wrong settings. A broker that ends with 2 is not started again by systemd: each start would try a
 * wrong PIN once more, until the token locks itself.
 */
// check: a-refused-pin-starts-no-broker-again
const SETTINGS: ReadonlySet<string> = new Set([
  'pkcs11-missing',
  'pkcs11-module',
  'pkcs11-token',
  'pkcs11-pin',
  'pkcs11-pin-file',
])

export function reportError(error: unknown): ErrorReport {
  if (error instanceof ConfigError) return { lines: error.faults.map(oneLine), rule: 'config', exitCode: 2 }
  if (error instanceof CommanderError) {
    return { lines: [oneLine(error.message.replace(/^error: /, ''))], rule: 'usage', exitCode: 2 }
  }
  if (error instanceof NothingImported) {
    const { line, document } = nothingImported(error.all)
    return { lines: [oneLine(line)], rule: error.rule, exitCode: 1, document }
  }
  if (error instanceof AuditFaulty) {
    const told = {
      lines: [oneLine(`The audit log does not hold: ${error.message}`)],
      rule: 'audit-fault',
      exitCode: 1,
    } as const
    return error.found ? { ...told, document: verifyDocument(error.found) } : told
  }
  if (error instanceof NoTestAnswer) {
    return { lines: [oneLine(error.message)], rule: 'no-answer', exitCode: 1, document: error.document }
  }
  if (error instanceof Refused) return ofOperator(error.rule, refusalSentence(error.refusal))
  if (error instanceof OperatorError) return ofOperator(error.rule, error.message)
  if (error instanceof NoWorker) return ofWorker(error)
  if (error instanceof BrokerError) return { lines: [oneLine(error.entry.operator)], rule: error.code, exitCode: 1 }
  return { lines: [oneLine(unexpected(error))], rule: 'unexpected', exitCode: 1 }
}

const ofOperator = (rule: string, message: string): ErrorReport => ({
  lines: [oneLine(message)],
  rule,
  exitCode: USAGE.has(rule) || SETTINGS.has(rule) ? 2 : 1,
})

/**
 * A worker that failed at its start has told the reason itself, on the same outputs; only the end of one that did not
 * is told here.
 */
function ofWorker({ end }: NoWorker): ErrorReport {
  const exitCode = end?.code === 2 ? 2 : 1
  const fate = end?.signal ? `was ended by ${end.signal}` : 'ended'
  const silent = end?.code === 1 || end?.code === 2
  return { lines: silent ? [] : [`The first worker ${fate} before it served`], rule: 'no-worker', exitCode }
}

function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return 'unexpected fault'
  const code = 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return `The port is taken (${error.message}); choose another with PORT`
  if (code === 'EACCES' && error.message.startsWith('listen')) return `${error.message}; choose another with PORT`
  if (code === 'EADDRNOTAVAIL') return `${error.message}; HOST must be an address of this machine`
  return `unexpected fault: ${error.message || error.name}`
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
