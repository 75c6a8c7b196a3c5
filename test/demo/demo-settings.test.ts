import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect } from 'chai'
import { readDemoSettings } from '../../src/demo/demo-settings.js'
import { demandFreePorts } from '../../src/demo/free-ports.js'
import { attributeNames } from '../../src/demo/portal/attribute-names.js'
import { freePort } from '../support/free-port.js'

describe('the settings of the demo', () => {
  it('put the broker on 3000 and each portal on a host name and port of its own', () => {
    const { broker, portals, dataDir } = readDemoSettings({})
    expect(broker).to.deep.equal({ host: '127.0.0.1', port: 3000, publicUrl: 'http://localhost:3000' })
    expect(dataDir).to.equal(null)
    expect(portals.map(({ name, trustLevel, baseUrl }) => [name, trustLevel, baseUrl])).to.deep.equal([
      ['Serviceportal Aachen', 'normal', 'http://aachen.localhost:4001'],
      ['Bewohnerparken Gelsenkirchen', 'substantiell', 'http://gelsenkirchen.localhost:4002'],
      ['Einbürgerung Solingen', 'hoch', 'http://solingen.localhost:4003'],
      ['Fischereiprüfung Kreis Paderborn', 'normal', 'http://paderborn.localhost:4004'],
      ['Wohngeld Düsseldorf', 'normal', 'http://duesseldorf.localhost:4005'],
    ])
  })

  it('have one portal that posts its requests and gets its answers unencrypted', () => {
    const { portals } = readDemoSettings({})
    const posting = portals.filter((portal) => portal['requestBinding'] === 'post')
    expect(posting.map(({ host, encrypted }) => [host, encrypted])).to.deep.equal([['paderborn.localhost', false]])
  })

  it('follow the environment', () => {
    const { broker, portals, dataDir } = readDemoSettings({ PORT: '3100', DEMO_PORTAL_PORT: '5000', DATA_DIR: '/d' })
    expect(broker.publicUrl).to.equal('http://localhost:3100')
    expect(portals[3]?.baseUrl).to.equal('http://paderborn.localhost:5003')
    expect(dataDir).to.equal('/d')
  })

  it('name the variable that holds no port', () => {
    expect(() => readDemoSettings({ DEMO_PORTAL_PORT: 'many' })).to.throw(/^DEMO_PORTAL_PORT must be a port number/)
  })

  it('have a citizen who lacks what a portal of level normal requires, and one who lacks nothing', () => {
    const { citizens, portals } = readDemoSettings({})
    const aachen = portals[0]?.['required']
    const required = attributeNames.filter((name) => Array.isArray(aachen) && aachen.includes(name))
    const lacking = citizens.map((citizen) => required.filter((name) => citizen[name] === undefined).length)
    expect(Math.min(...lacking)).to.equal(0)
    expect(Math.max(...lacking)).to.be.greaterThan(0)
    for (const { username, password } of citizens) expect(username + password).not.to.match(/\s/)
  })
})

describe('a port that the demo needs', () => {
  it('is named in one line with a way out when something else listens on it', async () => {
    const port = await freePort()
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    try {
      const wanted = [{ who: 'the broker', host: '127.0.0.1', port, variable: 'PORT' }]
      const refusal = await demandFreePorts(wanted).catch((error: Error) => error.message)
      expect(refusal).to.equal(
        `port ${port}, wanted for the broker, is taken: stop what listens there, or choose another, ` +
          `for example PORT=${port + 1000} npm run demo`,
      )
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
    await demandFreePorts([{ who: 'the broker', host: '127.0.0.1', port, variable: 'PORT' }])
  })

  it('is never advised to move to where another part of the demo listens', async () => {
    const port = await freePort()
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    const host = '127.0.0.1'
    const wanted = [
      { who: 'the broker', host, port, variable: 'PORT' },
      { who: 'a portal', host, port: port + 1000, variable: 'DEMO_PORTAL_PORT' },
    ]
    const refusal = await demandFreePorts(wanted).catch((error: Error) => error.message)
    await new Promise((resolve) => server.close(resolve))
    expect(refusal).to.include(`PORT=${port + 2000} npm run demo`)
  })
})
