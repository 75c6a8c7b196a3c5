import { Readable } from 'node:stream'
import type { CliEnvironment } from '../../src/cli/cli-environment.js'
import type { OperatorTools, RunningBroker } from '../../src/compose/operator-tools.js'
import { runCli } from '../../src/cli/run-cli.js'
import { openParts } from '../support/world.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { KeyInfo } from '../../src/domain/ports/signing-keys.js'
import type { ReadDocument } from '../../src/operators/services/service-deps.js'
import { NOW, registryWorld, SIGNING_KEY } from '../operators/registry-world.js'

export interface CliRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface CliWorldOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** A file that is there, and not for this user. */
  readonly unreadable?: string
  readonly migrations?: readonly string[]
  /** What every metadata file holds. */
  readonly document?: ReadDocument
  readonly serve?: () => Promise<RunningBroker>
}

const key: KeyInfo = {
  id: 'k1',
  use: 'signing',
  state: 'active',
  stateSince: NOW,
  type: 'RSA-3072',
  certificate: SIGNING_KEY,
  notAfter: NOW,
  createdAt: NOW,
  activatedAt: NOW,
}

/** A registry and accounts in memory, and commands that run on them in this process. */
export function cliWorld(options: CliWorldOptions = {}) {
  const registry = registryWorld(options.document)
  let opening: ReturnType<typeof openParts> | null = null
  const parts = () => (opening ??= openParts())
  const world = {
    opened: 0,
    closed: 0,
    actors: [] as string[],
    portals: [] as string[],
    moved: [] as string[],
    stubs: [] as [number, string][],
    stopSignal: () => {},
    reloadSignal: () => {},
  }

  const tools = async (config: OperatorTools['config']): Promise<OperatorTools> => ({
    ...registry.deps,
    config,
    random: { id: () => 'id', secret: () => 'secret', samlId: () => '_1' },
    accounts: (await parts()).lent.accounts,
    keys: {
      types: ['RSA-3072', 'EC-P-256'],
      signatureAlgorithms: () => registry.world.signable,
      list: async () => [key],
      generate: async (use, type) => ({ ...key, id: 'k2', state: 'next', use, type }),
      activate: async (id, actor) => {
        world.actors.push(actor)
        return { ...key, id }
      },
      retire: async (id) => {
        throw new OperatorError('key-unknown', `No key has the id ${id}`)
      },
    },
    commonPasswords: () => Promise.resolve(new Set(['passwort1234'])),
    fetchMetadata: async () => Buffer.from('<md:EntityDescriptor/>'),
    passwordLevel: 'normal',
    hashPassword: async () => '$argon2id$',
    close: async () => void (world.closed += 1),
  })

  async function run(argv: readonly string[], stdin: string | Readable = ''): Promise<CliRun> {
    let [out, err] = ['', '']
    const environment: CliEnvironment = {
      argv,
      env: options.env ?? {},
      user: 'mira',
      version: '9.8.7',
      stdin: typeof stdin === 'string' ? Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]) : stdin,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      async readFile(path) {
        if (options.unreadable === path) throw Object.assign(new Error(`open ${path}`), { code: 'EACCES' })
        const content = options.files?.[path]
        if (content === undefined) throw Object.assign(new Error(`open ${path}`), { code: 'ENOENT' })
        return Buffer.from(content)
      },
      async openTools(config) {
        world.opened += 1
        return tools(config)
      },
      migrate: async () => options.migrations ?? [],
      async moveStore(_config, path, tell) {
        const tables = [{ table: 'account', copied: 2, total: 2 }]
        tables.forEach(tell)
        world.moved.push(path)
        return { migrations: options.migrations ?? [], tables }
      },
      serve: options.serve ?? (async () => ({ reload: async () => {}, stop: async () => {} })),
      runDemoPortal: async (file) => void world.portals.push(file),
      runEidStub: async (port, keys) => void world.stubs.push([port, keys]),
      runPassSimulator: () => Promise.reject(new Error('not here')),
      onReloadSignal: (reload) => void (world.reloadSignal = reload),
      onStopSignal: (stop) => void (world.stopSignal = stop),
      endSoon: () => undefined,
    }
    const code = await runCli(environment)
    return { code, out, err }
  }
  return { run, world, accounts: async () => (await parts()).view.accounts, registry }
}

/** The one document that `--json` prints. */
export const documentOf = ({ out }: CliRun): unknown => JSON.parse(out)
