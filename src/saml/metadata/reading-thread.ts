import { parentPort } from 'node:worker_threads'
import { OperatorError } from '../../domain/operator-error.js'
import { MOST_TOLD } from '../../domain/read-finding.js'
import type { ReadingOrder, ReadingPart } from './reading-parts.js'
import { readServiceMetadata } from './service-metadata.js'

// The thread that reads one large file of metadata: here it holds up no login.

/** Entities of one part: copied in a moment. */
const AT_ONCE = 25

/** Further ones of one part. */
const UNTOLD_AT_ONCE = 1000

parentPort?.once('message', (order: ReadingOrder) => {
  const parts = partsOf(order)
  const post = (): void => parentPort?.postMessage(parts.next().value)
  parentPort?.on('message', post)
  post()
})

function* portions<Item>(all: readonly Item[], most: number): Generator<readonly Item[]> {
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most)
}

function* partsOf({ file, options }: ReadingOrder): Generator<ReadingPart> {
  try {
    const { entities, refused, ...rest } = readServiceMetadata(file, options)
    for (const part of portions(entities, AT_ONCE)) yield { kind: 'entities', entities: part }
    yield { kind: 'told', refused: refused.slice(0, MOST_TOLD) }
    // check: refused-members-come-in-portions
    for (const part of portions(refused.slice(MOST_TOLD), UNTOLD_AT_ONCE)) {
      yield { kind: 'untold', refused: part.map(({ entityId, rule }) => ({ entityId, rule })) }
    }
    yield { kind: 'end', rest }
  } catch (error) {
    yield error instanceof OperatorError
      ? { kind: 'refused', rule: error.rule, message: error.message }
      : { kind: 'failed', detail: error instanceof Error ? error.message : 'unknown fault' }
  }
}
