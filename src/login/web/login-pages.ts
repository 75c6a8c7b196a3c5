import { displayName } from '../../domain/account.js'
import { consentText } from '../../domain/consent.js'
import { BrokerError } from '../../domain/errors.js'
import { CONTACT_ATTRIBUTES, type AttributeName } from '../../domain/identity.js'
import type { SessionId } from '../../domain/ids.js'
import type { Language } from '../../domain/language.js'
import { methodsBelow } from '../../domain/proofed-account.js'
import type { Release } from '../../domain/release.js'
import { inLanguage } from '../../domain/service-provider.js'
import type { Page } from '../../ui/page.js'
import { decisiveEvidence } from '../decisive-evidence.js'
import type { LoginFacts } from '../facts.js'
import { loginPath, type LoginContext } from '../kit/login-context.js'
import { methodOffers } from '../offered-methods.js'
import { accountSwitchPage } from '../pages/account-switch.js'
import { confirmPage } from '../pages/confirm.js'
import { meetPersonPage } from '../pages/meet-person.js'
import { methodChoicePage, type MethodChoiceModel } from '../pages/method-choice.js'
import { profilePage } from '../pages/profile.js'
import { reviewMethodsPage } from '../pages/review-methods.js'
import { methodsThatTell, missingAttributes, type ProfileFaults } from '../steps/complete-profile.js'
import { personOffers } from '../steps/meet-person.js'
import { methodMark } from '../steps/review-methods.js'
import type { StepName } from '../table.js'
import { formOf } from './login-visits.js'

/** What a page of a login is made from. */
export interface PageInput {
  readonly facts: LoginFacts
  /** The session after this visit: the form's token is bound to it. */
  readonly session: SessionId | null
  /** The method used last on this device; its row comes first. */
  readonly lastMethod: string | null
  readonly language: Language
  /** The session of this browser has just run out. */
  readonly sessionEnded: boolean
}

/** The page of a step. Throws `TypeError` for a step that has none. */
export async function loginPage(context: LoginContext, step: StepName, input: PageInput): Promise<Page> {
  switch (step) {
    case 'choose-method':
      return methodChoice(context, input, 'login')
    case 'prove-account':
      return methodChoice(context, input, 'link-account')
    case 'read-again':
    case 'meet-person':
      return meetPerson(context, input)
    case 'review-methods':
      return reviewMethods(context, input)
    case 'switch-account':
      return accountSwitch(context, input)
    case 'complete-profile':
      return askForAttributes(context, input, {}, {})
    case 'confirm-identity':
      return confirm(context, input)
    default:
      throw new TypeError(`The step ${step} has no page`)
  }
}

function methodChoice(
  context: LoginContext,
  { facts, session, lastMethod, sessionEnded }: PageInput,
  purpose: MethodChoiceModel['purpose'],
): Page {
  const offers = methodOffers(facts, context.deps.flow)
  const offered = offers
    .filter(({ notOffered }) => notOffered === null)
    .map(({ method }) => ({
      id: method.id,
      link: method.opensByLink ? loginPath(facts.login.id, method.id) : null,
      lastUsed: method.id === lastMethod,
    }))
  return methodChoicePage({
    purpose,
    sessionEnded,
    signedInAs: signedInAs(facts),
    form: formOf(context, facts.login, session, 'methods'),
    level: facts.needed,
    offered: [...offered.filter(({ lastUsed }) => lastUsed), ...offered.filter(({ lastUsed }) => !lastUsed)],
    missing: offers.flatMap(({ method, notOffered }) => (notOffered ? [{ id: method.id, reason: notOffered }] : [])),
  })
}

/** Of the session that the login would go on in. */
const signedInAs = ({ account, session }: LoginFacts): string | null =>
  account !== null && session?.account === account.id ? displayName(account) : null

async function meetPerson(context: LoginContext, { facts, session }: PageInput): Promise<Page> {
  const { person, login } = facts
  if (!person) throw new BrokerError('login-moved-on')
  const account = facts.session && (await context.deps.flow.accounts.find(facts.session.account))
  return meetPersonPage({
    form: formOf(context, login, session, 'person'),
    ...personOffers(facts),
    signedInAs: account && displayName(account),
  })
}

function reviewMethods(context: LoginContext, { facts, session }: PageInput): Page {
  const { account, reached, login } = facts
  if (!account || !reached) throw new BrokerError('login-moved-on')
  return reviewMethodsPage({
    form: formOf(context, login, session, 'review'),
    level: reached,
    methods: methodsBelow(account, reached).map((bound) => ({
      mark: methodMark(bound),
      method: bound.method,
      name: bound.name,
      boundAt: bound.boundAt,
    })),
    contacts: [...CONTACT_ATTRIBUTES].flatMap((name) => {
      const value = account.identity[name]?.value
      return value ? [{ name, value }] : []
    }),
  })
}

function confirm(context: LoginContext, { facts, session, language }: PageInput): Page {
  const { login, account, decision, evidence } = facts
  if (!account || !decision) throw new BrokerError('login-moved-on')
  const isTemporary = 'temporary' in login && login.temporary
  return confirmPage({
    form: formOf(context, login, session, `confirm?shown=${shownAs(context, decision.release)}`),
    citizen: isTemporary ? null : displayName(account) || null,
    serviceName: inLanguage(login.requirements.serviceNames, language),
    attributes: decision.release.attributes,
    level: decision.release.level,
    method: decisiveEvidence(account, evidence).method,
    canRemember: !isTemporary,
  })
}

/** Stands for what a confirm page showed: a form of a page that shows something else confirms nothing. */
export const shownAs = ({ deps }: LoginContext, release: Release): string =>
  deps.flow.digest.digest('shown-release', `${release.level} ${consentText(release)}`)

async function accountSwitch(context: LoginContext, { facts, session }: PageInput): Promise<Page> {
  const current = facts.session && (await context.deps.flow.accounts.find(facts.session.account))
  if (!current || !facts.account) throw new BrokerError('login-moved-on')
  return accountSwitchPage({
    form: formOf(context, facts.login, session, 'switch'),
    current: displayName(current),
    other: displayName(facts.account),
  })
}

/** The page for missing attributes, with what was typed and what was wrong with it. */
export function askForAttributes(
  context: LoginContext,
  { facts, session }: Pick<PageInput, 'facts' | 'session'>,
  typed: Partial<Record<AttributeName, string>>,
  faults: ProfileFaults,
): Page {
  const { addable, impossible } = missingAttributes(facts)
  return profilePage({
    form: formOf(context, facts.login, session, 'profile'),
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
    tellBy: {
      form: formOf(context, facts.login, session, 'methods'),
      methods: methodsThatTell(facts, context.deps.flow),
    },
  })
}
