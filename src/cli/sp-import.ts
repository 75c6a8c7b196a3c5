import { X509Certificate } from 'node:crypto'
import { Option, type Command } from 'commander'
import { OperatorError } from '../domain/operator-error.js'
import { TRUST_LEVELS } from '../domain/trust-level.js'
import { importServices, type ImportedService, type ImportResult } from '../operators/services/import-services.js'
import type { CliEnvironment } from './cli-environment.js'
import { withJson, type CommandContext, type JsonOption } from './command-context.js'
import type { OperatorTools } from '../compose/operator-tools.js'
import { readBytes, readText } from './read-input.js'
import { serviceDepsOf } from './service-deps-of.js'

interface ImportOptions extends JsonOption {
  readonly trustLevel?: string
  readonly name?: string
  readonly tenant?: string
  readonly signer?: string
  readonly set: readonly string[]
  readonly dryRun?: boolean
}

const collected = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value]

export function addSpImportCommand(sp: Command, context: CommandContext): void {
  withJson(sp.command('import').description('register or update the service(s) of SAML metadata, and activate them'))
    .argument('<file-or-URL>')
    .addOption(new Option('--trust-level <level>', 'level that each login must reach').choices([...TRUST_LEVELS]))
    .option('--name <text>', 'name that citizens see')
    .option('--tenant <name>', 'tenant that owns the service(s)')
    .option('--signer <cert.pem>', 'certificate that the metadata must be signed with')
    .option('--set <key=value>', 'as in sp set, for all of them; may be repeated', collected, [])
    .option('--dry-run', 'say what would change, and change nothing')
    .action((from: string, options: ImportOptions) =>
      context.withTools(async (tools, actor) => {
        const { trustLevel, name, tenant, set } = options
        const signer = options.signer === undefined ? null : await readSigner(options.signer, context.environment)
        const file = await document(from, context.environment, tools)
        const result = await importServices(
          { file, from, signer, trustLevel, name, tenant, set, dryRun: options.dryRun === true },
          { ...serviceDepsOf(tools, actor), readMetadata: tools.readMetadata },
        )
        const showFingerprint = isUrl(from) && signer === null
        context.print(options, importDocument(result, showFingerprint), importLines(result, showFingerprint))
      }),
    )
}

const isUrl = (from: string): boolean => /^https?:\/\//i.test(from)

const document = (from: string, environment: CliEnvironment, tools: OperatorTools): Promise<Uint8Array> =>
  isUrl(from) ? tools.fetchMetadata(from) : readBytes(from, environment)

async function readSigner(path: string, environment: CliEnvironment): Promise<string> {
  const pem = await readText(path, environment)
  try {
    return new X509Certificate(pem).toString()
  } catch {
    throw new OperatorError('signer-certificate', `${path} holds no PEM certificate (-----BEGIN CERTIFICATE-----)`)
  }
}

/** CONTRACT: sp import --json. Fingerprints are in it where they are to be compared, and nowhere else. */
function importDocument({ dryRun, services, refused, document }: ImportResult, showFingerprint: boolean): unknown {
  if (showFingerprint) return { dryRun, services, refused, document }
  return { dryRun, services: services.map(contractOf), refused }
}

const contractOf = ({ entityId, kind, trustLevel, changes, findings }: ImportedService) => ({
  entityId,
  kind,
  trustLevel,
  changes,
  findings,
})

function importLines(result: ImportResult, showFingerprint: boolean): readonly string[] {
  return [
    ...result.services.flatMap((service) => serviceLines(service, result.dryRun, showFingerprint)),
    ...result.refused.map(({ message }) => `refused: ${message}`),
    ...(showFingerprint ? [`fingerprint of the document: SHA-256 ${result.document}`] : []),
    ...(result.dryRun ? ['nothing was changed (dry run)'] : []),
  ]
}

function serviceLines(service: ImportedService, dryRun: boolean, showFingerprint: boolean): readonly string[] {
  const said = dryRun && service.kind !== 'unchanged' ? `would be ${service.kind}` : service.kind
  return [
    `${said} ${service.entityId} ${service.trustLevel}`,
    ...service.changes.map((change) => `  ${change}`),
    // The line above names the service already.
    ...service.findings.map(({ severity, message, cure }) => {
      const said = message.replace(`${service.entityId}: `, '')
      return `  ${severity}: ${said}; ${cure}`
    }),
    ...(showFingerprint ? service.signingKeys.map((key) => `  fingerprint of its signing key: SHA-256 ${key}`) : []),
  ]
}
