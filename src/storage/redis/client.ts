// The client that the package `redis` is made of, without its modules (search, time series …), which nothing here asks.
import { createClient, createCluster, createSentinel } from '@redis/client'
import type { Duration } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { RedisAddress, RedisLogin, RedisNode } from './address.js'

/** One way to a Redis, whether server, sentinels or cluster; it reconnects by itself. */
export interface RedisClient {
  /** Sends one command to the primary that holds `key`. Rejects at once while there is no connection. */
  send(key: string, command: readonly string[]): Promise<unknown>
  /** Drops every connection; what is under way is rejected. */
  destroy(): void
}

/** How long a connection may take to be made. */
const CONNECT_WITHIN: Duration = seconds(2)

/** Commands that wait for their answers; beyond it they are refused. */
const WAITING_AT_MOST = 10_000

/** A sentinel's client gives a connection to one command at a time. */
const SENTINEL_CONNECTIONS = 8

const SENTINEL_SCAN: Duration = seconds(2)

/** Begins to connect, and goes on until `destroy`. `onFault` is told what keeps it from it. */
export function openRedisClient(address: RedisAddress, onFault: (fault: unknown) => void): RedisClient {
  switch (address.kind) {
    case 'server':
      return openServer(address, onFault)
    case 'sentinel':
      return openSentinel(address, onFault)
    case 'cluster':
      return openCluster(address, onFault)
  }
}

function openServer(address: Extract<RedisAddress, { kind: 'server' }>, onFault: (fault: unknown) => void) {
  const [node] = address.nodes
  const client = createClient({
    ...perConnection(address, node),
    ...loginOf(address.login),
    database: address.database,
    commandOptions: OWN_PATIENCE,
  })
  client.on('error', onFault)
  client.connect().catch(onFault)
  return {
    send: (_key: string, command: readonly string[]): Promise<unknown> => client.sendCommand(command),
    destroy: () => client.destroy(),
  }
}

function openSentinel(address: Extract<RedisAddress, { kind: 'sentinel' }>, onFault: (fault: unknown) => void) {
  const client = createSentinel({
    name: address.primary,
    sentinelRootNodes: [...address.nodes],
    nodeClientOptions: { ...perConnection(address), ...loginOf(address.login), database: address.database },
    sentinelClientOptions: { ...perConnection(address), ...loginOf(address.sentinelLogin) },
    masterPoolSize: SENTINEL_CONNECTIONS,
    scanInterval: SENTINEL_SCAN,
    commandOptions: OWN_PATIENCE,
  })
  client.on('error', onFault)
  client.connect().catch(onFault)
  return {
    send: (_key: string, command: readonly string[]): Promise<unknown> => client.sendCommand(false, [...command]),
    destroy: () => void client.destroy().catch(onFault),
  }
}

function openCluster(address: Extract<RedisAddress, { kind: 'cluster' }>, onFault: (fault: unknown) => void) {
  const client = createCluster({
    rootNodes: address.nodes.map((node) => ({ ...perConnection(address, node), ...loginOf(address.login) })),
    defaults: { ...perConnection(address), ...loginOf(address.login) },
    commandOptions: OWN_PATIENCE,
  })
  client.on('error', onFault)
  client.connect().catch(onFault)
  return {
    send: (key: string, command: readonly string[]): Promise<unknown> => client.sendCommand(key, false, [...command]),
    destroy: () => client.destroy(),
  }
}

/** The library's time-out stops with the sending, ours waits for the answer: see connection.ts. */
const OWN_PATIENCE = { timeout: 0 }

/** The client queues nothing while there is no connection: whoever asks is told at once, and may ask again. */
function perConnection({ tls }: RedisAddress, node?: RedisNode) {
  const common = { connectTimeout: CONNECT_WITHIN, reconnectStrategy, ...node }
  return {
    // SNI takes no IP address.
    socket: tls ? { ...common, tls: true as const } : common,
    disableOfflineQueue: true,
    commandsQueueMaxLength: WAITING_AT_MOST,
    disableClientInfo: true,
    maintNotifications: 'disabled' as const,
  }
}

const loginOf = (login: RedisLogin | null) =>
  login === null ? {} : { password: login.password, ...(login.username === null ? {} : { username: login.username }) }

/** Soon at first, then every second; never gives up. */
const reconnectStrategy = (tries: number): Duration => Math.min(50 * 2 ** Math.min(tries, 5), seconds(1))
