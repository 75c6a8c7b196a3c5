import { type Duration, seconds } from '../domain/instant.js'
import { remains, type MetricsSnapshot } from '../observability/metrics-snapshot.js'
import { createQuestions, type Questions } from './questions.js'
import type { WorkerProcess } from './worker-process.js'

/** Brings together at the primary what the workers count, so that any of them can tell it for all. */
export interface MetricsExchange {
  /** Listens to a worker from now on. */
  join(worker: WorkerProcess): void
}

interface Member {
  readonly worker: WorkerProcess
  readonly questions: Questions<MetricsSnapshot>
  /** What it said last. */
  latest: MetricsSnapshot
}

/** A worker that is busy is waited for no longer than this; then what it said last counts. */
const ANSWER_WITHIN: Duration = seconds(2)

/**
 * What a worker counted stays in the sum when it has ended: what it said last, which is complete if it ended well, and
 * as of the last time that the metrics were read if it was killed. A sum that went back would look like a restart.
 */
export function createMetricsExchange(within: Duration = ANSWER_WITHIN): MetricsExchange {
  const members = new Set<Member>()
  let past: Promise<MetricsSnapshot> = Promise.resolve([])

  const ask = ({ worker, questions }: Member): Promise<unknown> =>
    questions.ask((question) => worker.tell({ kind: 'count', question }))
  const leave = (member: Member): void => {
    members.delete(member)
    past = past.then((sofar) => remains([sofar, member.latest]))
    member.questions.giveUp()
  }
  const gathered = async (): Promise<readonly MetricsSnapshot[]> => {
    await Promise.all([...members].map(ask))
    // All are read in one go: a worker that ended meanwhile is among the ended ones by now, and counts once.
    const [present, ended] = [[...members].map(({ latest }) => latest), past]
    return [...present, await ended]
  }
  return {
    join(worker) {
      const member: Member = { worker, questions: createQuestions(within), latest: [] }
      members.add(member)
      void worker.ended.then(() => leave(member))
      worker.onMessage((message) => {
        if (message.kind === 'counted') {
          member.latest = message.snapshot
          if (message.question !== null) member.questions.answered(message.question, message.snapshot)
        }
        if (message.kind !== 'gather') return
        const { question } = message
        void gathered().then((all) =>
          worker.tell({ kind: 'gathered', question, snapshots: all.map((each) => [...each]) }),
        )
      })
    },
  }
}
