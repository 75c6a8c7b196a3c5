import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { OutgoingError } from '../../src/domain/outgoing-error.js'
import type { CallOut } from '../../src/domain/ports/outgoing.js'
import { signIn } from './factor-walk.js'
import { httpWorld, type HttpWorld } from './http-world.js'
import { inSoap, logoutRequest, logoutResponse } from './logout-messages.js'
import { testKey, type TestKeyName } from './saml-keys.js'
import { envelopedSigned, signedRedirectQuery } from './saml-requests.js'
import { acs, SERVICE, serviceKey, testService } from './saml-service.js'
import { createWebClient, type WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

type Binding = 'redirect' | 'post' | 'soap'

const at = (name: string): string => `https://portal.${name}.example/saml/metadata`

const slo = (name: string, bindings: readonly Binding[]) =>
  bindings.map((binding) => ({
    binding,
    location: `https://portal.${name}.example/slo${binding === 'soap' ? '/soap' : ''}`,
    responseLocation: null,
  }))

/** A call of the back channel that waits for its answer. */
export interface OpenCall {
  readonly to: string
  /** The ID of the request in it. */
  readonly id: string
  /** The service says that it is done. */
  answers(): void
  /** There is no answer. */
  fails(): void
}

/** Portals of which one asks for logouts (by redirect), one takes SOAP alone, and one SOAP and redirect. */
export interface LogoutWorld extends HttpWorld {
  readonly calls: OpenCall[]
  /** A browser that took part at all of them, or at these. */
  loggedIn(...names: readonly string[]): Promise<WebClient>
  /** The same with this browser. */
  loggedInWith(client: WebClient, ...names: readonly string[]): Promise<WebClient>
  /** The address by which the first portal asks for the logout of a browser. */
  asks(client: WebClient): Promise<string>
}

const KEYS: Readonly<Record<string, TestKeyName>> = { bonn: 'serviceNext', coburg: 'stranger' }
const BINDINGS: Readonly<Record<string, readonly Binding[]>> = { bonn: ['soap'], coburg: ['soap', 'redirect'] }

const CONFIRM = { button: '[name="decision"][value="confirm"]' }

export async function logoutWorld(): Promise<LogoutWorld> {
  const calls: OpenCall[] = []
  const all: OpenCall[] = []
  let world: HttpWorld | null = null
  const callOut: CallOut = ({ url, body }) =>
    new Promise((resolve, reject) => {
      const id = / ID="([^"]+)"/.exec(Buffer.from(body ?? []).toString())?.[1] ?? ''
      const name = /portal\.(\w+)\./.exec(url)?.[1] ?? ''
      const answers = (): void => {
        const draft = { issuer: at(name), attributes: { InResponseTo: id, Destination: null } }
        const xml = envelopedSigned(logoutResponse(world?.clock.now() ?? 0, draft), {
          key: testKey(KEYS[name] ?? 'service'),
        })
        resolve({ status: 200, headers: {}, body: Buffer.from(inSoap(xml)) })
      }
      const call = { to: url, id, answers, fails: () => reject(new OutgoingError('time', url)) }
      calls.push(call)
      all.push(call)
    })
  const others = Object.keys(KEYS).map((name) =>
    testService({
      entityId: at(name),
      metadata: {
        keys: [serviceKey(KEYS[name] ?? 'service')],
        singleLogoutServices: slo(name, BINDINGS[name] ?? []),
        assertionConsumerServices: [acs(`https://portal.${name}.example/acs`)],
      },
    }),
  )
  const asker = testService({ metadata: { singleLogoutServices: slo('aachen', ['redirect']) } })
  const made = (world = await httpWorld({ services: [asker, ...others], callOut }))
  const into = async (client: WebClient, names: readonly string[]): Promise<WebClient> => {
    await signIn(made, client)
    for (const name of names) {
      const attributes = { AssertionConsumerServiceURL: `https://portal.${name}.example/acs` }
      const draft = name === 'aachen' ? {} : { issuer: at(name), attributes }
      await client.submit(await client.get(made.requestUrl(draft)), CONFIRM)
    }
    return client
  }
  return {
    ...made,
    calls,
    loggedIn: (...names) => into(createWebClient(), names),
    loggedInWith: (client, ...names) => into(client, names),
    async stop() {
      // The broker waits for them.
      for (const { fails } of all) fails()
      await made.stop()
    },
    async asks(client) {
      const session = await made.sessions.find(made.sessionIdOf(cookieOf(made, client, 'session') ?? ''))
      const part = session?.participations.find(({ service }) => service === SERVICE) ?? expect.fail('no part')
      const xml = logoutRequest(made.clock.now(), { nameId: part.nameId, sessionIndexes: [part.sessionIndex] })
      return `${made.url}/saml/slo?${signedRedirectQuery(xml)}`
    },
  }
}

/** The cookies that a browser sends, as a header. */
export const cookiesOf = (world: Pick<HttpWorld, 'url'>, client: WebClient): string =>
  client.cookies.header({ url: new URL(world.url), method: 'GET', initiator: null }) ?? ''

export const cookieOf = (world: Pick<HttpWorld, 'url'>, client: WebClient, name: string): string | undefined =>
  new RegExp(`\\b${name}=([^;]+)`).exec(cookiesOf(world, client))?.[1]

/** What a page says of each service. */
export const statesOn = (page: WebPage): readonly (string | undefined)[] =>
  page.all('[data-logout-service]').map(({ attributes }) => attributes.get('data-logout-state'))

/** Where an answer leads, in full. */
export const whereTo = (page: WebPage, world: Pick<HttpWorld, 'url'>): URL =>
  new URL(String(page.headers.location), world.url)

/** The LogoutResponse in the address that an answer leads to. */
export const responseIn = (page: WebPage, world: Pick<HttpWorld, 'url'>): string =>
  inflateRawSync(Buffer.from(whereTo(page, world).searchParams.get('SAMLResponse') ?? '', 'base64')).toString()
