import type { Worker } from 'node:worker_threads'
import { seconds, type Duration } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { startThread } from '../../threads/start-thread.js'
import { NEXT, type ReadingPart } from './reading-parts.js'
import type { ReadEntity, RefusedEntity, UntoldEntity } from './service-members.js'
import type { ReadingOptions, ServiceReading } from './service-metadata.js'

/** As `readServiceMetadata`, in a thread. */
export type ThreadReader = (file: Uint8Array, options: ReadingOptions) => Promise<ServiceReading>

/** Twice what the largest file takes that is fetched. */
const MOST_MEMORY_MB = 1024

/** Some thousand services take seconds. */
const LONGEST: Duration = seconds(120)

/** Files that wait for the one that is read: each lies in memory, and whoever gave it waits for its answer. */
const MOST_WAITING = 3

/** What lives shortly; without a bound it would grow with the machine. */
const YOUNG_MB = 64

/** Starts the thread that one file is read in, with bounded memory. */
export const startReading = (memoryMb = MOST_MEMORY_MB): Worker =>
  startThread('reading-thread', import.meta.url, {
    // check: a-file-that-needs-too-much-memory-is-given-up
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
  })

/**
 * Reads files of metadata one after the other, each in a thread of its own that ends with it. Throws what
 * `readServiceMetadata` throws, and `OperatorError` where the thread is of no use: `metadata-read-time` for one that takes
 * longer than `within`, `metadata-read-memory` for one that needs more memory than it has, `metadata-read-busy` where
 * enough wait already, `metadata-read-failed`. Of many refused members the first are told in words, the others by their
 * rule.
 */
export function createThreadReader(start: () => Worker = startReading, within: Duration = LONGEST): ThreadReader {
  let last: Promise<unknown> = Promise.resolve()
  let open = 0
  return async (file, options) => {
    // check: few-files-wait-to-be-read
    if (open > MOST_WAITING) throw busy()
    open += 1
    const mine = last.then(() => readIn(start(), file, options, within)).finally(() => (open -= 1))
    last = mine.catch(() => undefined)
    return mine
  }
}

async function readIn(
  thread: Worker,
  file: Uint8Array,
  options: ReadingOptions,
  within: Duration,
): Promise<ServiceReading> {
  const reading = new Promise<ServiceReading>((resolve, reject) => {
    const entities: ReadEntity[] = []
    const refused: RefusedEntity[] = []
    const untold: UntoldEntity[] = []
    thread.on('error', (error) => reject(faultOf(error)))
    thread.on('exit', () => reject(failed('it ended before the file was read')))
    thread.on('message', (part: ReadingPart) => {
      if (part.kind === 'refused') return reject(new OperatorError(part.rule, part.message))
      if (part.kind === 'failed') return reject(failed(part.detail))
      if (part.kind === 'end') {
        return resolve({ entities, refused, ...(untold.length > 0 && { untold }), ...part.rest })
      }
      if (part.kind === 'entities') entities.push(...part.entities)
      else if (part.kind === 'told') refused.push(...part.refused)
      else untold.push(...part.refused)
      // Whoever waits for the loop comes first.
      setImmediate(() => thread.postMessage(NEXT))
    })
    // A broker that ends does not wait for it.
    thread.unref()
    thread.postMessage({ file, options })
  })
  try {
    return await inTime(reading, within)
  } finally {
    await thread.terminate()
  }
}

async function inTime<Result>(work: Promise<Result>, within: Duration): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(within)), within).unref()
  })
  // check: a-file-that-takes-too-long-is-given-up
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const busy = (): OperatorError =>
  new OperatorError(
    'metadata-read-busy',
    `Other large files are being read, and ${MOST_WAITING} wait already; try again in some minutes`,
  )

const ASK = 'ask whoever keeps it for a smaller one'

const tooSlow = (within: Duration): OperatorError =>
  new OperatorError('metadata-read-time', `The file was not read within ${within / 1000} seconds; ${ASK}`)

const failed = (detail: string): OperatorError =>
  new OperatorError(
    'metadata-read-failed',
    `The thread that reads metadata failed: ${detail}; see the log, and try again`,
  )

function faultOf(error: Error): OperatorError {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isMemory
    ? new OperatorError('metadata-read-memory', `The file needs more memory than its reader may have; ${ASK}`)
    : failed(error.message)
}
