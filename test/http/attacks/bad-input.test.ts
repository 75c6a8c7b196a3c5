import { request } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'chai'
import { gzipSync } from 'node:zlib'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { authnRequest, postFields } from '../../support/saml-requests.js'
import { createWebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

describe('input that no page of ours sends', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  const expectErrorPage = (page: WebPage, what: string, status?: number): void => {
    expect(page.status, what).to.be.within(400, 499)
    if (status !== undefined) expect(page.status, what).to.equal(status)
    expect(page.textOf('[data-testid="error"]'), what).to.be.a('string')
    expect(page.textOf('[data-testid="error-id"]'), what).to.match(/^E-/)
    expect(page.body, what).not.to.match(/node_modules|at \w+ \(|Error:/)
  }

  it('ends in the error page: bodies too large, of other types, packed, in other character sets, cut off', async () => {
    const client = createWebClient()
    const url = `${world.url}/saml/sso`
    expectErrorPage(await client.post(url, `SAMLRequest=${'A'.repeat(600_000)}`, { headers: FORM }), 'too large', 413)
    expectErrorPage(await client.post(url, '{}', { headers: { 'content-type': 'application/json' } }), 'JSON', 415)
    const charset = { 'content-type': 'application/x-www-form-urlencoded; charset=x-none' }
    expectErrorPage(await client.post(url, 'a=b', { headers: charset }), 'character set')
    const encoding = { ...FORM, 'content-encoding': 'x-none' }
    expectErrorPage(await client.post(url, 'a=b', { headers: encoding }), 'encoding')
    expectErrorPage(await client.post(url, 'not gzip', { headers: { ...FORM, 'content-encoding': 'gzip' } }), 'no gzip')
  })

  it('is not unpacked beyond the limit', async () => {
    const packed = gzipSync(Buffer.alloc(40 * 1_048_576, 0x41))
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { ...FORM, 'content-encoding': 'gzip', 'content-length': packed.length }
      const outgoing = request(`${world.url}/saml/sso`, { method: 'POST', headers, family: 4 }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      outgoing.on('error', reject).end(packed)
    })
    expect(status).to.equal(413)
  })

  it('ends in the error page: paths and queries that do not decode, methods that no page has', async () => {
    const client = createWebClient()
    for (const path of [
      '/%',
      '/login/%E0%A4%A',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
      '/saml/sso?SAMLRequest=%',
      '/x\\y',
    ]) {
      expectErrorPage(await client.get(world.url + path), path)
    }
    // Paths that are no URL: the page has to say where it is all the same.
    for (const path of ['//', '//?', '///x', '//['])
      expect((await client.get(world.url + path)).status, path).to.be.below(405)
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE']) {
      const answer = await new Promise<number>((resolve, reject) => {
        request(`${world.url}/saml/sso`, { method, family: 4 }, (each) => {
          each.resume()
          resolve(each.statusCode ?? 0)
        })
          .on('error', reject)
          .end()
      })
      expect(answer, method).to.be.within(400, 405)
    }
  })

  it('is a structured query nowhere: its names stay names', async () => {
    const client = createWebClient()
    for (const query of ['lang[]=en', 'lang[toString]=x', '__proto__[lang]=en', 'lang=en&lang=de']) {
      const page = await client.get(`${world.url}/?${query}`)
      expect(page.status, query).to.equal(200)
      expect(page.one('html').attributes.get('lang'), query).to.equal('de')
    }
    expect((await client.get(`${world.url}/saml/sso?SAMLRequest[constructor]=x`)).status).to.equal(400)
  })

  it('is a message in the query of a POST, beside the one in its body', async () => {
    const client = createWebClient()
    const query = new URL(world.requestUrl()).search
    const fields = postFields(authnRequest({ attributes: { ID: '_posted' } }))
    for (const beside of [query, '?RelayState=x']) {
      expectErrorPage(await client.post(`${world.url}/saml/sso${beside}`, fields), beside, 400)
    }
    expectErrorPage(await client.post(`${world.url}/saml/sso`, ''), 'nothing', 400)
  })

  it('is a form of a step that is past: no proof is taken, and the page says that nothing was done with it', async () => {
    const client = createWebClient()
    const typed = { username: 'jana', password: RIGHT }
    const confirm = await client.submit(await world.toPassword(client), { fields: typed })
    const token = confirm.one('[name="token"]').attributes.get('value') ?? ''
    const fields = { token, ...typed, password: 'falsches Passwort' }
    const page = await client.post(`${confirm.url}/password`, fields, { from: confirm })
    expect(page.find('[data-testid="input-dropped"]')).not.to.equal(null)
    expect(page.find('[value="confirm"]')).not.to.equal(null)
  })

  it('is a form of another step: it changes nothing, and the citizen is where the login is', async () => {
    const client = createWebClient()
    const chooser = await client.get(world.requestUrl())
    const token = chooser.one('[name="token"]').attributes.get('value') ?? ''
    for (const [step, fields] of [
      ['confirm', { decision: 'confirm' }],
      ['switch', { decision: 'switch' }],
      ['profile', { givenName: 'x' }],
    ] as const) {
      const page = await client.post(`${chooser.url}/${step}`, { token, ...fields }, { from: chooser })
      expect(page.status, step).to.equal(200)
      expect(page.find('[data-method="password"]'), step).not.to.equal(null)
      expect(page.find('[name="SAMLResponse"]'), step).to.equal(null)
      expect(page.find('[data-testid="input-dropped"]'), step).not.to.equal(null)
    }
    expect(
      (await client.post(`${chooser.url}/methods`, { token, decision: 'confirm' }, { from: chooser })).status,
    ).to.equal(400)
    expect((await client.post(`${chooser.url}/no-such-method`, { token }, { from: chooser })).status).to.equal(404)
  })

  it('is a form of the method page that gives up once the citizen is past it: the login does not end', async () => {
    const client = createWebClient()
    const typed = { username: 'jana', password: RIGHT }
    const confirm = await client.submit(await world.toPassword(client), { fields: typed })
    const token = confirm.one('[name="token"]').attributes.get('value') ?? ''
    const page = await client.post(`${confirm.url}/methods`, { token, decision: 'cancel' }, { from: confirm })
    expect(page.find('[name="SAMLResponse"]')).to.equal(null)
    expect(page.find('[data-testid="input-dropped"]')).not.to.equal(null)
    expect(page.find('[value="confirm"]')).not.to.equal(null)
  })

  it('is a form of the confirm page that says neither yes nor no', async () => {
    const client = createWebClient()
    const confirm = await world.toConfirm(client)
    const token = confirm.one('[name="token"]').attributes.get('value') ?? ''
    for (const decision of ['', 'yes', 'constructor']) {
      const page = await client.post(`${confirm.url}/confirm`, { token, decision }, { from: confirm })
      expectErrorPage(page, decision, 400)
    }
    expectErrorPage(await client.post(`${confirm.url}/confirm`, { token }, { from: confirm }), 'none', 400)
  })

  it('is the request of another browser, seen on its way', async () => {
    const [mine, theirs] = [createWebClient(), createWebClient()]
    const url = world.requestUrl()
    expect((await mine.get(url)).find('[data-method]')).not.to.equal(null)
    const stolen = await theirs.get(url, { redirects: 'stop' })
    expectErrorPage(stolen, 'stolen', 400)
    expect(stolen.headers['set-cookie']).to.equal(undefined)
  })

  it('is no HTTP at all', async () => {
    const { port } = new URL(world.url)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n'),
      )
      let text = ''
      socket.on('data', (bytes: Buffer) => (text += bytes.toString()))
      socket.on('end', () => resolve(text)).on('error', reject)
    })
    expect(answer)
      .to.match(/^HTTP\/1\.1 400 /)
      .and.to.include("frame-ancestors 'none'")
  })

  it('leaves the broker as it was: a login goes through after all of it', async () => {
    const client = createWebClient()
    const confirm = await client.submit(await world.toPassword(client), {
      fields: { username: 'omar', password: RIGHT },
    })
    const handOver = await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect(handOver.find('[name="SAMLResponse"]')).not.to.equal(null)
  })
})
