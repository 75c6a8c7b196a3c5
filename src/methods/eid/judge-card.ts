import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { Evidence } from '../../domain/evidence.js'
import { assures } from './assurance.js'
import { askedFields, type Asked } from './card-fields.js'
import { isMissing } from './collected.js'
import { CardValueError, factsOf, type Reading } from './facts.js'
import type { CardData } from './messages/get-result-response.js'
import type { EidProblem } from './pages/eid-problem.js'
import { EID } from './settings.js'

export interface CardRules {
  readonly digest: KeyedDigest
  /** Whether the server was asked for a level of assurance; then it must state one. */
  readonly assurance: boolean
}

/** What a card proves, or why it proves nothing; `detail` is for the operator and names no value. */
export type Judgement =
  | { readonly kind: 'proved'; readonly evidence: Evidence }
  | { readonly kind: 'refused'; readonly problem: EidProblem; readonly detail: string | null }

const refused = (problem: EidProblem, detail: string | null = null): Judgement => ({ kind: 'refused', problem, detail })

/**
 * Judges a card that the eID server found valid (RULES: Identity 4). Age and level come first, so a card that does not
 * count is never looked up; the pseudonym leaves only as a keyed digest. A field that was required and allowed must be
 * in the answer, because a value that was not collected is not empty (RULES: Trust level of a login 5).
 */
export function judgeCard(card: CardData, asked: Asked, reading: Reading, { digest, assurance }: CardRules): Judgement {
  // check: the-holder-is-old-enough
  if (card.oldEnough !== true) return refused('under-age', card.oldEnough === null ? 'no answer about the age' : null)
  // check: the-card-reaches-the-level
  if (assurance && !assures(card.assurance, reading.level)) return refused('denied-document')
  const required = askedFields(asked).filter((field) => asked[field] === 'REQUIRED')
  const withheld = required.filter((field) => card.readable[field] === 'PROHIBITED')
  // check: what-is-required-was-allowed
  if (withheld.length > 0) return refused('data-refused', withheld.join(' '))
  const missing = required.filter((field) => isMissing(card, field))
  // check: what-is-required-was-collected
  if (missing.length > 0) return refused('server', `allowed, and not in PersonalData: ${missing.join(' ')}`)
  // check: a-card-without-a-pseudonym-proves-nothing
  if (card.restrictedId === null || card.readable.RestrictedID !== 'ALLOWED')
    return refused('server', 'no RestrictedID')
  try {
    // check: the-pseudonym-leaves-as-a-digest
    const key = digest.digest('eid-restricted-id', card.restrictedId)
    const facts = factsOf(card, asked, reading)
    return {
      kind: 'proved',
      evidence: { method: EID, instance: key, ...reading, subject: { kind: 'key', key }, facts },
    }
  } catch (error) {
    if (!(error instanceof CardValueError)) throw error
    return refused('card-data', error.message)
  }
}
