import { expect } from 'chai'
import { createWebClient, type WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'
import { STAGES } from './login-stages.js'
import { type AuditedEnd, type CutOffWorld, FAMILY_NAME, GIVEN_NAME } from './cut-off-world.js'
import type { CutMoment } from './tcp-proxy.js'

/** How one goes on who got no answer. */
export type Way = 'the same press' | 'the address of the login' | 'the link of the portal'

/** A citizen before the press that a fault comes into. */
export interface Prepared {
  readonly press: () => Promise<WebPage>
  readonly again: (way: Way) => Promise<WebPage>
  /** From the page that going on came to, to the answer. */
  readonly finish: (page: WebPage) => Promise<WebPage>
  /** What the portal makes of the answer: what was agreed to, and nothing else. */
  readonly check: (page: WebPage) => Promise<void>
  readonly ends: 'login.answered' | 'login.aborted'
}

/** The portals that log in at a broker. */
export type Portals = Pick<CutOffWorld, 'portal' | 'plain'>

/** Something that a citizen does at a broker, in this browser. */
export type Deed = (portals: Portals, client: WebClient) => Promise<Prepared>

const CONFIRM = '[name="decision"][value="confirm"]'
const CANCEL = '[name="decision"][value="cancel"]'

/** From a page of a login to the page of consent, or to the answer where the citizen need not be asked. */
export async function toConsent(client: WebClient, start: WebPage): Promise<WebPage> {
  let page = start
  for (const stage of STAGES.slice(0, -1)) {
    if (page.find(`${CONFIRM}, [name="SAMLResponse"]`) === null) page = await stage(client, page, 'jana')
  }
  return page
}

/** The citizen agrees, and keeps back what may be kept back. */
export const agree = (client: WebClient, page: WebPage): Promise<WebPage> =>
  client.submit(page, { button: CONFIRM, fields: { release: null } })

/** The Response that the page hands over, as it is; null where it hands none over. */
export const answerOf = (page: WebPage): string | null =>
  page.find('[name="SAMLResponse"]')?.attributes.get('value') ?? null

const idOf = (answer: string): string =>
  /<(?:\w+:)?Response[^>]* ID="([^"]+)"/.exec(Buffer.from(answer, 'base64').toString())?.[1] ?? ''

/** That the page is no answer and says what to do now: the one of a broker that cannot go on for the moment. */
export function expectToldToComeBack(page: WebPage, why?: string): void {
  expect(page.status, `${why ?? ''} ${page.text}`).to.equal(503)
  expect(page.headers['retry-after'], why).to.match(/^\d+$/)
  expect(page.find('[data-testid="error"]'), why).not.to.equal(null)
  expect(page.text, why).to.contain('Versuchen Sie es bitte in einigen Minuten noch einmal.')
  expect(answerOf(page), why).to.equal(null)
}

const expectAgreed =
  ({ portal }: Portals) =>
  async (page: WebPage): Promise<void> => {
    const profile = await portal.read(page)
    expect(profile).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
    expect(profile).not.to.have.property(`urn:oid:${FAMILY_NAME}`)
  }

const expectDenied =
  ({ portal }: Portals) =>
  async (page: WebPage): Promise<void> => {
    const fault = await portal.read(page).then(() => null, String)
    expect(fault).to.contain('declined')
  }

const pressing =
  (button: string): Deed =>
  async (portals, client) => {
    const { portal } = portals
    const link = await portal.requestUrl()
    const page = await toConsent(client, await client.get(link, { from: portal.page }))
    const submit = (shown: WebPage) => client.submit(shown, { button, fields: { release: null } })
    const ways: Readonly<Record<Way, () => Promise<WebPage>>> = {
      'the same press': () => submit(page),
      'the address of the login': () => client.get(page.url),
      'the link of the portal': () => client.get(link, { from: portal.page }),
    }
    return {
      press: () => submit(page),
      again: (way) => ways[way](),
      finish: async (shown) => (shown.find(button) === null ? shown : submit(shown)),
      ...(button === CONFIRM
        ? { check: expectAgreed(portals), ends: 'login.answered' }
        : { check: expectDenied(portals), ends: 'login.aborted' }),
    }
  }

const asking =
  (binding: 'GET' | 'POST'): Deed =>
  async (portals, client) => {
    const { portal } = portals
    const [link, fields] = [await portal.requestUrl(), await portal.requestFields()]
    const press = () =>
      binding === 'GET'
        ? client.get(link, { from: portal.page })
        : client.post(portal.ssoLocation, fields, { from: portal.page })
    const finish = async (page: WebPage) => agree(client, await toConsent(client, page))
    return { press, again: press, finish, check: expectAgreed(portals), ends: 'login.answered' }
  }

