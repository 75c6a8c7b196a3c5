import { expect } from 'chai'
import type { CertificateReport } from '../../src/observability/certificate-watch.js'
import { entityId } from '../../src/domain/ids.js'
import { EID_METRICS, EID_SESSIONS } from '../../src/methods/eid/metrics.js'
import { createMetrics } from '../../src/observability/metrics.js'

const NONE: CertificateReport = { nearest: new Map(), servicesWithin: new Map(), metadataWithin: new Map() }

const setUp = (services = 3, certificates = NONE) =>
  createMetrics({
    now: () => 1_000_000,
    version: '9.8.7',
    ofMethods: [],
    proofFailures: ['wrong'],
    gauge: () => Promise.resolve(0),
    sources: async () => new Map([['ok', 1]]),
    registeredServices: () => services,
    methods: ['password'],
    certificates: () => certificates,
    droppedLogEntries: () => 3,
    peers: null,
  })

describe('the metrics', () => {
  it('count the runs of jobs, and tell when each last went through', async () => {
    const metrics = setUp()
    metrics.jobRan('certificates', 'ok')
    metrics.jobRan('certificates', 'failed')
    const text = await metrics.render()
    expect(text).to.contain('servicekonto_job_runs_total{job="certificates",result="ok"} 1')
    expect(text).to.contain('servicekonto_job_runs_total{job="certificates",result="failed"} 1')
    expect(text).to.contain('servicekonto_job_last_success_timestamp_seconds{job="certificates"} 1000')
  })

  it('count logins by method, level and result', async () => {
    const metrics = setUp()
    metrics.loginEnded('answered', 'password', 'normal')
    metrics.loginEnded('answered', 'password', 'normal')
    metrics.loginEnded('no-passive', null, null)
    const text = await metrics.render()
    expect(text).to.contain('servicekonto_logins_total{method="password",level="normal",result="answered"} 2')
    expect(text).to.contain('servicekonto_logins_total{method="none",level="none",result="no-passive"} 1')
  })

  it('count and time requests by route', async () => {
    const metrics = setUp()
    metrics.request('/login/:id', 'GET', 200, 0.02)
    const text = await metrics.render()
    expect(text).to.contain('servicekonto_http_requests_total{route="/login/:id",method="GET",status="200"} 1')
    expect(text).to.contain('servicekonto_http_request_duration_seconds_count{route="/login/:id"} 1')
  })

  it('count what an exception let through, by algorithm', async () => {
    const metrics = setUp()
    metrics.weakAlgorithm('rsa-sha1')
    metrics.weakAlgorithm('Mia')
    const text = await metrics.render()
    expect(text).to.contain('servicekonto_weak_algorithms_total{algorithm="rsa-sha1"} 1')
    expect(text).to.contain('servicekonto_weak_algorithms_total{algorithm="other"} 1')
  })

  it('count the log entries that nothing took', async () => {
    expect(await setUp().render()).to.contain('servicekonto_log_entries_dropped_total 3')
  })

  it('count refusals by error code, and failed proofs by method and reason', async () => {
    const metrics = setUp()
    metrics.refused('form-token')
    metrics.refused('made-up')
    metrics.proofFailed('password', 'wrong')
    metrics.proofFailed('mia@buerger.example', 'ein wirklich langer Satz')
    const text = await metrics.render()
    expect(text).to.contain('servicekonto_refusals_total{code="form-token"} 1')
    expect(text).to.contain('servicekonto_refusals_total{code="other"} 1')
    expect(text).to.contain('servicekonto_failed_proofs_total{method="password",reason="wrong"} 1')
    expect(text).to.contain('servicekonto_failed_proofs_total{method="other",reason="other"} 1')
  })

  it('say which version runs', async () => {
    expect(await setUp().render()).to.contain('servicekonto_build_info{version="9.8.7"} 1')
  })

  it('count the sessions at an eID server, and say how many are unfinished while the store answers', async () => {
    const counts = [3, 5]
    const metrics = createMetrics({
      now: () => 1_000_000,
      version: '9.8.7',
      ofMethods: EID_METRICS,
      proofFailures: ['wrong'],
      gauge: () => {
        const count = counts.shift()
        return count === undefined ? Promise.reject(new Error('down')) : Promise.resolve(count)
      },
      sources: async () => new Map([['ok', 1]]),
      registeredServices: () => 0,
      methods: [],
      certificates: () => NONE,
      droppedLogEntries: () => 3,
      peers: null,
    })
    metrics.count(EID_SESSIONS, 'opened')
    metrics.count(EID_SESSIONS, 'all-full')
    metrics.count(EID_SESSIONS, 'mia@buerger.example')
    metrics.count('servicekonto_made_up_total', 'opened')
    const text = await metrics.render()
    expect(text).to.contain('servicekonto_eid_sessions_total{outcome="opened"} 1')
    expect(text).to.contain('servicekonto_eid_sessions_total{outcome="all-full"} 1')
    expect(text).to.contain('servicekonto_eid_sessions_total{outcome="other"} 1')
    expect(text).not.to.contain('made_up')
    expect(text).to.contain('servicekonto_eid_sessions_unfinished 3')
    for (const count of [5, 5])
      expect(await metrics.render()).to.contain(`servicekonto_eid_sessions_unfinished ${count}`)
  })

  it('say how many services are registered now', async () => {
    expect(await setUp(7).render()).to.contain('servicekonto_registered_services 7')
  })

  it('say when certificates end, by what they are for, and no service’s name', async () => {
    const end = { ends: Date.UTC(2027, 2, 1), service: entityId('https://portal.example/metadata') }
    const text = await setUp(3, {
      nearest: new Map([
        ['own-signing', { kind: 'own-signing', ends: Date.UTC(2027, 0, 1), service: null }],
        ['service', { kind: 'service', ...end }],
      ]),
      servicesWithin: new Map([
        [0, 1],
        [90, 4],
      ]),
      metadataWithin: new Map([[7, 2]]),
    }).render()
    expect(text).to.contain('servicekonto_certificate_end_timestamp_seconds{kind="own-signing"} 1798761600')
    expect(text).to.contain('servicekonto_certificate_end_timestamp_seconds{kind="service"} 1803859200')
    expect(text).to.contain('servicekonto_service_certificates_ending{within_days="0"} 1')
    expect(text).to.contain('servicekonto_service_certificates_ending{within_days="90"} 4')
    expect(text).to.contain('servicekonto_service_metadata_ending{within_days="7"} 2')
    expect(text).not.to.contain('portal.example')
  })

  it('hold no person, path or unknown service in a label', async () => {
    const metrics = setUp()
    metrics.loginEnded('mia@buerger.example', 'mia.muster', 'Mia')
    metrics.loginEnded('toString', 'password', 'normal')
    metrics.request('/login/?name=Mia Muster', 'MIA', 99, 1)
    const text = await metrics.render()
    expect(text).not.to.match(/mia|toString/i)
    expect(text).to.contain('{method="other",level="other",result="other"} 1')
    expect(text).to.contain('{route="other",method="other",status="other"} 1')
  })

  it('stay bounded if paths were ever counted as routes', async () => {
    const metrics = setUp()
    for (let index = 0; index < 500; index += 1) metrics.request(`/x/${index}`, 'GET', 200, 0.1)
    expect((await metrics.render()).match(/http_requests_total\{/g)?.length).to.be.at.most(201)
  })

  it('of two brokers in one process do not meet', async () => {
    const [first, second] = [setUp(), setUp()]
    first.loginEnded('answered', 'password', 'normal')
    expect(await second.render()).not.to.contain('result="answered"')
  })
})
