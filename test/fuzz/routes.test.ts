import { request } from 'node:http'
import fc from 'fast-check'
import { expect } from 'chai'
import { artifactOf, artifactResolve } from '../support/artifact-messages.js'
import { fuzzRuns, grownBelow, mutated } from '../support/fuzzing.js'
import { httpWorld, RIGHT, type HttpWorld } from '../support/http-world.js'
import { inSoap, logoutRequest, logoutResponse } from '../support/logout-messages.js'
import { authnRequest, envelopedSigned, postFields, signedRedirectQuery } from '../support/saml-requests.js'
import { createWebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const QUERY_PIECES = ['&', '=', '%', '%00', '[]', '+', ';']

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends what may be no proper request at all; null where Node itself does not let it out. */
function send(base: string, { method, path, headers, body }: Sent): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(base)
    const carries = method !== 'GET' && method !== 'HEAD'
    // A body that no header announces would be the next request.
    const length = carries ? { 'content-length': String(Buffer.byteLength(body)) } : {}
    const options = { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent: false as const }
    const outgoing = (() => {
      try {
        return request(options)
      } catch {
        return null
      }
    })()
    if (!outgoing) {
      resolve(null)
      return
    }
    outgoing.on('error', reject)
    outgoing.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text })).on('error', reject)
    })
    outgoing.end(carries ? body : undefined)
  })
}

