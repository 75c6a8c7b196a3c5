import type { Log } from '../domain/ports/log.js'

interface Warnings {
  readonly environment: readonly string[]
  readonly settings: readonly string[]
}

/** Tells at the start what an operator should know of environment and settings, each in a line of its own. */
export function tellWarnings({ warnings }: { readonly warnings: Warnings }, log: Log): void {
  for (const detail of [...warnings.environment, ...warnings.settings]) log.warn('config.warning', { detail })
}
