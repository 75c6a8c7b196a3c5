import { expect } from 'chai'
import { e2ePortal, type E2ePortal } from '../../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../../support/running-broker.js'
import { createWebClient } from '../../support/web-client.js'

describe('an AuthnRequest by POST', function () {
  let broker: RunningTestBroker
  let portal: E2ePortal

  before(async () => {
    broker = await startBroker()
    portal = await e2ePortal(broker, { name: 'aachen' })
    await broker.register(portal.metadata)
  })
  after(() => broker.stop())

  /** What a fresh request gets with these pairs behind its own fields, and this query. */
  async function statusOf(more: string, query = ''): Promise<number> {
    const fields = new URLSearchParams(await portal.requestFields({}, 'ticket'))
    const body = `${fields.toString()}${more ? `&${more}` : ''}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const page = await createWebClient().post(portal.ssoLocation + query, body, { from: portal.page, headers })
    return page.status
  }

  it('begins a login, whatever else is in form and query that is nobody’s business', async () => {
    expect(await statusOf('')).to.equal(200)
    expect(await statusOf('lang=de&lang=en&x[]=1', '?lang=de&lang=en&x.y=1')).to.equal(200)
  })

  it('is refused with a repeated or structured field', async () => {
    for (const more of ['SAMLRequest=x', 'RelayState=ticket', 'RelayState[]=x', 'SAMLRequest%5B0%5D=x', 'SigAlg.x=y']) {
      expect(await statusOf(more), more).to.equal(400)
    }
  })

  it('is refused with another message or the signature of SimpleSign, which would be overlooked', async () => {
    for (const more of ['SAMLResponse=x', 'SAMLart=x', 'SigAlg=x', 'Signature=eA%3D%3D']) {
      expect(await statusOf(more), more).to.equal(400)
    }
  })

  it('is refused with any parameter of the binding in the query', async () => {
    const names = ['SAMLRequest', 'SAMLResponse', 'SAMLart', 'RelayState', 'SAMLEncoding', 'SigAlg', 'Signature']
    for (const name of [...names, 'RelayState[]', 'SAMLRequest%5B%5D', 'SAMLRequest.x', 'RelayStat%65']) {
      expect(await statusOf('', `?${name}=x`), name).to.equal(400)
    }
    expect(await statusOf('', '?RelayState')).to.equal(400)
  })
})