describe('requests that were made up', () => {
  let world: HttpWorld
  // Measured from here on: what other tests of this process took is not its matter.
  let atStart = process.memoryUsage()
  before(async () => {
    world = await httpWorld()
    atStart = process.memoryUsage()
  })
  after(async () => {
    await world.stop()
    grownBelow(atStart, 400)
  })

  const field = fc.oneof(
    fc.constantFrom('token', 'decision', 'username', 'password', 'release', 'remember', 'lang', 'code'),
    fc.string(),
  )
  const value = fc.oneof(
    fc.constantFrom('confirm', 'cancel', 'switch', 'jana', RIGHT, 'email', '', '[]'),
    fc.string({ maxLength: 60 }),
  )
  const form = fc
    .array(fc.tuple(field, value), { maxLength: 8 })
    .map((pairs) => new URLSearchParams(pairs.map(([key, each]) => [key, each])).toString())
  const type = fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-16',
    'text/plain',
    'multipart/form-data',
    '',
  )
  const STEPS = ['', '/methods', '/password', '/confirm', '/switch', '/profile', '/eid', '/%2e%2e', '/__proto__']

  const expectWell = async (sent: Sent): Promise<void> => {
    const answer = await send(world.url, sent)
    if (!answer) return
    expect(answer.status, `${sent.method} ${sent.path}`).to.be.within(200, 499)
    if (answer.status >= 400 && sent.method !== 'HEAD') expect(answer.text).to.include('data-testid="error"')
    expect(answer.text).not.to.match(/node_modules|at \w+ \(/)
  }

  it('to any path, by any method, end in a page and never in a fault', async () => {
    const path = fc.oneof(
      fc.webPath().map((each) => (each.startsWith('/') ? each : `/${each}`)),
      fc.constantFrom(
        '/',
        '/saml/sso',
        '/saml/metadata',
        '/health/ready',
        '/metrics',
        '/assets/x',
        '/login/x',
        '//x',
        '/%',
        '/%00',
      ),
    )
    const sent = fc.record({
      method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE'),
      path: fc.tuple(path, fc.option(fc.webQueryParameters(), { nil: '' })).map(([each, query]) => `${each}?${query}`),
      headers: type.map((each): Record<string, string> => (each === '' ? {} : { 'content-type': each })),
      body: form,
    })
    await fc.assert(fc.asyncProperty(sent, expectWell), fuzzRuns(250))
  })

  it('to the SingleSignOnService, from good messages, end in a page and never in a fault', async () => {
    const query = signedRedirectQuery(authnRequest(), { relayState: 'x' })
    const body = new URLSearchParams(postFields(authnRequest(), 'x')).toString()
    const printable = (text: string): string => text.replace(/[^\x21-\x7e]/g, '')
    const sent = fc.oneof(
      mutated(query, ['&', '=', '%', '%00', '[]', '+', ';']).map((each): Sent => ({
        method: 'GET',
        path: `/saml/sso?${printable(each)}`,
        headers: {},
        body: '',
      })),
      mutated(body, ['&', '=', '%', '%00', '[]', '+', ';']).map((each): Sent => ({
        method: 'POST',
        path: '/saml/sso',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: each,
      })),
    )
    await fc.assert(fc.asyncProperty(sent, expectWell), fuzzRuns(250))
  })

  it('to the SingleLogoutService, from good messages, end in a page and never in a fault', async () => {
    const now = world.clock.now()
    const [asked, answered] = [logoutRequest(now, {}), logoutResponse(now, { attributes: { InResponseTo: '_x' } })]
    const query = signedRedirectQuery(asked, { relayState: 'x' })
    const fields = (name: string, xml: string): string =>
      new URLSearchParams({ [name]: Buffer.from(envelopedSigned(xml)).toString('base64') }).toString()
    const sent = fc.oneof(
      mutated(query, QUERY_PIECES).map((each): Sent => ({
        method: 'GET',
        path: `/saml/slo?${each.replace(/[^\x21-\x7e]/g, '')}`,
        headers: {},
        body: '',
      })),
      ...[fields('SAMLRequest', asked), fields('SAMLResponse', answered)].map((body) =>
        mutated(body, QUERY_PIECES).map((each): Sent => ({
          method: 'POST',
          path: '/saml/slo',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: each,
        })),
      ),
    )
    await fc.assert(fc.asyncProperty(sent, expectWell), fuzzRuns(150))
  })

  it('to the back channel, from good envelopes, get a SOAP document that tells nothing of the inside', async () => {
    const now = world.clock.now()
    const logout = inSoap(envelopedSigned(logoutRequest(now, { attributes: { Destination: null } })))
    const artifact = inSoap(envelopedSigned(artifactResolve(now, artifactOf())))
    const paos = '<S:Header><paos:Request xmlns:paos="urn:liberty:paos:2003-08" S:mustUnderstand="1"/></S:Header>'
    const sent = fc.oneof(
      ...[
        ['/saml/slo/soap', logout, 'text/xml'] as const,
        ['/saml/artifact', artifact, 'text/xml'] as const,
        ['/saml/sso', inSoap(authnRequest(), paos), 'application/vnd.paos+xml'] as const,
      ].map(([path, body, contentType]) =>
        mutated(body).map((each): Sent => ({
          method: 'POST',
          path,
          headers: { 'content-type': contentType },
          body: each,
        })),
      ),
    )
    const expectDocument = async (each: Sent): Promise<void> => {
      const answer = await send(world.url, each)
      if (!answer) return
      expect(answer.status, each.path).to.be.oneOf([200, 500])
      expect(answer.text, each.path)
        .to.match(/<soap:Envelope/)
        .and.not.match(/node_modules|at \w+ \(|internal/)
    }
    await fc.assert(fc.asyncProperty(sent, expectDocument), fuzzRuns(150))
  })

  it('to the forms of a login, with its cookies and its token, release nothing that was not confirmed', async () => {
    const client = createWebClient()
    const confirm: WebPage = await world.toConfirm(client)
    const token = confirm.one('[name="token"]').attributes.get('value') ?? ''
    const cookie = client.cookies
      .for(`${world.url}/`)
      .map(({ name, value: held }) => `${name}=${held}`)
      .join('; ')
    const login = new URL(confirm.url).pathname
    const sent = fc
      .record({ step: fc.constantFrom(...STEPS), body: form, own: fc.boolean(), contentType: type, get: fc.boolean() })
      .map(({ step, body, own, contentType, get }): Sent => ({
        method: get ? 'GET' : 'POST',
        path: login + step,
        headers: { cookie: own ? cookie : mutatedCookie(cookie, body.length), 'content-type': contentType || 'x/y' },
        body: get ? '' : own ? body : `token=${token}&${body}`,
      }))
    await fc.assert(fc.asyncProperty(sent, expectWell), fuzzRuns(250))
    expect(world.audit.filter(({ action }) => action === 'login.answered')).to.deep.equal([])
  })

  it('leave a broker behind that logs the next citizen in', async () => {
    const client = createWebClient()
    world.clock.pass(3_600_000)
    const handOver = await client.submit(await world.toConfirm(client, 'omar'), {
      button: '[name="decision"][value="confirm"]',
    })
    expect(handOver.find('[name="SAMLResponse"]')).not.to.equal(null)
  })
})

/** The cookies with one character changed. */
const mutatedCookie = (cookie: string, at: number): string => {
  const index = at % cookie.length
  return `${cookie.slice(0, index)}x${cookie.slice(index + 1)}`
}
