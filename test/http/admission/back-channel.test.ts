import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createAdmission, gated, type Admission } from '../../../src/http/admission/admission.js'
import { createShed } from '../../../src/http/admission/shed.js'
import { writeSoapFault } from '../../../src/saml/bindings/soap-fault.js'

const nothing = (): void => undefined
const NO_LOG = { debug: nothing, info: nothing, warn: nothing, error: nothing }

describe('a service that asks over the back channel', () => {
  let server: Server
  let begun = 0
  const serve = async (admission: Admission): Promise<string> => {
    const shed = createShed({
      log: NO_LOG,
      meter: { shed: nothing, refused: nothing },
      newErrorId: () => 'E-1',
      secure: false,
      page: () => '<p>busy</p>',
      fault: writeSoapFault,
    })
    const never = (): void => void (begun += 1)
    server = createServer(gated(never, { admission, shed, knownBy: () => null, language: () => 'de' }))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  afterEach(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    begun = 0
  })

  it('is sent away by a SOAP fault of ours where there is no room, and told when to come again', async () => {
    const url = await serve({ isFree: () => false, admit: () => false })
    for (const path of ['/saml/slo/soap', '/saml/artifact']) {
      const answer = await fetch(url + path, { method: 'POST', body: '<x/>' })
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([503, 'text/xml; charset=utf-8'])
      expect(Number(answer.headers.get('retry-after'))).to.be.within(3, 9)
      expect(await answer.text())
        .to.contain('<faultcode>soap:Server</faultcode>')
        .and.contain('busy E-1')
    }
    const page = await fetch(`${url}/saml/slo`)
    expect(page.headers.get('content-type')).to.contain('text/html')
  })

  for (const { path, most, perPlace } of [
    { path: '/saml/slo/soap', most: 8, perPlace: 85 },
    { path: '/saml/artifact', most: 32, perPlace: 20 },
  ]) {
    it(`finds room at ${path} where new logins find none; with all others there no more than ${most} at once`, async () => {
      // Beyond the first in work there is room for follow-ups, and for nothing new.
      const pace = { perPlace: () => perPlace, took: nothing }
      const url = await serve(createAdmission({ loopDelay: () => 400, inWork: 1, pace }))
      const sentTo = (to: string): Promise<number | null> =>
        Promise.race([
          fetch(url + to, { method: 'POST', body: '<x/>' }).then(({ status }) => status),
          new Promise<null>((resolve) => setTimeout(() => resolve(null), 300)),
        ])
      const held = await Promise.all(Array.from({ length: most }, () => sentTo(path)))
      expect(held.filter((status) => status === 503)).to.have.length(0)
      expect((await fetch(`${url}/saml/sso`)).status).to.equal(503)
      expect(await sentTo(path), 'one more is as new').to.equal(503)
      expect(await sentTo('/api/v1/pass/challenges/x'), 'others find their share').to.equal(null)
      expect(begun).to.equal(1)
    })
  }
})
