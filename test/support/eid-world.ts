import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEidAuthenticator } from '../../src/methods/eid/authenticator.js'
import type { EidDeps } from '../../src/methods/eid/eid-deps.js'
import type { EidServer } from '../../src/methods/eid/eid-server.js'
import { eidDeps, eidParts } from '../../src/methods/eid/open-eid.js'
import { eidSchema } from '../../src/methods/eid/settings.js'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import type { StubFaults } from '../../src/demo/eid-server/faults.js'
import { startEidStub, type EidStub } from '../../src/demo/eid-stub/eid-stub.js'
import { KEY_FILES, stubKeysIn, type StubKeys } from '../../src/demo/eid-stub/stub-keys.js'
import type { Clock } from '../../src/domain/ports/clock.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import type { Authenticator, BackchannelAnswer, MethodContext, Outcome } from '../../src/login/kit/authenticator.js'
import type { MethodState } from '../../src/domain/login.js'
import { useCard, type AtTheCard } from './eid-card.js'
import { methodContext } from './method-context.js'
import { shownBy } from './shown-by.js'
import { openParts, type Parts } from './world.js'

const THIS_MACHINE: Clock = { now: () => Date.now() }

/** The stub over HTTP, with an eID server client of ours that it knows. */
export interface StubWorld {
  readonly stub: EidStub
  readonly keys: StubKeys
  readonly folder: string
  readonly server: EidServer
  /** Makes things go wrong; {} is all of it off. */
  faults(faults: Partial<StubFaults>): Promise<void>
  stop(): Promise<void>
}

export async function startStubWorld(clock = THIS_MACHINE): Promise<StubWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'eid-stub-'))
  const keys = keysIn(folder)
  const stub = await startEidStub(keys, 0, clock.now)
  const { lent } = await openParts({ edges: { clock } })
  const server = eidParts(eidSchema.parse(brokerSettings(stub.url, folder)), lent)?.deps.server
  if (!server) throw new Error('the eID method is not offered')
  return {
    stub,
    keys,
    folder,
    server,
    async faults(faults) {
      const body = JSON.stringify(faults)
      const response = await fetch(`${stub.url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      if (response.status !== 200) throw new Error(`the stub does not know ${body}`)
    },
    async stop() {
      await stub.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

const known = new Map<string, string>()

/** The keys of the stand-in and of the broker, in a folder of their own; made once a process, as that takes seconds. */
function keysIn(folder: string): StubKeys {
  for (const [name, pem] of known) writeFileSync(join(folder, name), pem)
  const keys = stubKeysIn(folder)
  for (const name of Object.values(KEY_FILES)) known.set(name, readFileSync(join(folder, name), 'utf8'))
  return keys
}

/** One login by the method alone, as the flow would carry it: its state is kept and comes back. */
export interface MethodLogin {
  readonly method: Authenticator
  readonly log: readonly string[]
  state(): MethodState | null
  context(): MethodContext
  start(): Promise<Outcome>
  back(fields: Readonly<Record<string, string>>): Promise<Outcome>
  /** Fetches the token by the address in the page's link. */
  token(outcome: Outcome): Promise<BackchannelAnswer>
  fetchToken(token: string, address?: string): Promise<BackchannelAnswer>
  pass(milliseconds: number): void
}

/** Logins at one deployment are given its parts; else each is at one of its own. */
export async function methodLogin(
  server: EidServer,
  change: Partial<MethodContext> = {},
  deps: Partial<EidDeps> = {},
  parts: Parts | null = null,
): Promise<MethodLogin> {
  let state: MethodState | null = null
  const { clock, lent, telling } = parts ?? (await openParts({ at: Date.now() }))
  const around = { server, usable: () => ({ usable: true }) as const, goesOn: () => undefined }
  const method = createEidAuthenticator({
    ...eidDeps(eidSchema.parse({}), lent, around),
    publicUrl: 'http://localhost:3000',
    // A turn of the event loop: what another visit waits for goes on meanwhile.
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    visitEnds: () => new Promise(() => undefined),
    ...deps,
  })
  const context = () => ({ ...methodContext(change), now: clock.now(), state })
  const kept = <T extends Outcome | BackchannelAnswer>(answer: T): T => {
    if ('state' in answer && answer.state !== undefined) state = JSON.parse(JSON.stringify(answer.state)) as MethodState
    return answer
  }
  const fetchToken = async (token: string, address = '192.0.2.1'): Promise<BackchannelAnswer> => {
    if (!method.backchannel) throw new BrokerError('not-found')
    return kept(await method.backchannel(context(), { token, address }))
  }
  return {
    method,
    log: telling.log,
    context,
    state: () => state,
    start: async () => kept(await method.start(context())),
    back: async (fields) => kept(await method.resume(context(), { fields, returned: true, address: '' })),
    token: (outcome) => fetchToken(addressTokenOf(outcome)),
    fetchToken,
    pass: (milliseconds) => void clock.pass(milliseconds),
  }
}

/** A login whose address the stub's eID client can fetch: the method behind a small server of its own. */
export interface ServedLogin extends MethodLogin {
  /** Starts, uses a card in the eID client, and comes back with what that says. */
  walk(choice?: AtTheCard): Promise<Outcome>
  close(): Promise<void>
}

export async function servedLogin(
  world: StubWorld,
  change: Partial<MethodContext> = {},
  deps: Partial<EidDeps> = {},
): Promise<ServedLogin> {
  const http = createServer((request, response) => {
    const token = new URL(request.url ?? '', publicUrl).pathname.split('/').at(-1) ?? ''
    login.fetchToken(token).then(
      ({ contentType, body }) => response.writeHead(200, { 'content-type': contentType }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const publicUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const login = await methodLogin(world.server, change, { publicUrl, clientUrl: world.stub.clientUrl, ...deps })
  return {
    ...login,
    async walk(choice = {}) {
      const back = await useCard(String(shownBy(await login.start())['startUrl']), choice)
      return login.back(Object.fromEntries(back.searchParams))
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}

export const tcTokenUrlOf = (outcome: Outcome): string =>
  new URL(String(shownBy(outcome)['startUrl'])).searchParams.get('tcTokenURL') ?? ''

/** What nobody can guess in the address of the TC Token. */
export const addressTokenOf = (outcome: Outcome): string =>
  new URL(tcTokenUrlOf(outcome)).pathname.split('/').at(-1) ?? ''

/** The text of an element of a TC Token. */
export const inToken = ({ body }: BackchannelAnswer, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? ''

/** The secret of the way back that a TC Token names. */
export const secretIn = (token: BackchannelAnswer): string =>
  new URL(inToken(token, 'RefreshAddress')).searchParams.get('token') ?? ''
