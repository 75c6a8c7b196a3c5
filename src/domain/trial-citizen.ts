import { newAccount, soleMethod, type Account } from './account.js'
import { ATTRIBUTES } from './attributes.js'
import type { AttributeName, AttributeValue, Identity } from './identity.js'
import { accountId, type MethodId } from './ids.js'
import type { Instant } from './instant.js'

/** Invented, with letters as registers have them (DIN 91379) and numbers that are given to nobody. */
const VALUES: Readonly<Partial<Record<AttributeName, string>>> = {
  givenName: 'Zoë Test',
  familyName: 'Ḥaddād-Musterfrau',
  birthName: 'Musterfrau',
  academicTitle: 'Dr.',
  birthDate: '1984-02-29',
  placeOfBirth: 'Musterstadt',
  gender: '2',
  nationality: 'D',
  documentType: 'ID',
  street: 'Beispielweg 12a',
  postalCode: '99998',
  locality: 'Musterstadt',
  country: 'DE',
  email: 'testperson@servicekonto.example',
  phone: '+49 30 23125000',
}

/** Seeds of accounts are random, so nobody has this one, nor its pseudonyms. */
const SEED = 'test login'

/**
 * The test citizen of the operators: an account that is stored nowhere, with everything that a card tells and a citizen
 * states, and this one method. A De-Mail address nobody can give.
 */
export function trialCitizen(method: MethodId, now: Instant): Account {
  const told = (name: AttributeName, value: string): AttributeValue =>
    'card' in ATTRIBUTES[name]
      ? { value, origin: 'eid', level: 'hoch', at: now }
      : { value, origin: 'self-declared', level: 'basis', at: now }
  const identity: Identity = Object.fromEntries(
    (Object.keys(VALUES) as AttributeName[]).map((name) => [name, told(name, VALUES[name] ?? '')]),
  )
  return newAccount({
    id: accountId('test-citizen'),
    pseudonymSeed: SEED,
    proofing: { level: 'hoch', origin: 'eid', at: now },
    identity,
    methods: [soleMethod(method, 'hoch', now)],
    createdAt: now,
  })
}
