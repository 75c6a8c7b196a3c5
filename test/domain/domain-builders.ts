import { newAccount, soleMethod, type Account, type BoundMethod } from '../../src/domain/account.js'
import type { Evidence } from '../../src/domain/evidence.js'
import type { AttributeValue } from '../../src/domain/identity.js'
import { accountId, entityId, methodId } from '../../src/domain/ids.js'
import type { Instant } from '../../src/domain/instant.js'
import { ASKS_NOTHING, type Requirements } from '../../src/domain/requirements.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'

/** The fixed now of these tests. */
export const NOON: Instant = Date.UTC(2026, 5, 15, 12)

export const ERIKA = accountId('account-erika')
export const MAX = accountId('account-max')

export const someEvidence = (method: string, level: TrustLevel, change: Partial<Evidence> = {}): Evidence => ({
  method: methodId(method),
  instance: '',
  level,
  at: NOON,
  subject: { kind: 'account', account: ERIKA },
  ...change,
})

export const someMethod = (method: string, cap: TrustLevel, change: Partial<BoundMethod> = {}): BoundMethod => ({
  ...soleMethod(methodId(method), cap, NOON),
  ...change,
})

export const selfDeclared = (value: string | null): AttributeValue => ({
  value,
  origin: 'self-declared',
  level: 'basis',
  at: NOON,
})

export const readByEid = (value: string | null): AttributeValue => ({ value, origin: 'eid', level: 'hoch', at: NOON })

export const someAccount = (change: Partial<Account> = {}): Account =>
  newAccount({
    id: ERIKA,
    username: 'erika',
    pseudonymSeed: 'seed',
    proofing: { level: 'normal', origin: 'self-declared', at: NOON },
    identity: { givenName: selfDeclared('Erika'), familyName: selfDeclared('Beispiel') },
    methods: [someMethod('password', 'hoch')],
    createdAt: NOON,
    ...change,
  })

export const someRequirements = (change: Partial<Requirements> = {}): Requirements => ({
  ...ASKS_NOTHING,
  service: entityId('https://portal.example/saml'),
  registeredLevel: 'normal',
  ...change,
})
