import { Option, type Command } from 'commander'
import { isAddress } from '../../domain/source.js'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { importServices } from '../../operators/services/import-services.js'
import type { ReadDocument } from '../../operators/services/service-deps.js'
import { feedOf, importedSource } from '../../operators/sources/register-source.js'
import type { SettingsChange } from '../../operators/services/setting-rules.js'
import type { CliEnvironment } from '../cli-environment.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import type { OperatorTools } from '../../compose/operator-tools.js'
import { readBytes } from '../read-input.js'
import { readSigner } from '../read-signer.js'
import { importDocument, importLines } from './import-document.js'
import { eachOnce, readAssignments, readSettings, settingKey, type Assignment } from './read-settings.js'
import { serviceDepsOf, sourceDepsOf } from './service-deps-of.js'

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
        const signer = options.signer === undefined ? null : await readSigner(options.signer, context.environment)
        const file = await fileOf(from, context.environment, tools)
        const assignments = assignmentsOf(options)
        const document = await tools.readMetadata(file, signer)
        const settings = settingsFor(document, assignments, tools)
        const { secondPerson } = tools.config.settings.operators
        const feed = feedOf(from, signer, secondPerson)
        if (secondPerson && signer !== null && isAddress(from)) context.warn([NOT_FETCHED_AGAIN])
        const input = { from, settings, dryRun: options.dryRun === true, feed }
        const typed = Object.fromEntries(assignments.map(({ key, value }) => [key.name, value]))
        const source = (proof: string) =>
          importedSource(
            { url: from, signer: proof, settings: typed, document },
            { actor, tenant: null },
            sourceDepsOf(tools),
          )
        const comes = feed === null || signer === null ? {} : { source: () => source(signer) }
        const result = await importServices(document, { ...input, ...comes }, actor, serviceDepsOf(tools))
        const told = { showFingerprint: isAddress(from) && signer === null, isRefreshed: feed !== null }
        context.print(options, importDocument(result, told), importLines(result, told))
      }),
    )
}

const NOT_FETCHED_AGAIN =
  'this address is not fetched again, as changes need a second person here; to have that, set refreshUrl: sp set <entityID> refreshUrl=…'

function assignmentsOf({ trustLevel, name, tenant, set }: ImportOptions): readonly Assignment[] {
  const options: readonly (readonly [string, string | undefined])[] = [
    ['trustLevel', trustLevel],
    ['displayName', name],
    ['tenant', tenant],
  ]
  const given = options.flatMap(([key, value]) => (value === undefined ? [] : [{ key: settingKey(key), value }]))
  return eachOnce([...given, ...readAssignments(set)])
}

/** The settings to import with. A file without any service gets none, so that the reason for that is told instead. */
function settingsFor(
  { entities: [first] }: ReadDocument,
  assignments: readonly Assignment[],
  { known }: OperatorTools,
): SettingsChange {
  return first ? readSettings(assignments, known, first.entityId) : {}
}

const fileOf = (from: string, environment: CliEnvironment, tools: OperatorTools): Promise<Uint8Array> =>
  isAddress(from) ? tools.fetchMetadata(from) : readBytes(from, environment)
