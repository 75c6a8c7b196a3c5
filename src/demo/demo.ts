import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { answers } from './answers.js'
import { type ChildProcesses, createChildProcesses } from './child-processes.js'
import { brokerSettings } from './eid-stub/broker-settings.js'
import {
  type DemoCitizen,
  type DemoPortal,
  type DemoSettings,
  readDemoSettings,
  WITHOUT_ACCOUNT,
} from './demo-settings.js'
import { createNeighbour, NEIGHBOUR_CITIZEN } from './neighbour.js'
import { createOpenIdProvider } from './openid.js'
import { operatorSite } from './portal/operator-pages.js'
import { demandFreePorts, type WantedPort } from './free-ports.js'

// `npm run demo`: the broker, the portals and some citizens on one machine, made as an operator would make them:
// with `servicekonto serve`, `sp import` and `account create`. What it prints on stdout is read by scripts too.

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const progress = (line: string): void => void process.stderr.write(`demo: ${line}\n`)

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A running broker follows a change of its store within this time (CONTRACT: Command line). */
const BROKER_FOLLOWS = 5_000

const servicekonto = (...args: readonly string[]): { script: string; args: readonly string[] } => ({
  script: 'cli/servicekonto.js',
  args,
})

/** The stand-in for the ID card's side; it makes the keys by which it and the broker know each other. */
const startEid = async (processes: ChildProcesses, { eid }: DemoSettings, keys: string): Promise<void> => {
  progress('starting the stand-in for eID server and eID client')
  processes.start({ name: 'eid-stub', script: 'demo/eid-stub/main.js', args: [String(eid.port), keys] })
  await answers(`${eid.url}/eID-Client`)
}

/** The settings as shipped, with the stand-ins in them; the first portal's city runs the broker. */
const writeConfig = ({ eid, phone, portals }: DemoSettings, keys: string, path: string): void => {
  const methods = { eid: brokerSettings(eid.url, keys), pass: { webApp: `${phone.url}/` } }
  const [first] = portals
  writeFileSync(path, JSON.stringify({ methods, ...(first && { site: operatorSite(first) }) }))
}

/** The simulated phone; it opens links of this broker alone. */
const startPhone = async (processes: ChildProcesses, { phone, broker }: DemoSettings): Promise<void> => {
  progress('starting the simulated phone')
  processes.start({ name: 'phone', script: 'demo/phone/main.js', args: [phone.url, broker.publicUrl] })
  // By address, for resolvers that do not know `*.localhost`.
  await answers(`http://127.0.0.1:${phone.port}/`)
}

const startBroker = async (processes: ChildProcesses, { broker }: DemoSettings): Promise<void> => {
  progress('starting the broker')
  processes.start({ name: 'broker', ...servicekonto('serve') })
  const host = ['0.0.0.0', '::'].includes(broker.host) ? '127.0.0.1' : broker.host
  await answers(`http://${host.includes(':') ? `[${host}]` : host}:${broker.port}/health/ready`)
}

const startPortal = async (
  processes: ChildProcesses,
  portal: DemoPortal,
  brokerUrl: string,
  folder: string,
): Promise<void> => {
  const { host, port, ...options } = portal
  const file = join(folder, `${host}.json`)
  writeFileSync(file, JSON.stringify({ ...options, brokerMetadataUrl: `${brokerUrl}/saml/metadata` }))
  processes.start({ name: host, script: 'demo/portal/main.js', args: [file] })
  // By address, for resolvers that do not know `*.localhost`.
  await answers(`http://127.0.0.1:${port}/metadata`)
}

const register = (
  processes: ChildProcesses,
  { baseUrl, name, trustLevel }: Pick<DemoPortal, 'baseUrl' | 'name'> & { readonly trustLevel: string },
  settings: readonly string[] = [],
): Promise<void> =>
  processes.run({
    name: `sp import ${baseUrl}`,
    ...servicekonto('sp', 'import', `${baseUrl}/metadata`, '--trust-level', trustLevel, '--name', name, ...settings),
  })

const registerPortal = async (processes: ChildProcesses, portal: DemoPortal): Promise<void> => {
  await register(processes, portal)
  const { withoutAccount: entry } = portal
  if (entry) await register(processes, { ...entry, baseUrl: portal.baseUrl + entry.path }, WITHOUT_ACCOUNT)
}

/** `givenName` is the option `--given-name`. */
const optionOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const createCitizen = async (processes: ChildProcesses, citizen: DemoCitizen, mayExist: boolean): Promise<void> => {
  const options = Object.entries(citizen)
    .filter(([name]) => name !== 'password' && name !== 'has')
    .flatMap(([name, value]) => [optionOf(name), value])
  const creating = processes.run({
    name: `account create ${citizen.username}`,
    ...servicekonto('account', 'create', ...options),
    input: citizen.password,
  })
  // A DATA_DIR of an earlier run has the citizens already.
  await (mayExist ? creating.catch((error: unknown) => progress(messageOf(error))) : creating)
}

/** Who looks after the portals of the demo; the code app is set up at the first sign-in. */
const OPERATOR = { username: 'betrieb', password: 'Leuchtturm-bei-Nordwind' } as const

