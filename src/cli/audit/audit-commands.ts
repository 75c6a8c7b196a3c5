import { setTimeout as sleep } from 'node:timers/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ChainEnd } from '../../domain/audit-chain.js'
import type { AuditRecord } from '../../domain/audit-chain.js'
import type { GivenFilter } from '../../operators/audit/audit-filter.js'
import type { AuditFilterField } from '../../operators/audit/filter-fields.js'
import { exportEntries, showEntries } from '../../operators/audit/look-up.js'
import { verifyLog } from '../../operators/audit/verify-log.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { linesOf } from '../read-input.js'
import {
  AUDIT_FORMATS,
  AS_ONE_DOCUMENT,
  auditDocument,
  auditLine,
  type AuditFormat,
} from '../../operators/told/audit-rows.js'
import { AuditFaulty } from './audit-faulty.js'
import { headsInLog } from './heads-in-log.js'
import { faultSentence, verifyDocument, verifyLines } from './verify-sentences.js'

type FilterOptions = JsonOption & Readonly<Partial<Record<AuditFilterField, string>>>

interface ShowOptions extends FilterOptions {
  readonly limit: number
}

interface ExportOptions extends FilterOptions {
  readonly format: keyof typeof AUDIT_FORMATS
}

interface VerifyOptions extends JsonOption {
  readonly log?: readonly string[]
}

/** `audit verify|show|export`: who did what, and whether the log that tells it holds. */
export function addAuditCommands(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('who did what and when, and whether the log that tells it holds')
  addVerify(audit, context)
  addShow(audit, context)
  addExport(audit, context)
}

function addVerify(audit: Command, context: CommandContext): void {
  const does = 'find a changed, removed, inserted or cut-off entry; exit code 1 if there is one'
  withJson(audit.command('verify').description(does))
    .option('--log <file...>', "the broker's log: compare the heads that it tells of, too")
    .action(async ({ log = [], ...options }: VerifyOptions) => {
      // Read first: what it tells of is in the database by then.
      const heads: ChainEnd[] = []
      for (const path of log) heads.push(...(await headsInLog(linesOf(path, context.environment))))
      await context.withTools(async ({ audit: { chain, mac }, clock }) => {
        const found = await verifyLog({ chain, mac: await mac(), clock, pause: sleep }, heads)
        if (log.length > 0 && heads.length === 0) {
          context.warn([`${log.join(', ')} has no line audit.head; is it the log of the broker, at LOG_LEVEL info?`])
        }
        if (found.first !== null && options.json === true) throw new AuditFaulty(faultSentence(found.first), found)
        context.print(options, verifyDocument(found), verifyLines(found))
        if (found.first !== null) throw new AuditFaulty(faultSentence(found.first), null)
      })
    })
}

const withFilter = (command: Command): Command =>
  withJson(command)
    .option('--since <time>', 'from this day or moment on (UTC)')
    .option('--until <time>', 'up to this day, or before this moment')
    .option('--actor <who>', 'broker, citizen, cli:<user>')
    .option('--service <entityID>', 'entries about a service, or that name it')
    .option('--action <action>', 'such as login.answered; docs/audit.md has them all')
    .option('--subject <id>', 'what it was done to: an account, a key, a login, a service')
    .option('--error-id <id>', 'entries that name this error id')

function addShow(audit: Command, context: CommandContext): void {
  withFilter(audit.command('show').description('the last entries in words, newest last; the look-up is logged'))
    .option('--limit <number>', 'at most so many', countUpTo(10_000), 100)
    .action(({ limit, ...options }: ShowOptions) =>
      context.withTools(async (tools, actor) => {
        const entries = await showEntries(filterOf(options), limit, actor, tools)
        context.print(options, entries.map(auditDocument), entries.length === 0 ? ['no entry'] : entries.map(auditLine))
      }),
    )
}

function addExport(audit: Command, context: CommandContext): void {
  const formats = new Option('--format <format>', 'how it is written').choices(Object.keys(AUDIT_FORMATS))
  withFilter(audit.command('export').description('all entries, oldest first; the export is logged'))
    .addOption(formats.default('jsonl'))
    .action(({ format, ...options }: ExportOptions) =>
      context.withTools(async (tools, actor) => {
        const entries = exportEntries(filterOf(options), actor, tools)
        await write(entries, options.json === true ? AS_ONE_DOCUMENT : AUDIT_FORMATS[format], context)
      }),
    )
}

/** Entry by entry, however many there are. */
async function write(entries: AsyncIterable<AuditRecord>, format: AuditFormat, { environment }: CommandContext) {
  let isFirst = true
  for await (const entry of entries) {
    environment.out(`${isFirst ? format.head : format.between}${format.row(entry)}`)
    isFirst = false
  }
  const isText = format === AUDIT_FORMATS.jsonl
  if (!isFirst) environment.out(format.tail)
  else if (!isText) environment.out(`${format.head}${format.tail.trimStart()}`)
}

const filterOf = ({ since, until, actor, service, action, subject, errorId }: FilterOptions): GivenFilter => ({
  ...(since !== undefined && { since }),
  ...(until !== undefined && { until }),
  ...(actor !== undefined && { actor }),
  ...(service !== undefined && { service }),
  ...(action !== undefined && { action }),
  ...(subject !== undefined && { subject }),
  ...(errorId !== undefined && { errorId }),
})

const countUpTo =
  (most: number) =>
  (text: string): number => {
    const count = Number(text)
    if (!/^\d+$/.test(text) || count < 1 || count > most) {
      throw new InvalidArgumentError(`It may be a whole number from 1 to ${most}.`)
    }
    return count
  }
