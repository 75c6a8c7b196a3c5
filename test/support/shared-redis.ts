import { randomUUID } from 'node:crypto'
import { startRedisServer } from './redis-server.js'

let started: Promise<string> | null = null

/** The URL of one Redis for all suites of a run: TEST_REDIS_URL, or a private server started at the first call. */
export const sharedRedisUrl = (): Promise<string> =>
  (started ??= process.env['TEST_REDIS_URL']
    ? Promise.resolve(process.env['TEST_REDIS_URL'])
    : startRedisServer().then(({ url }) => url))

/** A place of its own within it. */
export const freshPrefix = (): string => `servicekonto-test:${randomUUID()}:`
