import type { Config } from './config.js'

/**
 * What the contract names and this version does not speak yet: refused plainly at start, so that nothing is
 * half there. Each line goes when its part comes; nothing else in the broker knows of this list.
 */
export function notYetFaults(config: Pick<Config, 'workers'>): readonly string[] {
  const faults: string[] = []
  if (config.workers > 1) {
    faults.push(
      `WORKERS is ${config.workers}; it may be 1, as this version runs one process: start several with one REDIS_URL instead`,
    )
  }
  return faults
}
