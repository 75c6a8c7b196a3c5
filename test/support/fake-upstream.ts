import type { UpstreamProof } from '../../src/domain/evidence.js'
import { methodId } from '../../src/domain/ids.js'
import type { AttributeName, Identity } from '../../src/domain/identity.js'
import { GAVE_UP } from '../../src/domain/login.js'
import { isTrustLevel, type TrustLevel } from '../../src/domain/trust-level.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import { START } from './movable-clock.js'

export const NEIGHBOUR = methodId('nachbarland')

/** What another account tells of a person, at this level. */
export const upstreamFacts = (values: Partial<Record<AttributeName, string>>, level: TrustLevel): Identity =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, origin: `upstream:${NEIGHBOUR}` as const, level, at: START },
    ]),
  )

export const PROOF: UpstreamProof = { authorities: ['https://konto.nachbarland.example'], once: false, lasting: true }

/** Another account that proves the person of the field `key`, at the level of the field `level`, or gives up. */
export const fakeUpstream = (level: TrustLevel): Authenticator => ({
  id: NEIGHBOUR,
  level,
  provesIdentity: true,
  isUpstream: true,
  opensByLink: true,
  returnFields: ['key', 'level', 'facts', 'proof', 'problem'],
  usable: () => ({ usable: true }),
  start: ({ login }) =>
    Promise.resolve({
      kind: 'leave',
      to: { kind: 'redirect', url: `https://konto.nachbarland.example/sso?login=${login}` },
      state: { begun: true },
    }),
  resume: ({ now }, { fields }) => {
    const problem = GAVE_UP.find((each) => each === fields['problem'])
    if (problem) return Promise.resolve({ kind: 'gave-up', problem, failure: 'authn-failed' })
    const reached = fields['level'] ?? level
    const facts: Identity = JSON.parse(fields['facts'] ?? '{}')
    const upstream: UpstreamProof = JSON.parse(fields['proof'] ?? JSON.stringify(PROOF))
    const subject = { kind: 'key', key: fields['key'] ?? '' } as const
    const proved = isTrustLevel(reached) ? reached : level
    return Promise.resolve({
      kind: 'proved',
      evidence: { method: NEIGHBOUR, instance: '', level: proved, at: now, subject, facts, upstream },
    })
  },
})
