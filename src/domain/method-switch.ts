import type { MethodId } from './ids.js'
import type { Instant } from './instant.js'

/** Whether a method may be used at all, as an operator has switched it. One that was never switched is on. */
export interface MethodSwitch {
  readonly method: MethodId
  readonly enabled: boolean
  /** When it was last switched off; null: never. What it proved up to then counts no more, also once it is on again. */
  readonly disabledAt: Instant | null
}

/** The methods that were ever switched, as this process knows them at the moment: it is another one after each look. */
export type SwitchedMethods = ReadonlyMap<MethodId, MethodSwitch>
