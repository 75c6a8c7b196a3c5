import { methodId, type MethodId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MethodSwitchStore } from '../../domain/ports/method-switches.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'

export interface MethodSwitchDeps {
  readonly methodSwitches: MethodSwitchStore
  /** Every method that this broker knows, whether its settings offer it or not. */
  readonly known: { readonly methods: readonly string[] }
  readonly clock: Clock
}

/** A method and whether it may be used. */
export interface SwitchedMethod {
  readonly method: MethodId
  readonly enabled: boolean
  /** When it was last switched off; null: never. */
  readonly disabledAt: Instant | null
}

/** Every method of this broker, in its order. */
export async function listMethods({
  methodSwitches,
  known,
}: Omit<MethodSwitchDeps, 'clock'>): Promise<readonly SwitchedMethod[]> {
  const switched = await methodSwitches.all()
  return known.methods
    .map(methodId)
    .map((method) => switched.find((each) => each.method === method) ?? { method, enabled: true, disabledAt: null })
}

/**
 * Switches a method off for every service, or on again. Off: nobody logs in by it, logins under way go on with another
 * one, and what it proved so far counts no more, also once it is on again. Every instance follows within 5 s. Never a
 * draft: whoever needs it has no time for a second person. Throws `Refused('method-unknown')`.
 */
export async function switchMethod(
  typed: string,
  enabled: boolean,
  actor: string,
  { methodSwitches, known, clock }: MethodSwitchDeps,
): Promise<'done' | 'unchanged'> {
  const method = known.methods.map(methodId).find((each) => each === typed)
  if (method === undefined) throw new Refused(refusal('method-unknown', { method: typed, known: known.methods }))
  const at = clock.now()
  const action = enabled ? 'method.enabled' : 'method.disabled'
  const audit = { at, actor, action, subject: method, before: null, after: null } as const
  const isDone = await methodSwitches.set({ method, enabled, disabledAt: enabled ? null : at }, audit)
  return isDone ? 'done' : 'unchanged'
}
