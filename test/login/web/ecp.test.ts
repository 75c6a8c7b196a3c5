import { expect } from 'chai'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'

const ENVELOPE = '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body/></S:Envelope>'

describe('a program that asks for a login by itself (ECP)', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  const post = (headers: Readonly<Record<string, string>>) =>
    fetch(`${world.url}/saml/sso`, { method: 'POST', headers, body: ENVELOPE })

  it('is told by a SOAP fault that it is not offered, and the log has it', async () => {
    for (const headers of [
      { 'Content-Type': 'text/xml; charset=utf-8' },
      { 'Content-Type': 'application/vnd.paos+xml' },
      { 'Content-Type': 'application/octet-stream', PAOS: 'ver="urn:liberty:paos:2003-08"' },
    ]) {
      const answer = await post(headers)
      const text = await answer.text()
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([500, 'text/xml; charset=utf-8'])
      expect(text).to.match(/<faultcode>soap:Client<\/faultcode><faultstring>saml-ecp [\w-]+: ECP is not offered</)
      expect(answer.headers.get('set-cookie')).to.equal(null)
    }
    expect(world.log.filter((line) => line.includes('saml-ecp'))).to.have.length(3)
  })

  it('is offered nowhere in the metadata, and other types are refused as ever', async () => {
    const metadata = await (await fetch(`${world.url}/saml/metadata`)).text()
    expect(/<SingleSignOnService[^>]*SOAP/.test(metadata)).to.equal(false)
    expect(metadata).not.to.include('PAOS')
    expect((await post({ 'Content-Type': 'application/json' })).status).to.equal(415)
  })
})
