import { ATTRIBUTE_NAMES, type AttributeName, type AttributeValue, type Identity } from '../../src/domain/identity.js'
import { MINIMUM_SET } from '../../src/domain/minimum-set.js'
import { methodId } from '../../src/domain/ids.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { START } from './movable-clock.js'
import { blankPage } from './blank-page.js'

/** The minimum set as a card tells it: in capitals, what is not given known to be empty. */
export const cardFacts = (values: Partial<Record<AttributeName, string>>): Identity =>
  Object.fromEntries(
    MINIMUM_SET.map((name): [AttributeName, AttributeValue] => [
      name,
      { value: values[name] ?? null, origin: 'eid', level: 'hoch', at: START },
    ]),
  )

/** A method that proves the person of the field `key` and tells the JSON of the field `facts`. It keeps a state. */
export const fakeCard = (id: string, level: TrustLevel): Authenticator => ({
  id: methodId(id),
  level,
  provesIdentity: true,
  opensByLink: true,
  returnFields: ['key', 'facts'],
  usable: () => ({ usable: true }),
  start: () => Promise.resolve({ kind: 'page', page: () => blankPage(id), state: { begun: true } }),
  resume: ({ now }, { fields }) => {
    const told: Identity = JSON.parse(fields['facts'] ?? '{}')
    const facts = Object.fromEntries(ATTRIBUTE_NAMES.flatMap((name) => (told[name] ? [[name, told[name]]] : [])))
    const subject = { kind: 'key', key: fields['key'] ?? '' } as const
    return Promise.resolve({
      kind: 'proved',
      evidence: { method: methodId(id), instance: '', level, at: now, subject, facts },
    })
  },
})
