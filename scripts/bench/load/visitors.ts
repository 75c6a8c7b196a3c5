import { createPrivateKey } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { WALKS } from '../walks/walks.js'
import type { Visitor, Walk } from '../walks/walk.js'
import { createBrowser, type BenchBrowser } from './browser.js'
import { createPhone } from './phone.js'
import type { LoadJob, LoadResult } from './load-messages.js'
import { handsOver, responseOn } from './page-forms.js'
import { signedRequest } from './signed-request.js'

/** Citizens at their browsers, each coming from its portal. */
export interface Visitors {
  /** The SAMLResponse (base64) of one login. */
  sample(): Promise<string>
  sign(connections: number, requests: number): Promise<void>
  /** `logins` logins, one after the other on each of so many connections. */
  run(connections: number, logins: number): Promise<LoadResult>
  close(): void
}

interface Prepared extends Visitor {
  sign(): Promise<void>
  close(): void
}

/** Signatures under way at once: as many as the thread pool has threads. */
const SIGN_AT_ONCE = 4

/**
 * Prepares a visitor for every citizen. Throws for an unknown walk, and with what a server says that does not go along.
 */
export async function openVisitors(job: LoadJob): Promise<Visitors> {
  const walk = WALKS.get(job.walk)
  if (walk === undefined) throw new Error(`no walk is called ${job.walk}`)
  const visitors = job.citizens.map((citizen, index) => visitorOf(job, citizen, index))
  for (const visitor of visitors) await walk.prepare(visitor)
  const at = (index: number): Prepared => {
    const visitor = visitors[index % visitors.length]
    if (visitor === undefined) throw new Error('nobody visits')
    return visitor
  }
  return {
    sample: async () => responseOn(await walk.login(at(0))),
    async sign(connections, requests) {
      for (let done = 0; done < requests; done += SIGN_AT_ONCE) {
        await Promise.all(
          Array.from({ length: SIGN_AT_ONCE }, (_none, index) => at((done + index) % connections).sign()),
        )
      }
    },
    run: (connections, logins) => run(walk, visitors.slice(0, connections), logins),
    close: () => visitors.forEach((visitor) => visitor.close()),
  }
}

function visitorOf(job: LoadJob, citizen: Visitor['citizen'], index: number): Prepared {
  const service = job.services[index % job.services.length]
  if (service === undefined) throw new Error('no portal')
  const key = createPrivateKey(job.serviceKey)
  const ready: string[] = []
  const make = (): Promise<string> => signedRequest({ ssoUrl: job.ssoUrl, service }, key)
  const { origin } = new URL(job.ssoUrl)
  const browsers = new Map<string, BenchBrowser>()
  const at = (server: string): BenchBrowser => {
    const browser = browsers.get(server) ?? createBrowser(server)
    browsers.set(server, browser)
    return browser
  }
  const phone = createPhone(origin)
  return {
    browser: at(origin),
    citizen,
    card: `complete-${index + 1}`,
    phone,
    elsewhere: at,
    request: () => {
      const next = ready.pop()
      return next === undefined ? make() : Promise.resolve(next)
    },
    sign: async () => void ready.push(await make()),
    close: () => [...browsers.values(), phone].forEach((each) => each.close()),
  }
}

/** What a server answers that has too much to do, and how long whoever gets it waits before the next request. */
const SHED = 503
const SOME_SECONDS = 2_000

async function run(walk: Walk, visitors: readonly Visitor[], logins: number): Promise<LoadResult> {
  const latencies: number[] = []
  let [begun, shed] = [0, 0]
  const before = process.cpuUsage()
  const start = performance.now()
  const visit = async (visitor: Visitor): Promise<void> => {
    while (begun++ < logins) {
      const from = performance.now()
      const page = await walk.login(visitor)
      if (page.status === SHED) {
        ;[shed, begun] = [shed + 1, begun - 1]
        await delay(SOME_SECONDS)
        continue
      }
      handsOver(page)
      latencies.push(performance.now() - from)
    }
  }
  await Promise.all(visitors.map(visit))
  const { user, system } = process.cpuUsage(before)
  return { latencies, shed, elapsedMs: performance.now() - start, cpuMs: (user + system) / 1000 }
}
