import type { AttributeName } from '../../domain/identity.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import type { ReleaseDecision } from '../../domain/release.js'
import type { Requirements } from '../../domain/requirements.js'
import type { Service } from '../../domain/service.js'
import { trialCitizen } from '../../domain/trial-citizen.js'
import { methodId } from '../../domain/ids.js'
import { defaultConsumer } from './service-draft.js'

/** Why something that the metadata or the settings name does not reach the service. */
export const WITHHELD_REASONS = ['pseudonymous', 'not-in-settings', 'unknown', 'not-held', 'level-too-low'] as const
export type WithheldReason = (typeof WITHHELD_REASONS)[number]

export interface Withheld {
  /** A normalized name, or one of the metadata that the broker does not know. */
  readonly name: string
  readonly required: boolean
  readonly reason: WithheldReason
}

/** The attributes that are named for a service and that it does not get from the test citizen, each with the reason. */
export function withheldFrom(
  service: Service,
  asked: Requirements,
  decision: ReleaseDecision | null,
  words: MetadataWords,
): readonly Withheld[] {
  const { settings, metadata } = service
  const consumer = defaultConsumer(metadata)
  const named = consumer && words.asked(settings.dialect, consumer)
  const required = new Set([...(settings.requiredAttributes ?? named?.required ?? []), ...asked.attributes.required])
  const all = new Set([
    ...(named ? [...named.required, ...named.optional] : []),
    ...required,
    ...(settings.optionalAttributes ?? []),
  ])
  const known = [...all].flatMap((name): readonly Withheld[] => {
    const reason = reasonOf(name, asked, decision)
    return reason === null ? [] : [{ name, required: required.has(name), reason }]
  })
  const unknown = (named?.unknown ?? []).filter((name) => name !== named?.method)
  return [...known, ...unknown.map((name) => ({ name, required: false, reason: 'unknown' }) as const)]
}

/** Null: it is released, or nothing is known of a release. */
function reasonOf(name: AttributeName, asked: Requirements, decision: ReleaseDecision | null): WithheldReason | null {
  if (asked.pseudonymous) return 'pseudonymous'
  const { required, optional } = asked.attributes
  if (!required.includes(name) && !optional.includes(name)) return 'not-in-settings'
  if (decision === null || decision.release.attributes.some((each) => each.name === name)) return null
  return HELD.has(name) ? 'level-too-low' : 'not-held'
}

const HELD: ReadonlySet<string> = new Set(Object.keys(trialCitizen(methodId(''), 0).identity))
