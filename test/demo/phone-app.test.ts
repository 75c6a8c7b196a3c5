import express from 'express'
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { createPhoneApp } from '../../src/demo/phone/phone-app.js'
import { selectAll } from '../support/html-document.js'
import { listen, type StaticSite } from '../support/static-site.js'
import { createWebPage } from '../support/web-page.js'

const LINK = 'L'.repeat(22)

/** Every request that the protocol has, as the document writes it. */
const documented = (): readonly string[] => {
  const text = readFileSync(new URL('../../docs/pass-protocol.md', import.meta.url), 'utf8')
  const found = [...text.matchAll(/`(GET|POST) (\/(?:pairings|challenges)\/<link>[a-z/]*)`/g)]
  return [...new Set(found.map(([, method = '', path = '']) => `${method} ${path.replace('<link>', LINK)}`))].toSorted()
}

describe('the simulated phone’s server', () => {
  let broker: StaticSite
  let phone: StaticSite
  const seen: { readonly asked: string; readonly headers: readonly string[]; readonly body: string }[] = []

  before(async () => {
    const app = express()
    app.use(express.text({ type: () => true }), ({ method, path, headers, body }, response) => {
      seen.push({ asked: `${method} ${path}`, headers: Object.keys(headers), body: String(body ?? '') })
      response.status(201).type('application/problem+json').send('{"said":"by the broker"}')
    })
    broker = await listen(app)
    phone = await listen(createPhoneApp(broker.url('').replace(/\/$/, '')))
  })
  after(async () => {
    await phone.close()
    await broker.close()
  })
  beforeEach(() => void seen.splice(0))

  const ask = (asked: string, headers: Record<string, string> = {}): Promise<Response> => {
    const [method = '', path = ''] = asked.split(' ')
    const body = method === 'POST' ? { body: '{"jws":"x"}' } : {}
    return fetch(phone.url(`api/v1/pass${path}`), {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...body,
    })
  }

  it('hands on each request of the document, and the answer as it is', async () => {
    expect(documented()).to.have.length(7)
    for (const asked of documented()) {
      const answer = await ask(asked)
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).to.deep.equal([
        201,
        'application/problem+json; charset=utf-8',
        '{"said":"by the broker"}',
      ])
    }
    expect(seen.map(({ asked }) => asked.replace('/api/v1/pass', ''))).to.deep.equal(documented())
    expect(new Set(seen.map(({ body }) => body))).to.deep.equal(new Set(['{"jws":"x"}', '']))
  })

  it('hands on no other address, no cookie and no other header of the browser', async () => {
    for (const asked of [
      `GET /challenges/${LINK}/../../../../konto/geraete`,
      `GET /challenges/${LINK}x`,
      `GET /challenges/..%2f..%2f..%2f..%2fsaml/sso`,
      'GET /devices',
      `POST /challenges/${LINK}/renew`,
    ]) {
      expect((await ask(asked)).status, asked).to.equal(404)
    }
    expect(seen).to.deep.equal([])
    await ask(`POST /challenges/${LINK}/open`, {
      cookie: 'session=x',
      authorization: 'Basic x',
      'x-forwarded-for': '1',
    })
    expect(seen[0]?.headers).not.to.include.members(['cookie']).and.not.to.include.members(['authorization'])
    expect(seen[0]?.headers).not.to.include('x-forwarded-for')
  })

  it('has the markup that stays: text inputs for number and PIN, and what is decided', async () => {
    const page = createWebPage({
      status: 200,
      url: phone.url(''),
      headers: { 'content-type': 'text/html' },
      body: await (await fetch(phone.url(''))).text(),
      hops: [],
    })
    const form = page.one('#challenge-form')
    const inputs = selectAll(form, 'input').map(({ attributes }) => [attributes.get('name'), attributes.get('type')])
    expect(inputs).to.deep.equal([
      ['number', 'text'],
      ['pin', 'text'],
    ])
    const buttons = selectAll(form, 'button[name=decision]').map(({ attributes }) => attributes.get('value'))
    expect(buttons).to.deep.equal(['confirm', 'decline'])
  })

  it('says so where there is no broker', async () => {
    const alone = await listen(createPhoneApp('http://127.0.0.1:9'))
    const answer = await fetch(alone.url(`api/v1/pass/challenges/${LINK}`))
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
      502,
      'application/problem+json; charset=utf-8',
    ])
    expect(await answer.json()).to.include({ code: 'unavailable' })
    await alone.close()
  })
})
