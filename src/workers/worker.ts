import cluster from 'node:cluster'
import { BrokerError } from '../domain/error-catalogue.js'
import { type Duration, seconds } from '../domain/instant.js'
import type { CertificatePeers } from '../observability/certificate-watch.js'
import type { MetricsPeers, MetricsSnapshot } from '../observability/metrics-snapshot.js'
import { readFromPrimary, type FromPrimary, type FromWorker } from './messages.js'
import { createQuestions } from './questions.js'

/** What a worker has to do with the primary and the others. */
export interface WorkerLink extends MetricsPeers, CertificatePeers {
  /** Calls back when the primary asks for the end, or somebody sends this process SIGTERM or SIGINT. */
  onStop(stop: () => void): void
  /** Tells the primary that this worker serves. */
  ready(port: number): void
  /** Says the last word and parts: this process ends by itself when nothing is left to do. */
  leave(): Promise<void>
}

/** Longer than the primary waits for the slowest worker. */
const ANSWER_WITHIN: Duration = seconds(4)

/** Null where this process is no worker. */
export const openWorkerLink = (): WorkerLink | null => (cluster.isWorker ? createWorkerLink() : null)

function createWorkerLink(): WorkerLink {
  const questions = createQuestions<readonly MetricsSnapshot[]>(ANSWER_WITHIN)
  let count: () => Promise<MetricsSnapshot> = () => Promise.resolve([])
  let last: MetricsSnapshot = []
  const tell = async (question: number | null): Promise<void> => {
    // Whoever asks waits for an answer. What cannot be counted now is told as it last was: a sum never goes back.
    last = await count().catch(() => last)
    await say({ kind: 'counted', question, snapshot: [...last] })
  }
  let askedToStop: () => void = () => undefined
  const stopAsked = new Promise<void>((resolve) => (askedToStop = resolve))

  listen((message) => {
    if (message.kind === 'stop') askedToStop()
    if (message.kind === 'count') void tell(message.question)
    if (message.kind === 'gathered') questions.answered(message.question, message.snapshots)
  })
  // A terminal sends its signals to all processes of a group, and what SIGHUP means is for the primary to say.
  process.on('SIGHUP', () => undefined)
  return {
    onStop(stop) {
      for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, askedToStop)
      void stopAsked.then(stop)
    },
    tellCertificate: (end) => void say({ kind: 'certificate', end }),
    ready: (port) => void say({ kind: 'ready', port }),
    offerMetrics: (given) => void (count = given),
    async gatherMetrics() {
      const all = await questions.ask((question) => void say({ kind: 'gather', question }))
      if (!all) throw new BrokerError('unavailable', 'metrics: the primary does not answer')
      return all
    },
    async leave() {
      await tell(null)
      cluster.worker?.disconnect()
    },
  }
}

const listen = (hear: (message: FromPrimary) => void): void =>
  void process.on('message', (held) => {
    const message = readFromPrimary(held)
    if (message) hear(message)
  })

/** Resolves when it is handed over; a primary that is gone hears nothing. */
const say = (message: FromWorker): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve())
    else resolve()
  })
