import { expect } from 'chai'
import { draftJob, versionJob } from '../../src/compose/operator-jobs.js'
import { days } from '../../src/domain/instant.js'
import type { DraftStore } from '../../src/domain/ports/draft-store.js'
import type { VersionLimits } from '../../src/domain/ports/service-store.js'
import { keptLog } from '../support/kept-log.js'

describe('the versions of services', () => {
  it('are taken away as the settings say, by one process, which tells how many', async () => {
    const asked: VersionLimits[] = []
    let forgotten = 3
    const services = { forgetVersions: async (limits: VersionLimits) => (asked.push(limits), forgotten) }
    const { log, lines } = keptLog()
    const job = versionJob({ services, clock: { now: () => days(2000) }, log }, { versions: 7, versionDays: 100 })
    await job.run(AbortSignal.timeout(1000))
    forgotten = 0
    await job.run(AbortSignal.timeout(1000))
    expect(asked).to.deep.equal(Array(2).fill({ most: 7, since: days(1900) }))
    expect(lines).to.deep.equal(['info versions.forgotten'])
    expect(job).to.include({ once: 'cluster' })
  })
})

describe('drafts whose time is over', () => {
  it('are taken away a day later, and told to the audit with their author where nobody decided', async () => {
    const asked: unknown[] = []
    const draft = { id: 'd', author: 'cli:mira' } as Parameters<Parameters<DraftStore['forget']>[1]>[0]
    const forget: DraftStore['forget'] = async (before, ended) => (asked.push([before, ended(draft)]), 1)
    const { log, lines } = keptLog()
    const cleared: unknown[] = []
    const forgetPasswords: DraftStore['forgetPasswords'] = async (before) => (cleared.push(before), 1)
    await draftJob({ drafts: { forget, forgetPasswords }, clock: { now: () => days(20) }, log }).run(
      AbortSignal.timeout(1000),
    )
    const entry = { at: days(20), actor: 'broker', action: 'draft.ended', subject: 'd', after: null }
    expect(asked).to.deep.equal([[days(19), { ...entry, before: { author: 'cli:mira' } }]])
    expect(cleared, 'their passwords are, at once').to.deep.equal([days(20)])
    expect(lines).to.deep.equal(['info drafts.forgotten'])
  })
})
