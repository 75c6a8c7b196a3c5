import { unlessChanged, type Account } from '../../domain/account.js'
import { isSelfDeclarable, readAttribute, type AttributeFault } from '../../domain/attribute-input.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { isAttributeName, type AttributeName, type AttributeValue } from '../../domain/identity.js'
import type { MethodId } from '../../domain/ids.js'
import { isToldByCards } from '../../domain/minimum-set.js'
import { meets } from '../../domain/trust-level.js'
import { single, singles, type Fields } from '../../http/parse.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { lacksAttributes, methodIsToTell } from '../conditions.js'
import { abort } from '../abort.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { methodOffers } from '../offered-methods.js'
import { birthDateFrom } from '../pages/components/birth-date-fields.js'
import { profilePage } from '../pages/profile.js'
import { stepTaken, type PageStep, type StepPlace, type Take } from '../step.js'
import { chooseMethod } from './choose-method.js'

type Typed = Partial<Record<AttributeName, string>>

/** A required attribute is missing: the citizen types it, or opens a method that tells it. */
export const completeProfileStep: PageStep = {
  name: 'complete-profile',
  stage: 'confirm',
  needed: lacksAttributes,
  page: (facts, place) => askForAttributes(facts, place, {}, {}),
  forms: { profile: addAttributes, methods: chooseMethod },
  opensMethods: true,
}

/** The same step while a method is under way that will tell the missing attributes. */
export const completeProfileByMethodStep: PageStep = {
  ...completeProfileStep,
  needed: methodIsToTell,
}

/** The page for missing attributes, with what was typed and what was wrong with it. */
function askForAttributes(facts: LoginFacts, { ports, form }: StepPlace, typed: Typed, faults: ProfileFaults): Page {
  const { addable, impossible } = missingAttributes(facts)
  return profilePage({
    form: form('profile'),
    fields: addable.map((name) => {
      const fault = faults[name]
      return {
        name,
        value: typed[name] ?? '',
        problem: fault?.kind ?? null,
        character: fault?.kind === 'characters' ? fault.character : null,
      }
    }),
    impossible,
    tellBy: { form: form('methods'), methods: methodsThatTell(facts, ports) },
  })
}

async function addAttributes(...[facts, { fields }, place]: Parameters<Take>): ReturnType<Take> {
  const { ports } = place
  if (single(fields, FORM_FIELDS.decision) === DECISIONS.cancel) {
    const isToldApart = facts.login.requirements.tellsMissing === true
    return stepTaken(await abort(facts.login, isToldApart ? 'akdb-attributes-missing' : 'request-denied', ports))
  }
  const typed = typedAttributes(fields)
  const faults = await completeProfile(facts, typed, ports)
  if (Object.keys(faults).length === 0) return stepTaken({ login: facts.login })
  return { kind: 'page', page: askForAttributes(facts, place, typed, faults) }
}

function typedAttributes(fields: Fields): Typed {
  const typed = singles(fields)
  const birthDate = birthDateFrom(typed)
  return {
    ...Object.fromEntries(Object.entries(typed).filter(([name]) => isAttributeName(name))),
    ...(birthDate === '' ? {} : { birthDate }),
  }
}

/** The required attributes that are missing: those that the citizen can add here, and those that cannot be added. */
interface MissingAttributes {
  readonly addable: readonly AttributeName[]
  readonly impossible: readonly AttributeName[]
}

/**
 * Sorts the missing attributes. If `substantiell` or more is needed, a self-declared value would not count, so none can
 * be added; a temporary account keeps nothing, so none can be added to it either.
 */
export function missingAttributes({ decision, needed, login }: LoginFacts): MissingAttributes {
  const missing = decision?.missing ?? []
  const isKept = !('temporary' in login && login.temporary)
  const canDeclare = isKept && needed !== 'unreachable' && !meets(needed, 'substantiell')
  const addable = missing.filter((name) => canDeclare && isSelfDeclarable(name))
  return { addable, impossible: missing.filter((name) => !addable.includes(name)) }
}

/** The methods offered here that read all of the attributes that cannot be typed. */
export function methodsThatTell(facts: LoginFacts, ports: LoginPorts): readonly MethodId[] {
  if (!missingAttributes(facts).impossible.every(isToldByCards)) return []
  return methodOffers(facts, ports).flatMap(({ method, notOffered }) =>
    method.provesIdentity && notOffered === null ? [method.id] : [],
  )
}

type ProfileFaults = Partial<Record<AttributeName, AttributeFault>>

/**
 * Adds what the citizen typed to the account, as self-declared values. If a missing attribute that can be added was not
 * typed rightly, it changes nothing and returns the faults by attribute.
 */
async function completeProfile(facts: LoginFacts, typed: Typed, ports: LoginPorts): Promise<ProfileFaults> {
  const { account, now } = facts
  if (!account) throw new BrokerError('login-moved-on')
  const faults: ProfileFaults = {}
  const added: Partial<Record<AttributeName, AttributeValue>> = {}
  for (const name of missingAttributes(facts).addable) {
    const read = readAttribute(name, typed[name] ?? '', now)
    if ('fault' in read) faults[name] = read.fault
    else added[name] = { value: read.value, origin: 'self-declared', level: 'basis', at: now }
  }
  if (Object.keys(faults).length === 0) await save(account, added, now, ports)
  return faults
}

async function save(
  account: Account,
  added: Partial<Record<AttributeName, AttributeValue>>,
  now: number,
  ports: LoginPorts,
): Promise<void> {
  const complete = unlessChanged(account, (seen) => ({ ...seen, identity: { ...seen.identity, ...added } }))
  const saved = await ports.accounts.change(account.id, complete, {
    at: now,
    actor: 'citizen',
    action: 'account.completed',
    subject: account.id,
    before: null,
    after: { attributes: Object.keys(added) },
  })
  if (!saved) throw new BrokerError('login-moved-on')
}
