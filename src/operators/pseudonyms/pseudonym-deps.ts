import type { Duration } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { PseudonymImports } from '../../domain/ports/pseudonym-imports.js'
import type { Pseudonyms } from '../../domain/ports/pseudonyms.js'
import type { Random } from '../../domain/ports/random.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'

/** What pseudonyms of an earlier IdP are imported with. */
export interface PseudonymDeps {
  readonly imports: PseudonymImports
  /** What the broker derives pseudonyms with; the first call may have to open its keys. */
  readonly pseudonyms: () => Promise<Pick<Pseudonyms, 'derived'>>
  readonly services: Pick<ServiceStore, 'all'>
  readonly random: Random
  readonly clock: Clock
  /** How long a draft waits. */
  readonly waits: Duration
}
