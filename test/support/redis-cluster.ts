import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.js'
import { type RedisServer, startRedisServer } from './redis-server.js'

/** A Redis Cluster of three primaries. */
export interface RedisCluster {
  /** As REDIS_URL names it: one node, which knows the others. */
  readonly url: string
  readonly nodes: readonly RedisServer[]
  remove(): Promise<void>
}

/** The slots of each node, about a third of all. */
const SLOTS = [
  ['0', '5460'],
  ['5461', '10922'],
  ['10923', '16383'],
] as const

/** `settings` as on the command line of redis-server, for each node. */
export async function startRedisCluster(settings: readonly string[] = []): Promise<RedisCluster> {
  const nodes: RedisServer[] = []
  let first: { port: number; bus: number } | null = null
  for (const [from, to] of SLOTS) {
    // As shipped the bus is the port plus 10,000, which there may not be.
    const bus = await freePort()
    const node = await startRedisServer(['--cluster-enabled', 'yes', '--cluster-port', String(bus), ...settings])
    nodes.push(node)
    await node.command('CLUSTER', 'ADDSLOTSRANGE', from, to)
    if (first) await node.command('CLUSTER', 'MEET', '127.0.0.1', String(first.port), String(first.bus))
    first ??= { port: node.port, bus }
  }
  const joined = async (node: RedisServer): Promise<boolean> => {
    const info = await node.command('CLUSTER', 'INFO')
    return info.includes('cluster_state:ok') && info.includes('cluster_slots_assigned:16384')
  }
  const end = performance.now() + 30_000
  for (const node of nodes) {
    while (!(await joined(node))) {
      if (performance.now() > end) throw new Error('the cluster does not come together')
      await delay(50)
    }
  }
  return {
    nodes,
    url: `redis://127.0.0.1:${first?.port ?? 0}?cluster=true`,
    async remove() {
      for (const node of nodes) await node.remove()
    },
  }
}
