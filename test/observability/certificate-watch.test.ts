import { expect } from 'chai'
import type { CertificateEnd } from '../../src/domain/certificate-end.js'
import { entityId } from '../../src/domain/ids.js'
import { days, hours } from '../../src/domain/instant.js'
import { createCertificateNotices, createCertificateWatch } from '../../src/observability/certificate-watch.js'
import { keptLog } from '../support/kept-log.js'

const NOW = Date.UTC(2026, 10, 20)

const service = (name: string, left: number): CertificateEnd => ({
  kind: 'service',
  ends: NOW + days(left),
  service: entityId(`https://${name}.example/metadata`),
})
const own = (left: number): CertificateEnd => ({ kind: 'own-signing', ends: NOW + days(left), service: null })

function world() {
  const { log, lines } = keptLog()
  const state = { now: NOW }
  const clock = { now: () => state.now }
  const notices = createCertificateNotices({ clock, log })
  return { state, lines, watch: createCertificateWatch(clock, (end) => notices.tellCertificate(end)) }
}

describe('the watch over certificates', () => {
  it('says nothing until 90 days before an end, then once a day, more and more urgently', () => {
    const { watch, state, lines } = world()
    const looked = (left: number) => {
      state.now = NOW + days(100 - left)
      watch.note([own(100)])
      return lines.splice(0)
    }
    const says = (level: string, count: number) => [
      `${level} certificate.ends the own-signing certificate ends in ${count} days`,
    ]
    expect(looked(91)).to.deep.equal([])
    expect(looked(90)).to.deep.equal(says('info', 90))
    expect(looked(89.5)).to.deep.equal([])
    expect(looked(89)).to.deep.equal(says('info', 89))
    expect(looked(30)).to.deep.equal(says('warn', 30))
    expect(looked(7.5)).to.deep.equal(says('warn', 7))
    expect(looked(7), 'at once, as it became urgent').to.deep.equal(says('error', 7))
    expect(looked(0)).to.deep.equal(says('error', 0))
    expect(looked(-1)).to.deep.equal(['error certificate.ends the own-signing certificate has ended'])
  })

  it('says of each kind the nearest end alone, and of a renewed one nothing', () => {
    const { watch, state, lines } = world()
    watch.note([service('aachen', 5), service('bonn', 3), own(20), own(8)])
    expect(lines.splice(0)).to.deep.equal([
      'warn certificate.ends the own-signing certificate ends in 8 days',
      'error certificate.ends the service certificate ends in 3 days',
    ])
    state.now += hours(25)
    watch.note([service('aachen', 400), own(300)])
    expect(lines).to.deep.equal([])
  })

  it('says of a service’s metadata when its validity ends, and no louder than a warning: the service works on', () => {
    const { watch, state, lines } = world()
    watch.note([{ ...service('aachen', 5), kind: 'service-metadata' }])
    expect(lines.splice(0)).to.deep.equal(['warn metadata.ends the validity of a service’s metadata ends in 5 days'])
    state.now += days(6)
    watch.note([{ ...service('aachen', 5), kind: 'service-metadata' }])
    expect(lines).to.deep.equal(['warn metadata.ends the validity of a service’s metadata has ended'])
    expect([...watch.report().metadataWithin]).to.deep.equal([
      [0, 1],
      [90, 1],
      [30, 1],
      [14, 1],
      [7, 1],
    ])
    expect(watch.report().servicesWithin.get(90)).to.equal(0)
  })

  it('reports the nearest end of each kind, and how many services are how near to theirs', () => {
    const { watch } = world()
    expect(watch.report().nearest.size).to.equal(0)
    const all = [service('aachen', -3), service('bonn', 7), service('celle', 31), service('dueren', 900), own(20)]
    watch.note(all)
    const { nearest, servicesWithin } = watch.report()
    expect([...nearest.values()]).to.deep.equal([own(20), service('aachen', -3)])
    expect([...servicesWithin]).to.deep.equal([
      [0, 1],
      [90, 3],
      [30, 2],
      [14, 2],
      [7, 2],
    ])
  })
})