const createOperator = async (processes: ChildProcesses, mayExist: boolean): Promise<void> => {
  const { username, password } = OPERATOR
  const creating = processes.run({
    name: `operator create ${username}`,
    ...servicekonto('operator', 'create', '--username', username, '--role', 'admin'),
    input: password,
  })
  await (mayExist ? creating.catch((error: unknown) => progress(messageOf(error))) : creating)
}

const startAll = async (processes: ChildProcesses, settings: DemoSettings, folder: string): Promise<void> => {
  const { broker, portals, citizens, dataDir } = settings
  await startEid(processes, settings, join(folder, 'eid-keys'))
  await startPhone(processes, settings)
  const neighbour = createNeighbour(processes, settings, folder)
  const openid = createOpenIdProvider(processes, settings, folder)
  progress('starting a second broker and an OpenID provider, the other accounts')
  await Promise.all([neighbour.start(), openid.start(), startBroker(processes, settings)])
  progress('starting the portals')
  await Promise.all(portals.map((portal) => startPortal(processes, portal, broker.publicUrl, folder)))
  progress('registering the portals')
  await Promise.all(portals.map((portal) => registerPortal(processes, portal)))
  const followed = delay(BROKER_FOLLOWS)
  progress('creating citizens')
  await Promise.all(citizens.map((citizen) => createCitizen(processes, citizen, dataDir !== null)))
  await createOperator(processes, dataDir !== null)
  await neighbour.connect(dataDir !== null)
  await openid.connect()
  await followed
  // Whoever stops one of them wants to see how the broker does without it.
  for (const name of ['eid-stub', 'phone', 'nachbarland', 'konto-nord']) {
    processes.spare(name, (end) =>
      progress(`${name} has ended (${end}): what needs it fails from now on, all else goes on`),
    )
  }
  say(`broker ${broker.publicUrl}`)
  for (const { name, trustLevel, baseUrl } of portals) say(`portal ${name} ${trustLevel} ${baseUrl}`)
  for (const { username, password, has } of citizens) say(`citizen ${username} ${password} ${has}`)
  const { username, password } = NEIGHBOUR_CITIZEN
  say(`other-account ${username} ${password} ${settings.neighbour.url}`)
  say(`openid-provider ${settings.openid.url}/.well-known/openid-configuration`)
  say(`phone ${settings.phone.url}`)
  say(`eid-client ${settings.eid.url}/eID-Client`)
  say(`operator ${OPERATOR.username} ${OPERATOR.password} ${broker.publicUrl}/operator`)
  say('ready')
}

/** Resolves when somebody wants the demo to end: a signal, a reader that went, or the npm that started it. */
const wantedToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    process.stdout.on('error', () => resolve())
    process.stderr.on('error', () => resolve())
    if (process.env['npm_lifecycle_event'] === undefined) return
    // npm hands a signal to the shell between it and this process, which ends without passing it on.
    const shell = process.ppid
    setInterval(() => process.ppid !== shell && resolve(), 500).unref()
  })

/** What the demo listens on; hosts below localhost are found by both families of addresses. */
const portsOf = ({ broker, eid, phone, neighbour, openid, portals }: DemoSettings): readonly WantedPort[] => [
  { who: 'the broker', host: broker.host, port: broker.port, variable: 'PORT' },
  { who: 'the eID stand-in', host: '127.0.0.1', port: eid.port, variable: 'DEMO_EID_PORT' },
  ...['127.0.0.1', '::1'].map((host) => ({
    who: 'the simulated phone',
    host,
    port: phone.port,
    variable: 'DEMO_PHONE_PORT',
  })),
  ...['127.0.0.1', '::1'].map((host) => ({
    who: 'the second broker',
    host,
    port: neighbour.port,
    variable: 'DEMO_NEIGHBOUR_PORT',
  })),
  ...['127.0.0.1', '::1'].map((host) => ({
    who: 'the OpenID provider',
    host,
    port: openid.port,
    variable: 'DEMO_OPENID_PORT',
  })),
  ...portals.flatMap(({ name, port }) =>
    ['127.0.0.1', '::1'].map((host) => ({ who: `the portal ${name}`, host, port, variable: 'DEMO_PORTAL_PORT' })),
  ),
]

const demo = async (): Promise<void> => {
  const settings = readDemoSettings(process.env)
  const { broker } = settings
  await demandFreePorts(portsOf(settings))
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-demo-'))
  const dataDir = settings.dataDir ?? join(folder, 'data')
  const configFile = settings.configFile ?? join(folder, 'config.json')
  if (settings.configFile === null) writeConfig(settings, join(folder, 'eid-keys'), configFile)
  const environment = {
    ...process.env,
    PORT: String(broker.port),
    PUBLIC_URL: broker.publicUrl,
    DATA_DIR: dataDir,
    CONFIG_FILE: configFile,
  }
  const processes = createChildProcesses(environment, folder)
  try {
    progress(`logs${settings.dataDir === null ? ' and data' : ''} are in ${folder} while it runs`)
    await Promise.race([wantedToEnd(), processes.ended, startAll(processes, settings, folder).then(() => forever)])
    progress('stopping')
  } finally {
    await processes.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const forever = new Promise<never>(() => undefined)

// Everything is gone by then but a wait or two of a start that was broken off.
demo().then(
  () => process.exit(0),
  (error: unknown) => {
    progress(messageOf(error))
    process.exit(1)
  },
)
