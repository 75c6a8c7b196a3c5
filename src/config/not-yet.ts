import type { Config } from './config.js'

/**
 * What the contract names and this version does not speak yet: refused plainly at start, so that nothing is
 * half there. Each line goes when its part comes; nothing else in the broker knows of this list.
 */
export function notYetFaults(config: Pick<Config, 'redisUrl' | 'workers'>): readonly string[] {
  const faults: string[] = []
  if (config.redisUrl !== null) {
    faults.push(
      'REDIS_URL is set; this version keeps sessions in the process and does not speak Redis yet: leave it out',
    )
  }
  if (config.workers > 1) {
    faults.push(
      `WORKERS is ${config.workers}; it may be 1, as more need REDIS_URL, which this version does not speak yet`,
    )
  }
  return faults
}
