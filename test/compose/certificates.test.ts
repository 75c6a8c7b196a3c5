import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { days } from '../../src/domain/instant.js'
import type { KeyInfo } from '../../src/domain/ports/signing-keys.js'
import type { ServiceKey, Service } from '../../src/domain/service.js'
import { openCertificates } from '../../src/compose/certificates.js'
import { eidCertificates } from '../../src/methods/eid/certificates.js'
import { keptLog } from '../support/kept-log.js'
import { certificateUntil, pemOf, testSigner } from '../support/saml-keys.js'
import { testService } from '../support/saml-service.js'

const NOW = Date.UTC(2026, 10, 20)
const key = (use: ServiceKey['use'], left: number): ServiceKey => ({
  publicKey: 'MIIA',
  use,
  certificate: certificateUntil(NOW + days(left)),
  encryptionMethods: [],
})
const withKeys = (name: string, keys: readonly ServiceKey[], active = true): Service =>
  testService({ entityId: `https://${name}.example/metadata`, active, metadata: { keys } })

describe('the certificates that a broker works with', () => {
  async function reported(services: readonly Service[], announced: readonly KeyInfo[] = []) {
    const { log, lines } = keptLog()
    const watched = { keys: { announced: () => announced }, services: () => services, fixed: [] }
    const opened = openCertificates(watched, { clock: { now: () => NOW }, log, peers: null })
    await opened.job.run(new AbortController().signal)
    return { ...opened.report(), lines }
  }
  const left = ({ nearest }: Awaited<ReturnType<typeof reported>>) =>
    [...nearest.values()].map(({ kind, ends, service }) => [kind, (ends - NOW) / days(1), service])

  it('are of a service the last of each use, and the nearer of the two', async () => {
    const rolling = withKeys('aachen', [key('signing', 3), key('signing', 500), key('encryption', 200)])
    expect(left(await reported([rolling]))).to.deep.equal([['service', 200, rolling.entityId]])
    const ending = withKeys('bonn', [key('both', 40), key('encryption', 200)])
    expect(left(await reported([rolling, ending]))).to.deep.equal([['service', 40, ending.entityId]])
  })

  it('are not those of services that are switched off or have none; one that cannot be read hides no other', async () => {
    const broken = withKeys('duisburg', [
      { use: 'both', publicKey: 'AAAA', certificate: 'AAAA', encryptionMethods: [] },
    ])
    const services = [withKeys('aachen', [key('both', 3)], false), withKeys('bonn', []), broken]
    expect(left(await reported(services))).to.deep.equal([])
    const good = withKeys('celle', [key('both', 50)])
    expect(left(await reported([...services, good]))).to.deep.equal([['service', 50, good.entityId]])
  })

  it('are watched beside the end of each service’s metadata, where that says one', async () => {
    const until = (name: string, left: number, active = true) =>
      testService({
        entityId: `https://${name}.example/metadata`,
        active,
        metadata: { keys: [], validUntil: NOW + days(left) },
      })
    const services = [until('aachen', 20), until('bonn', -2), until('celle', 1, false), withKeys('duisburg', [])]
    const found = await reported(services)
    expect(left(found)).to.deep.equal([['service-metadata', -2, 'https://bonn.example/metadata']])
    expect([...found.metadataWithin]).to.deep.equal([
      [0, 1],
      [90, 2],
      [30, 2],
      [14, 1],
      [7, 1],
    ])
  })

  it('are all looked at, however many there are', async () => {
    const keys = [key('both', 5)]
    const services = Array.from({ length: 60 }, (_, index) => withKeys(`portal-${index}`, keys))
    expect((await reported(services)).servicesWithin.get(7)).to.equal(60)
  })

  it('are of our own the active ones', async () => {
    const info = (state: KeyInfo['state'], use: KeyInfo['use'], days_: number): KeyInfo => ({
      ...testSigner().info,
      state,
      use,
      notAfter: NOW + days(days_),
    })
    const keys = [info('active', 'signing', 100), info('previous', 'signing', 2), info('active', 'encryption', 6)]
    expect(left(await reported([], keys))).to.deep.equal([
      ['own-signing', 100, null],
      ['own-encryption', 6, null],
    ])
  })
})

describe('the certificates of the online ID card', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  })
  after(() => rmSync(folder, { recursive: true }))
  const file = (name: string, ...lefts: readonly number[]): string => {
    const path = join(folder, name)
    writeFileSync(path, `# ${name}\n${lefts.map((left) => pemOf(certificateUntil(NOW + days(left)))).join('')}`)
    return path
  }

  it('are all that its server needs; of several for one thing the last counts', () => {
    const ends = eidCertificates({
      authorisationEnds: '2026-11-29',
      signature: {
        keyFile: null,
        certificateFile: file('ours', 20),
        serverCertificateFile: file('server', 5),
        nextServerCertificateFile: file('next', 300),
      },
      tls: { trustedFile: file('trusted', 60, 70), keyFile: null, certificateFile: file('client', 80) },
    })
    expect(ends.map((end) => [end.kind, (end.ends - NOW) / days(1)])).to.deep.equal([
      ['eid-authorisation', 10],
      ['eid-signature', 20],
      ['eid-server-signature', 300],
      ['eid-tls-client', 80],
      ['eid-tls-server', 70],
    ])
  })

  it('are none where nothing is named, or what is named holds none', () => {
    const none = { keyFile: null, certificateFile: null }
    const signature = { ...none, serverCertificateFile: file('empty'), nextServerCertificateFile: null }
    expect(eidCertificates({ authorisationEnds: null, signature, tls: { ...none, trustedFile: null } })).to.deep.equal(
      [],
    )
  })
})
