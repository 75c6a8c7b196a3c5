import { expect } from 'chai'
import { days } from '../../src/domain/instant.js'
import { createCertificateNotices } from '../../src/observability/certificate-watch.js'
import { readFromWorker } from '../../src/workers/messages.js'
import { sayCertificates } from '../../src/workers/primary.js'
import { keptLog } from '../support/kept-log.js'
import { type FakeWorker, fakeWorkers } from './fake-workers.js'

const NOW = Date.UTC(2026, 10, 20)

describe('certificates that end, seen by several workers', () => {
  it('are said by the primary, once a day for all, and not anew by a worker that takes another’s place', () => {
    const { log, lines } = keptLog()
    let now = NOW
    const notices = createCertificateNotices({ clock: { now: () => now }, log })
    const workers = fakeWorkers()
    const tell = () => {
      const worker = workers.start() as FakeWorker
      sayCertificates(worker, notices)
      const message = readFromWorker({
        kind: 'certificate',
        end: { kind: 'own-signing', ends: NOW + days(20), service: null },
      })
      worker.says(message ?? expect.fail('not understood'))
    }
    for (let count = 0; count < 3; count++) tell()
    expect(lines.splice(0)).to.deep.equal(['warn certificate.ends the own-signing certificate ends in 20 days'])
    now += days(1)
    for (let count = 0; count < 3; count++) tell()
    expect(lines).to.deep.equal(['warn certificate.ends the own-signing certificate ends in 19 days'])
  })
})
