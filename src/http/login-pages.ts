import { displayName } from '../domain/account.js'
import { boundMethod } from '../domain/account.js'
import { BrokerError } from '../domain/errors.js'
import type { SessionId } from '../domain/ids.js'
import { inLanguage } from '../domain/service-provider.js'
import { missingAttributes, type ProfileFaults } from '../flow/complete-profile.js'
import type { LoginFacts } from '../flow/login-facts.js'
import type { StepName } from '../flow/login-flow.js'
import { methodOffers } from '../flow/offered-methods.js'
import type { AccountSwitchPage, ConfirmPage, MethodChoicePage, Page, ProfilePage } from '../ui/view-models.js'
import type { AttributeName } from '../domain/identity.js'
import type { HttpDeps } from './http-deps.js'
import { loginPath, type LoginVisits } from './login-visit.js'

/** What a page shows beside the facts of the login. */
export interface PageInput {
  readonly facts: LoginFacts
  /** The session after this visit: the form's token is bound to it. */
  readonly session: SessionId | null
  readonly lastMethod: string | null
}

/** Makes the page of a step from the facts of the login. */
export function loginPages(deps: HttpDeps, visits: LoginVisits) {
  const { flow } = deps

  const methodChoice = ({ facts, session, lastMethod }: PageInput): MethodChoicePage => {
    const offers = methodOffers(facts, flow)
    const offered = offers
      .filter(({ notOffered }) => notOffered === null)
      .map(({ method }) => ({
        id: method.id,
        link: method.opensByLink ? loginPath(facts.login.id, method.id) : null,
        lastUsed: method.id === lastMethod,
      }))
    return {
      kind: 'method-choice',
      form: visits.form(facts.login, session, 'methods'),
      level: facts.needed,
      offered: [...offered.filter(({ lastUsed }) => lastUsed), ...offered.filter(({ lastUsed }) => !lastUsed)],
      missing: offers.flatMap(({ method, notOffered }) => (notOffered ? [{ id: method.id, reason: notOffered }] : [])),
    }
  }

  const confirm = ({ facts, session }: PageInput): ConfirmPage => {
    const { login, account, decision } = facts
    if (!account || !decision) throw new BrokerError('login-moved-on')
    const proof = facts.evidence.filter(({ method }) => boundMethod(account, method)).at(0)
    return {
      kind: 'confirm',
      form: visits.form(login, session, 'confirm'),
      citizen: displayName(account),
      serviceName: null,
      attributes: decision.release.attributes,
      level: decision.release.level,
      method: proof?.method ?? '',
      canRemember: true,
    }
  }

  const accountSwitch = async ({ facts, session }: PageInput): Promise<AccountSwitchPage> => {
    const current = facts.session && (await flow.accounts.find(facts.session.account))
    if (!current || !facts.account) throw new BrokerError('login-moved-on')
    return {
      kind: 'account-switch',
      form: visits.form(facts.login, session, 'switch'),
      current: displayName(current),
      other: displayName(facts.account),
    }
  }

  return {
    profile(input: PageInput, typed: Partial<Record<AttributeName, string>>, faults: ProfileFaults): ProfilePage {
      const { addable, impossible } = missingAttributes(input.facts)
      return {
        kind: 'profile',
        form: visits.form(input.facts.login, input.session, 'profile'),
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
      }
    },
    async of(step: StepName, input: PageInput): Promise<Page> {
      switch (step) {
        case 'choose-method':
          return methodChoice(input)
        case 'switch-account':
          return accountSwitch(input)
        case 'complete-profile':
          return this.profile(input, {}, {})
        case 'confirm-identity':
          return confirm(input)
        default:
          throw new TypeError(`The step ${step} has no page`)
      }
    },
  }
}

export type LoginPages = ReturnType<typeof loginPages>

/** Name of the service within the portal, for the confirm page. */
export const serviceNameIn = (names: Readonly<Record<string, string>>, language: string): string | null =>
  inLanguage(names, language)
