import type { AuditMark } from '../domain/audit-chain.js'
import { hours, minutes, seconds, type Duration } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Log } from '../domain/ports/log.js'
import { forgetEntries } from '../operators/audit/forget-entries.js'
import { sealEntries, type SealDeps } from '../operators/audit/seal-entries.js'

/** Entries are sealed well within the 10 s after which verifying counts them as a fault. */
const SEALED_EVERY = seconds(2)

/** If the process that seals is gone, another one follows within 8 s; two at once would do no harm. */
const LEASE_MARGIN = seconds(2)

/** The head is told in the log again after this time. */
const TOLD_EVERY = minutes(1)

/** What a broker that stops spends at most on the last entries. */
const LAST_SEALING = seconds(2)

/** The sealing of the audit log, as one process of all does it. */
export interface Sealing {
  readonly job: Job
  /** Seals what was written last, and tells the head. */
  close(): Promise<void>
}

/** Seals the audit log, and writes its head to the log of the broker, which lies elsewhere (RULES: Operators 1). */
export function openSealing(deps: Omit<SealDeps, 'lost'>, log: Log): Sealing {
  const lost = (seq: number): void => log.error('audit.fault', { reason: 'head', seq })
  let told = { seq: 0, at: -Infinity }
  const tell = (head: AuditMark | null, every: Duration): void => {
    const now = deps.clock.now()
    if (head === null || head.seq === told.seq || now - told.at < every) return
    log.info('audit.head', { seq: head.seq, seal: head.seal })
    told = { seq: head.seq, at: now }
  }
  const run = async (signal: AbortSignal, every: Duration): Promise<void> =>
    tell(await sealEntries({ ...deps, lost }, signal), every)
  return {
    job: {
      name: 'audit-seal',
      every: SEALED_EVERY,
      within: minutes(1),
      once: 'cluster',
      leaseMargin: LEASE_MARGIN,
      run: (signal) => run(signal, TOLD_EVERY),
    },
    // What is not sealed now is sealed by the next process, or at the next start.
    close: () => run(AbortSignal.timeout(LAST_SEALING), 0).catch(() => undefined),
  }
}

/** Takes away entries that are older than they are kept. */
export const retentionJob = (deps: SealDeps, keep: Duration, log: Log): Job => ({
  name: 'audit-retention',
  every: hours(1),
  within: hours(1),
  once: 'cluster',
  async run(signal) {
    const { count, seq, faults } = await forgetEntries(deps, keep, signal)
    for (const { kind, seq: where } of faults) log.error('audit.fault', { reason: kind, seq: where })
    if (count > 0) log.info('audit.forgotten', { count, seq })
  },
})
