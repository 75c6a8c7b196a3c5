import type { LoadOrder, LoadReply } from './load-messages.js'
import { openVisitors, type Visitors } from './visitors.js'

// The generator: a process of its own, so that what it costs is not counted with what it measures.

let visitors: Visitors | null = null

async function carryOut(order: LoadOrder): Promise<LoadReply> {
  if (order.kind === 'open') {
    visitors?.close()
    visitors = await openVisitors(order.job)
    return { kind: 'done' }
  }
  if (visitors === null) throw new Error('nothing is open')
  switch (order.kind) {
    case 'sample':
      return { kind: 'sample', response: await visitors.sample() }
    case 'sign':
      await visitors.sign(order.connections, order.requests)
      return { kind: 'done' }
    case 'run':
      return { kind: 'result', result: await visitors.run(order.connections, order.logins) }
    case 'close':
      visitors.close()
      return { kind: 'done' }
  }
}

process.on('message', (order: LoadOrder) => {
  carryOut(order)
    .catch((error: unknown): LoadReply => ({
      kind: 'failed',
      error: error instanceof Error ? error.message : 'unknown',
    }))
    .then((reply) => process.send?.(reply))
    .catch(() => undefined)
})
process.on('disconnect', () => process.exit(0))
