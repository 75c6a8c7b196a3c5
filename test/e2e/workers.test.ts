import { expect } from 'chai'
import { startTwoWorkers, type TwoWorkers } from '../support/two-workers.js'
import { createWebClient } from '../support/web-client.js'

describe('serve with two workers', function () {
  this.timeout(180_000)
  let two: TwoWorkers
  before(async () => void (two = await startTwoWorkers()))
  after(() => two?.stop())

  it('takes a login to its end, its steps spread over both', async () => {
    const [before, answered] = [two.broker.log().length, await two.metric('servicekonto_logins_total')]
    await two.logIn()
    const steps = two.broker.log().slice(before)
    const pids = new Set(steps.filter((line) => line['event.action'] === 'request').map((line) => line['process.pid']))
    expect([...pids]).to.have.members([...two.broker.workers()])
    expect(pids).not.to.include(two.broker.pid())
    expect(await two.fromBoth(() => two.metric('servicekonto_logins_total'))).to.deep.equal(Array(4).fill(answered + 1))
    expect(await two.metric('servicekonto_workers ')).to.equal(2)
    expect(await two.metric('servicekonto_registered_services ')).to.equal(1)
  })

  it('follows the command line on each of them', async () => {
    const page = () => two.portal().login(createWebClient())
    const certificates = async () => {
      const { body } = await createWebClient().get(`${two.broker.url}/saml/metadata`)
      return [...body.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, each]) => each)
    }
    // A worker may know of the new key before the command has ended.
    const before = await certificates()
    const [, generated] = await Promise.all([
      two.broker.servicekonto(['sp', 'disable', two.portal().entityId]),
      two.broker.servicekonto(['keys', 'generate', '--use', 'signing', '--json']),
    ])
    await two.settled()
    for (const { status } of await two.fromBoth(page)) expect(status).to.equal(403)
    for (const each of await two.fromBoth(certificates)) expect(each).to.have.length(before.length + 1)
    await Promise.all([
      two.broker.servicekonto(['sp', 'enable', two.portal().entityId]),
      two.broker.servicekonto(['sp', 'set', two.portal().entityId, 'displayName=Parken']),
      two.broker.servicekonto(['keys', 'activate', JSON.parse(generated).id]),
    ])
    await two.settled()
    for (const { text } of await two.fromBoth(page)) expect(text).to.contain('Parken')
    // The one that signs comes first; the one before it stays announced.
    for (const each of await two.fromBoth(certificates)) expect(each[0]).not.to.equal(before[0])
    await two.renewPortal()
    await two.fromBoth(() => two.logIn())
  })
})