const askingAtOnce: Deed = async ({ plain }, client) => {
  const link = await plain.requestUrl()
  const press = () => client.get(link, { from: plain.page })
  const check = async (page: WebPage): Promise<void> =>
    void expect(await plain.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
  return { press, again: press, finish: async (page) => page, check, ends: 'login.answered' }
}

export const DEEDS = {
  'an agreement': pressing(CONFIRM),
  'a cancellation': pressing(CANCEL),
  'a request by redirect': asking('GET'),
  'a request by POST': asking('POST'),
  'a request that the session answers at once': askingAtOnce,
} as const satisfies Readonly<Record<string, Deed>>

/** A browser that is logged in, and asked to be remembered at the portal that wants no more than a given name. */
export async function loggedInBrowser({ portal, plain }: Portals): Promise<WebClient> {
  const client = createWebClient()
  const page = await toConsent(client, await plain.login(client))
  const isAsked = page.find(CONFIRM) !== null
  await plain.read(isAsked ? await client.submit(page, { button: CONFIRM, fields: { remember: 'yes' } }) : page)
  await portal.read(await agree(client, await toConsent(client, await portal.login(client))))
  return client
}

/** Each instance notes a portal's sector with its first answer; from then on its answers are one statement. */
export async function eachHasAnswered(world: CutOffWorld): Promise<void> {
  for (const other of [1, 0]) {
    world.balancer.skip(other, true)
    await loggedInBrowser(world)
    world.balancer.skip(other, false)
  }
}

/** How a deed came out that a fault came into. */
export type Outcome =
  | 'answered'
  /** The answer was stored already: the same press gets it, and the other ways tell that the login is over. */
  | 'answered to the same press'
  /** Of an answer at once nobody can know whether it left after its entry was written: it does not leave again. */
  | 'refused'

/**
 * Goes on after a fault, and sees to it that one answer came of the deed in all and that the audit has that one.
 * `first`: what the press got during the fault.
 */
export async function goOnAfter(
  world: Pick<CutOffWorld, 'ends'>,
  prepared: Prepared,
  { first, seen, way }: { readonly first: WebPage; readonly seen: readonly AuditedEnd[]; readonly way: Way },
  why: string,
): Promise<Outcome> {
  const { press, again, finish, ends, check } = prepared
  const before = await world.ends(seen)
  let last = first.status === 200 ? await finish(first) : await finish(await again(way))
  let outcome: Outcome = 'answered'
  if (answerOf(last) === null) {
    expect(
      before.map(({ action }) => action),
      `${why}: ${last.text}`,
    ).to.deep.equal([ends])
    expect(last.status, why).to.be.oneOf([400, 409])
    last = await press()
    outcome = 'answered to the same press'
  }
  const answer = answerOf(last)
  if (answer === null) {
    expect(last.status, `${why}: ${last.text}`).to.equal(400)
    expect(await world.ends(seen), why).to.deep.equal(before)
    return 'refused'
  }
  await check(last)
  const audited = [{ id: `${idOf(answer).slice(1)}.000000`, action: ends }]
  expect(await world.ends(seen), why).to.deep.equal(audited)
  const more = await press()
  if (answerOf(more) === null) expect(more.status, why).to.be.oneOf([400, 409])
  else expect(answerOf(more), why).to.equal(answer)
  expect(await world.ends(seen), why).to.deep.equal(audited)
  return outcome
}

export interface Sweep {
  readonly store: 'Redis' | 'PostgreSQL'
  readonly when: CutMoment
  readonly way: Way
}

/** More writes and reads than any press takes. */
const MANY = 40

/**
 * Does the deed again and again while the cable to a store is cut at its first bytes, then at its second, and so on until
 * none are left; each time one goes on when it is mended, at the other instance. Sees to it that each comes to its one
 * answer, by the way that was taken; `exception`: one of them may come out so.
 */
export async function sweep(
  world: CutOffWorld,
  deed: Deed,
  { store, when, way }: Sweep,
  exception: Outcome | null = null,
): Promise<void> {
  const cable = store === 'Redis' ? world.toRedis : world.toPostgres
  const client = await loggedInBrowser(world)
  const outcomes: Outcome[] = []
  let isLast = false
  while (!isLast) {
    const nth = outcomes.length + 1
    expect(nth, 'the press comes to an end').to.be.lessThan(MANY)
    const prepared = await deed(world, client)
    const seen = await world.ends()
    // Of PostgreSQL the whole cable, for the broker asks again over another connection.
    const trap = cable.cutAt(nth, when, store === 'PostgreSQL' ? 'cable' : 'connection')
    const first = await prepared.press()
    trap.lift()
    isLast = !trap.sprung()
    if (!isLast) {
      await cable.mend()
      await world.ready()
    }
    if (first.status !== 200) expectToldToComeBack(first, `cut at ${nth}`)
    outcomes.push(await goOnAfter(world, prepared, { first, seen, way }, `cut at ${nth}`))
  }
  expect(outcomes, 'something was cut').to.have.length.greaterThan(1)
  const others = outcomes.filter((outcome) => outcome !== 'answered')
  expect(others).to.have.length.at.most(1)
  expect(others[0] ?? exception).to.equal(exception)
}
