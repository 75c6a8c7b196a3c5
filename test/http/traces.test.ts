import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../support/http-world.js'
import { packageVersion } from '../../src/config/package-version.js'
import { createWebClient } from '../support/web-client.js'

describe('what an operator must find later', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld()
  })
  afterEach(() => world.stop())

  const linesOf = (action: string): readonly string[] => world.log.filter((line) => line.includes(action))
  const issuedBy = (issuer: string) => createWebClient().get(world.requestUrl({ issuer }))

  it('is who an unknown portal claims to be, without what could be anybody’s data', async () => {
    expect((await issuedBy('https://jana:geheim@fremd.example/saml?user=jana')).status).to.equal(400)
    const [line = '', ...more] = linesOf('request.refused')
    expect(more).to.deep.equal([])
    expect(line).to.contain('saml-unknown-service').and.contain('https://fremd.example/saml')
    expect(line).not.to.match(/jana|geheim/)
  })

  it('is which registered portal a request claims to be from that is not proven, and what failed', async () => {
    const attributes = { AssertionConsumerServiceURL: 'https://evil.example/acs' }
    expect((await createWebClient().get(world.requestUrl({ attributes }))).status).to.equal(400)
    const [line = ''] = linesOf('request.refused')
    expect(line)
      .to.contain('saml-acs')
      .and.contain('"detail":"URL"')
      .and.match(/"claimed":"https:[^"]+"/)
    expect(line).not.to.contain('evil')
  })

  it('is a wrong password by its code, in the login that it was for, and not whose it was', async () => {
    const client = createWebClient()
    const form = await world.toPassword(client)
    await client.submit(form, { fields: { username: 'jana', password: 'falsch, ganz falsch' } })
    const [line = '', ...more] = linesOf('proof.failed')
    expect(more).to.deep.equal([])
    expect(line).to.contain('"method":"password"').and.contain('"reason":"wrong"').and.contain('"login":')
    expect(line).not.to.match(/jana|falsch|127\.0\.0\.1/)
  })

  it('is nothing for a right one, and for a form that lacks something', async () => {
    const client = createWebClient()
    const form = await world.toPassword(client)
    const again = await client.submit(form, { fields: { username: 'jana', password: '' } })
    await client.submit(again, { fields: { username: 'jana', password: RIGHT } })
    expect(linesOf('proof.failed')).to.deep.equal([])
  })

  it('is that a name was braked', async () => {
    const client = createWebClient()
    let form = await world.toPassword(client)
    const falsch = { fields: { username: 'jana', password: 'falsch, ganz falsch' } }
    for (let failure = 0; failure < 30 && form.status === 200; failure += 1) form = await client.submit(form, falsch)
    expect(form.status).to.equal(429)
    expect(linesOf('proof.failed').at(-1), 'the last one was looked at').to.contain('"reason":"wrong"')
    const next = await client.submit(await world.toPassword(client), falsch)
    expect(next.status).to.equal(429)
    expect(linesOf('proof.failed').at(-1)).to.contain('"reason":"braked"')
    expect(linesOf('request.refused').at(-1)).to.contain('"code":"braked"')
  })

  it('is a status that a service got without a page', async () => {
    await createWebClient().get(world.requestUrl({ attributes: { IsPassive: 'true' } }))
    expect(linesOf('login.aborted')).not.to.deep.equal([])
  })
})

describe('the version', () => {
  it('is told by /health to whoever may read the metrics, and to nobody else', async () => {
    const world = await httpWorld()
    const from = (headers: Record<string, string>) =>
      fetch(`${world.url.replace('localhost', '127.0.0.1')}/health/live`, { headers }).then((answer) => answer.json())
    expect(await from({})).to.deep.equal({ status: 'ok', version: packageVersion() })
    expect(await from({ 'x-forwarded-for': '203.0.113.7' })).to.deep.equal({ status: 'ok' })
    await world.stop()
  })
})
