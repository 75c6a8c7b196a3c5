import { parentPort } from 'node:worker_threads'
import { OperatorError } from '../../domain/operator-error.js'
import type { ReadingOrder, ReadingPart } from './reading-parts.js'
import { readServiceMetadata } from './service-metadata.js'

// The thread that reads one large file of metadata: here it holds up no login.

/** Entities of one part: copied in a moment. */
const AT_ONCE = 25

parentPort?.once('message', (order: ReadingOrder) => {
  const parts = partsOf(order)
  const post = (): void => parentPort?.postMessage(parts.next().value)
  parentPort?.on('message', post)
  post()
})

function* partsOf({ file, options }: ReadingOrder): Generator<ReadingPart> {
  try {
    const { entities, ...rest } = readServiceMetadata(file, options)
    for (let from = 0; from < entities.length; from += AT_ONCE) {
      yield { kind: 'entities', entities: entities.slice(from, from + AT_ONCE) }
    }
    yield { kind: 'end', rest }
  } catch (error) {
    yield error instanceof OperatorError
      ? { kind: 'refused', rule: error.rule, message: error.message }
      : { kind: 'failed', detail: error instanceof Error ? error.message : 'unknown fault' }
  }
}
