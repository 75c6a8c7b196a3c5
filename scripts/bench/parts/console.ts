import { totpCode } from '../../../src/factors/totp.js'
import { createWebClient } from '../../../test/support/web-client.js'
import { cpuMsOf } from '../measure/processes.js'
import { percentile } from '../measure/statistics.js'
import { startBroker, type BenchBroker } from '../servers/broker.js'
import { aggregate, portalKeys, portalNumber } from '../servers/portals.js'
import type { RunPart } from './part.js'

const KEYS = 50
const REQUESTS = 100
const OPERATOR = { username: 'vera.vogt', password: 'Leuchtturm-bei-Nordwind' }

/** The pages that list something, each the way that costs most. */
const PAGES = (services: number): readonly string[] => [
  '/operator',
  '/operator/dienste',
  `/operator/dienste?sort=end&seite=${Math.ceil(services / 100)}`,
  '/operator/dienste?suche=portal-9',
]

/** The operators' lists with thousands of services, one request after the other. */
export const operatorsConsole: RunPart = async (bench) => {
  const { services } = bench.options
  const broker = await startBroker(await bench.stores(), { workers: 1 })
  try {
    const portals = Array.from({ length: services }, (_none, at) => portalNumber(at + 10))
    await broker.register(aggregate(portals, portalKeys(KEYS), false))
    const { username, password } = OPERATOR
    await broker.command(['operator', 'create', '--username', username, '--role', 'admin'], `${password}\n`)
    const headers = { cookie: await signIn(broker) }
    const rows: string[][] = []
    for (const path of PAGES(services)) {
      rows.push([`\`${path}\``, ...(await measured(broker, path, headers))])
      bench.say(`console: ${path}`)
    }
    return [
      {
        title: 'Operators’ pages',
        text:
          `The console's lists with ${services} services, on PostgreSQL, WORKERS=1: ${REQUESTS} requests of each page, one ` +
          'after the other, by an operator who sees all tenants.',
        table: { headings: ['page', 'p50 ms', 'p95 ms', 'CPU ms', 'KiB'], rows },
      },
    ]
  } finally {
    await broker.stop()
  }
}

async function signIn({ url }: BenchBroker): Promise<string> {
  const client = createWebClient()
  const code = await client.submit(await client.get(`${url}/operator/anmelden`), { fields: OPERATOR })
  const key = code.textOf('[data-testid="totp-key"]') ?? ''
  await client.submit(code, { fields: { code: totpCode(key, Date.now()) } })
  return client.cookies
    .for(`${url}/operator`)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}

async function measured({ url, pid }: BenchBroker, path: string, headers: HeadersInit): Promise<readonly string[]> {
  const get = async (): Promise<number> => {
    const answer = await fetch(url + path, { headers, redirect: 'manual' })
    const { length } = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}`)
    return length
  }
  for (let warm = 0; warm < 20; warm++) await get()
  const before = cpuMsOf(pid)
  const took: number[] = []
  let size = 0
  for (let count = 0; count < REQUESTS; count++) {
    const began = performance.now()
    size = await get()
    took.push(performance.now() - began)
  }
  const cpu = (cpuMsOf(pid) - before) / REQUESTS
  const figures = [percentile(took, 0.5), percentile(took, 0.95), cpu]
  return [...figures.map((figure) => figure.toFixed(1)), (size / 1024).toFixed(0)]
}
