import { CommanderError, Option, type Command } from 'commander'
import { isAddress } from '../../domain/source.js'
import { TRUST_LEVELS, type TrustLevel } from '../../domain/trust-level.js'
import { UPSTREAM_DIALECTS, type UpstreamDialect } from '../../domain/upstream.js'
import { importOpenId } from '../../operators/upstreams/import-openid.js'
import { importUpstream, type ImportedUpstream } from '../../operators/upstreams/import-upstream.js'
import type { OperatorTools } from '../../compose/operator-tools.js'
import type { CliEnvironment } from '../cli-environment.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { readBytes, readText } from '../read-input.js'
import { readSigner } from '../read-signer.js'
import { importedDocument, importedLines, type UpstreamAddresses } from './upstream-document.js'

interface ImportOptions extends JsonOption {
  readonly name: string
  readonly dialect?: UpstreamDialect
  readonly maxLevel?: TrustLevel
  readonly signer?: string
  readonly entityId?: string
  readonly clientId?: string
  readonly clientSecretFile?: string
  readonly clientKey?: string
  readonly dryRun?: boolean
}

/** `upstream import`: another account by its SAML metadata, or an OpenID provider by its issuer. */
export function addUpstreamImportCommand(upstream: Command, context: CommandContext): void {
  withJson(upstream.command('import').description('register another account as a way to log in, or read it again'))
    .argument('<file-or-URL>', 'SAML metadata; with --dialect oidc: the issuer')
    .requiredOption('--name <name>', 'what its method is called: a lower-case word')
    .addOption(new Option('--dialect <dialect>', 'how it speaks; saml2int as shipped').choices([...UPSTREAM_DIALECTS]))
    .addOption(new Option('--max-level <level>', 'what it asserts counts at most as this').choices([...TRUST_LEVELS]))
    .option(
      '--signer <cert.pem>',
      'certificate that the metadata must be signed with; then an address is fetched again',
    )
    .option('--entity-id <entityID>', 'which one, in metadata of several')
    .option('--client-id <id>', 'oidc: what the client is called there')
    .option('--client-secret-file <file>', 'oidc: its secret, the first line of a file')
    .option('--client-key <key.pem>', 'oidc: the private key that it proves itself with (private_key_jwt)')
    .option('--dry-run', 'say what would change, and change nothing')
    .action((from: string, options: ImportOptions) =>
      context.withTools(async (tools, actor) => {
        const isOpenId = options.dialect === 'oidc'
        demandOptions(options, isOpenId)
        const done = await (isOpenId ? openId : saml)(from, options, { tools, actor, ...context })
        const told = { dryRun: options.dryRun === true, addresses: addressesOf(done, tools) }
        context.print(options, importedDocument(done, told), importedLines(done, told))
      }),
    )
}

interface World {
  readonly tools: OperatorTools
  readonly actor: string
  readonly environment: CliEnvironment
}

const usage = (message: string): CommanderError => new CommanderError(2, 'usage', message)

/** What belongs to one protocol alone is not taken silently for the other. */
function demandOptions(options: ImportOptions, isOpenId: boolean): void {
  const { clientId, clientSecretFile, clientKey, signer, entityId } = options
  if (!isOpenId && (clientId ?? clientSecretFile ?? clientKey) !== undefined) {
    throw usage('--client-id, --client-secret-file and --client-key go with --dialect oidc')
  }
  if (!isOpenId) return
  if ((signer ?? entityId) !== undefined) throw usage('--signer and --entity-id go with SAML metadata, not with oidc')
  if (clientId === undefined) throw usage('--dialect oidc needs --client-id')
  if ((clientSecretFile === undefined) === (clientKey === undefined)) {
    throw usage('--dialect oidc needs one of --client-secret-file and --client-key')
  }
}

async function openId(issuer: string, options: ImportOptions, { tools, actor, environment }: World) {
  const { name, clientId = '', clientSecretFile, clientKey, maxLevel = null, dryRun = false } = options
  const proof = clientKey === undefined ? 'secret' : 'key'
  const text = await readText(clientKey ?? clientSecretFile ?? '', environment)
  const secret = proof === 'key' ? text : (text.split(/\r?\n/, 1)[0] ?? '')
  return importOpenId({ name, issuer, clientId, proof, secret, maxLevel, dryRun }, actor, tools.upstreams)
}

async function saml(from: string, options: ImportOptions, { tools, actor, environment }: World) {
  const { name, dialect, maxLevel = null, entityId = null, dryRun = false } = options
  const signer = options.signer === undefined ? null : await readSigner(options.signer, environment)
  const file = await (isAddress(from) ? tools.fetchMetadata(from) : readBytes(from, environment))
  const input = {
    name,
    dialect: dialect === 'oidc' ? null : (dialect ?? null),
    maxLevel,
    from,
    signer,
    entityId,
    dryRun,
  }
  return importUpstream(file, input, actor, tools.upstreams)
}

function addressesOf(
  { upstream: { name, peer } }: ImportedUpstream,
  { config: { publicUrl } }: OperatorTools,
): UpstreamAddresses {
  if (peer.kind === 'oidc') return { callback: `${publicUrl}/oidc/upstream/${name}/callback` }
  const base = `${publicUrl}/saml/upstream/${name}`
  return { metadata: `${base}/metadata`, acs: `${base}/acs` }
}
