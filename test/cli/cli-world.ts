import { Readable } from 'node:stream'
import type { CliEnvironment, RunningBroker } from '../../src/cli/cli-environment.js'
import type { OperatorTools } from '../../src/compose/operator-tools.js'
import { runCli } from '../../src/cli/run-cli.js'
import { METHOD_IDS } from '../../src/methods/registry.js'
import type { ReadDocument } from '../../src/operators/services/service-deps.js'
import { registryWorld } from '../operators/registry-world.js'

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
  /** Changes wait for a second person. */
  readonly secondPerson?: boolean
  /** Tools of another world in place of a registry in memory whose documents are read already. */
  readonly tools?: OperatorTools
  readonly serve?: () => Promise<RunningBroker>
}

/** Commands that run in this process, on a store in memory. */
export function cliWorld(options: CliWorldOptions = {}) {
  let opening: ReturnType<typeof registryWorld> | null = null
  /** What the commands work on, opened once. */
  const registry = () => (opening ??= registryWorld(options.document, { secondPerson: options.secondPerson ?? false }))
  const world = {
    opened: 0,
    closed: 0,
    portals: [] as string[],
    moved: [] as string[],
    stubs: [] as [number, string][],
    stopSignal: () => {},
    reloadSignal: () => {},
  }

  /** The methods are those of the moment, as each command opens tools of its own. */
  const opened = async (): Promise<OperatorTools> => {
    const { tools } = await registry()
    const upstreams = await tools.upstreams.upstreams.names()
    return { ...tools, known: { ...tools.known, methods: [...METHOD_IDS, ...upstreams] } }
  }
  const tools = async (config: OperatorTools['config']): Promise<OperatorTools> => ({
    ...(options.tools ?? {
      ...(await opened()),
      fetchMetadata: async () => Buffer.from('<md:EntityDescriptor/>'),
    }),
    config,
    close: async () => void (world.closed += 1),
  })

  async function run(argv: readonly string[], stdin: string | Readable = '', user = 'mira'): Promise<CliRun> {
    let [out, err] = ['', '']
    const environment: CliEnvironment = {
      argv,
      env: options.env ?? {},
      user,
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
      async fileSize(path) {
        const content = options.files?.[path]
        if (content === undefined) throw Object.assign(new Error(`stat ${path}`), { code: 'ENOENT' })
        return Buffer.from(content).length
      },
      async *readLines(path) {
        yield* Buffer.from(await this.readFile(path))
          .toString()
          .split('\n')
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
  return { run, world, registry, view: async () => (await registry()).view }
}

/** The one document that `--json` prints. */
export const documentOf = ({ out }: CliRun): unknown => JSON.parse(out)
