import { startPostgresServer, type PostgresServer } from '../../../test/support/postgres-server.js'
import { startRedisServer, type RedisServer } from '../../../test/support/redis-server.js'

/** PostgreSQL and Redis for the servers that are measured, as a deployment runs them: PostgreSQL syncs to the disk. */
export interface Stores {
  readonly postgres: PostgresServer
  readonly redis: RedisServer
  /** A database with nothing in it, and a Redis without keys. */
  empty(): Promise<{ readonly databaseUrl: string; readonly redisUrl: string }>
  stop(): Promise<void>
}

export async function startStores(): Promise<Stores> {
  const postgres = await startPostgresServer([])
  const redis = await startRedisServer(['--appendonly', 'yes', '--appendfsync', 'everysec'])
  let databases = 0
  return {
    postgres,
    redis,
    async empty() {
      const name = `bench_${++databases}`
      await postgres.command(`CREATE DATABASE ${name}`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      return { databaseUrl: url.href, redisUrl: `${redis.url}/${databases % 16}` }
    },
    async stop() {
      await redis.remove()
      await postgres.stop()
    },
  }
}
