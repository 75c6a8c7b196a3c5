import { expect } from 'chai'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdDataDir } from '../../src/compose/single-instance.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

describe('the broker over HTTP', () => {
  let broker: RunningTestBroker
  before(async () => {
    broker = await startBroker()
  })
  after(() => broker.stop())

  /** What comes back for bytes that no browser would send. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(broker.url).port), '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (data) => (answer += data.toString()))
      socket.on('end', () => resolve(answer))
      socket.on('error', reject)
      socket.setTimeout(1000, () => {
        socket.destroy()
        resolve(answer)
      })
    })

  it('answers every malformed request with its error page and headers, and no stack', async () => {
    const requests = [
      'GET //[ HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET http://[/ HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET /nowhere HTTP/1.1\r\nHost: x\r\nExpect: foo\r\n\r\n',
      'NOT HTTP\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(20_000)}\r\n\r\n`,
    ]
    for (const request of requests) {
      const answer = await raw(request)
      expect(answer, request.slice(0, 40)).to.match(/^HTTP\/1\.1 4\d\d /)
      expect(answer).to.include('data-testid="error-id"')
      expect(answer).to.include("frame-ancestors 'none'")
      expect(answer).not.to.match(/node_modules|TypeError|at Object/)
    }
  })

  it('leads nowhere else by an address of two slashes', async () => {
    for (const target of ['//', '//?lang=en', '///evil.example']) {
      const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer, target).to.match(/^HTTP\/1\.1 (200|404) /)
      expect(answer, target).not.to.match(/href="\/\/|TypeError/)
    }
  })

  it('names the methods that an address takes', async () => {
    const client = createWebClient()
    const put = await client.post(`${broker.url}/`, {})
    expect([put.status, put.headers.allow]).to.deep.equal([405, 'GET, HEAD'])
    const json = await client.post(`${broker.url}/saml/sso`, '{}', { headers: { 'content-type': 'application/json' } })
    expect(json.status).to.equal(415)
  })

  it('sends its security headers with every page, file and error', async () => {
    const client = createWebClient()
    const start = await client.get(`${broker.url}/`)
    const style = start.one('link[rel="stylesheet"]').attributes.get('href') ?? ''
    for (const path of ['/', '/nowhere', '/saml/metadata', '/saml/sso', '/login/x', style]) {
      const { headers } = await client.get(broker.url + path)
      expect(headers, path).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
      expect(headers['content-security-policy']).to.include("default-src 'none'")
      expect(headers).not.to.have.any.keys('server', 'x-powered-by')
      if (path !== style) expect(headers['cache-control']).to.include('no-store')
    }
  })

  it('does not start beside another broker on the same DATA_DIR, and does after one was killed', async () => {
    const fault = await startBroker('', { DATA_DIR: broker.dataDir }).catch((error: unknown) => error)
    expect(fault).to.have.property('rule', 'data-dir-in-use')
    const folder = mkdtempSync(join(tmpdir(), 'servicekonto-'))
    const letGo = await holdDataDir(folder)
    expect(await holdDataDir(folder).catch((error: unknown) => error)).to.have.property('rule', 'data-dir-in-use')
    await letGo()
    writeFileSync(join(folder, 'broker.sock'), '')
    await (
      await holdDataDir(folder)
    )()
  })

  it('stops at once although a browser holds a connection without a request', async () => {
    const other = await startBroker()
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.on('error', () => undefined)
    const before = Date.now()
    await other.stop()
    expect(Date.now() - before).to.be.below(4000)
  })
})
