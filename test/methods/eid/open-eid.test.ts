import { expect } from 'chai'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { EidDeps } from '../../../src/methods/eid/eid-deps.js'
import { loadConfig } from '../../../src/compose/load-config.js'
import { ConfigError } from '../../../src/config/config-error.js'
import { brokerSettings } from '../../../src/demo/eid-stub/broker-settings.js'
import { eidModule } from '../../../src/methods/eid/module.js'
import { eidParts } from '../../../src/methods/eid/open-eid.js'
import type { Lasting } from '../../../src/compose/lasting.js'
import { lentTo } from '../../../src/compose/offer.js'
import { startStubWorld, type StubWorld } from '../../support/eid-world.js'
import { certificateUntil, pemOf } from '../../support/saml-keys.js'
import { tlsPair } from '../../support/tls-pair.js'
import { openParts } from '../../support/world.js'

describe('the online ID card as a deployment sets it up', () => {
  let stub: StubWorld
  let lasting: Lasting
  const file = (name: string): string => join(stub.folder, name)

  before(async () => {
    stub = await startStubWorld()
    lasting = (await openParts({ at: Date.now() })).lasting
    writeFileSync(file('stranger.pem'), pemOf(certificateUntil(Date.UTC(2030, 0, 1))))
  })
  after(async () => {
    await stub.stop()
  })

  const opened = (changes: object = {}, env: Record<string, string> = {}, allow: readonly string[] = []) => {
    const eid = { ...brokerSettings(stub.stub.url, stub.folder), ...changes }
    writeFileSync(file('config.yaml'), JSON.stringify({ methods: { eid }, network: { outgoing: { allow } } }))
    const config = loadConfig({ CONFIG_FILE: file('config.yaml'), DATA_DIR: stub.folder, ...env })
    return eidParts(eidModule.settingsOf(config.settings.methods), lentTo(lasting, config))
  }
  const depsOf = (changes: object = {}): EidDeps => opened(changes)?.deps ?? expect.fail('not offered')
  /** What the eID server's answer to the simplest question is, or why there is none. */
  const asked = async (changes: object): Promise<string> => {
    try {
      return (await depsOf(changes).server.getServerInfo()).version
    } catch (error) {
      return String(error)
    }
  }

  it('is not offered without an eID server, or switched off', () => {
    expect(opened({ serverUrl: null, signature: {} })).to.equal(null)
    expect(opened({ enabled: false })).to.equal(null)
  })

  it('has the level, age and level of assurance of the settings', () => {
    expect(depsOf()).to.include({ level: 'hoch', minimumAge: 16, assurance: true, newPsk: null, serverAddress: null })
    const changes = { level: 'substantiell', minimumAge: 18, assurance: false, serverAddress: 'https://paos.example/x' }
    expect(depsOf(changes)).to.include(changes)
  })

  it('proposes keys that nobody can guess, where it is to', () => {
    const { newPsk } = depsOf({ ownPsk: true })
    const keys = [newPsk?.(), newPsk?.()]
    for (const key of keys) {
      expect(key?.id).to.match(/^[0-9A-F]{40}$/)
      expect(key?.key).to.match(/^[0-9A-F]{64}$/)
    }
    expect(keys[0]).not.to.deep.equal(keys[1])
  })

  it('ends with the last day of the authorisation certificate', async function () {
    this.timeout(90_000)
    const endingIn = (days: number) => {
      const authorisationEnds = new Date(lasting.clock.now() + days * 86_400_000).toISOString().slice(0, 10)
      const { deps, job } = opened({ authorisationEnds }) ?? expect.fail('not offered')
      return { look: () => job.run(new AbortController().signal), usable: () => deps.usable() }
    }
    const today = endingIn(0)
    // A busy machine may miss the time that one look has.
    for (const until = Date.now() + 60_000; !today.usable().usable && Date.now() < until;) await today.look()
    expect(today.usable()).to.deep.equal({ usable: true })
    const yesterday = endingIn(-1)
    await yesterday.look()
    expect(yesterday.usable()).to.deep.equal({ usable: false, reason: 'certificate-ended' })
  })

  it('believes the certificate of the eID server’s signatures, the next one while it changes, and no other', async () => {
    const { signature } = brokerSettings(stub.stub.url, stub.folder)
    const known = signature.serverCertificateFile
    const stranger = file('stranger.pem')
    const believing = (serverCertificateFile: string, nextServerCertificateFile: string | null = null) =>
      asked({ signature: { ...signature, serverCertificateFile, nextServerCertificateFile } })
    expect(await believing(known)).to.equal('2.4')
    expect(await believing(stranger, known)).to.equal('2.4')
    expect(await believing(stranger)).to.include('no known key')
  })

  describe('beyond this machine', () => {
    const privately = { serverUrl: 'https://10.20.3.4/eID-Server' }

    it('is called in a private network only where network.outgoing.allow lists it, and the start says so', () => {
      expect(() => opened(privately)).to.throw(
        ConfigError,
        'methods.eid.serverUrl is "https://10.20.3.4/eID-Server", which leads to 10.20.3.4 in a private network; list that network in network.outgoing.allow',
      )
      expect(() => opened(privately, {}, ['10.21.0.0/16'])).to.throw(ConfigError, 'network.outgoing.allow')
      expect(opened(privately, {}, ['10.20.0.0/16'])).not.to.equal(null)
      expect(opened({ ...privately, enabled: false })).to.equal(null)
    })

    it('is never called at a link-local address', () => {
      expect(() => opened({ serverUrl: 'https://169.254.169.254/' })).to.throw(ConfigError, 'neither on the public')
    })

    it('is called on this machine only while PUBLIC_URL is http', async () => {
      const tls = { serverUrl: 'https://localhost:1/eID-Server' }
      expect(() => opened(tls, { PUBLIC_URL: 'https://konto.example' })).to.throw(
        ConfigError,
        'which is on this machine; with PUBLIC_URL on https it may be in a network of network.outgoing.allow',
      )
      expect(await asked(tls)).to.include('ECONNREFUSED')
    })
  })

  describe('over TLS', () => {
    let server: Server
    let serverUrl: string
    before(async () => {
      for (const name of ['server', 'client']) {
        const { key, cert } = await tlsPair(name)
        writeFileSync(file(`tls-${name}.key`), key)
        writeFileSync(file(`tls-${name}.crt`), cert)
      }
      const read = (name: string) => readFileSync(file(name))
      const tls = { key: read('tls-server.key'), cert: read('tls-server.crt'), ca: read('tls-client.crt') }
      // In front of the stand-in, as the guideline has it: whoever shows no certificate is not let in (TR-03130-1 §3.5.1).
      server = createServer({ ...tls, requestCert: true, rejectUnauthorized: true }, (incoming, outgoing) => {
        const { method, headers } = incoming
        incoming.pipe(
          request(stub.stub.serverUrl, { method, headers }, (answer) => {
            outgoing.writeHead(answer.statusCode ?? 0, answer.headers)
            answer.pipe(outgoing)
          }),
        )
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      serverUrl = `https://localhost:${(server.address() as AddressInfo).port}/eID-Server`
    })
    after(() => void server.close().closeAllConnections())

    const through = (tls: object, url = serverUrl) => asked({ serverUrl: url, tls })

    it('knows the server by the named certificate, and shows its own', async () => {
      const ours = { keyFile: file('tls-client.key'), certificateFile: file('tls-client.crt') }
      const trusted = { trustedFile: file('tls-server.crt') }
      expect(await through({ ...trusted, ...ours })).to.equal('2.4')
      expect(await through(trusted), 'shows none').to.include('SoapError')
      expect(await through(ours), 'an authority that nobody knows').to.include('SELF_SIGNED')
      expect(await through({ trustedFile: file('tls-client.crt'), ...ours }), 'another one').to.include('SoapError')
      const byNumber = serverUrl.replace('localhost', '127.0.0.1')
      expect(await through({ ...trusted, ...ours }, byNumber)).to.include('ALTNAME')
    })
  })
})
