import { unlessChanged } from '../../domain/account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { CONTACT_ATTRIBUTES } from '../../domain/identity.js'
import { methodsBelow } from '../../domain/proofed-account.js'
import { reviewed } from '../../domain/transitions.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { hasMethodsToReview } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { reviewMethodsPage } from '../pages/review-methods.js'
import { pressedButton, stepTaken, type PageStep, type StepPlace } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/**
 * The account's proofing rose: methods bound before are confirmed, or keep their cap (RULES: Trust level of a login 4).
 */
export const reviewMethodsStep: PageStep = {
  name: 'review-methods',
  stage: 'identify',
  needed: hasMethodsToReview,
  page: showMethods,
  forms: {
    async review(facts, { fields }, { ports }) {
      pressedButton(fields, [DECISIONS.continue])
      return stepTaken(await reviewMethods(facts, new Set(fields.get(FORM_FIELDS.bound) ?? []), ports))
    },
  },
}

function showMethods({ account, reached }: LoginFacts, { form }: StepPlace): Page {
  if (!account || !reached) throw new BrokerError('login-moved-on')
  return reviewMethodsPage({
    form: form('review'),
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

/** The name of one bound method in the form. */
const methodMark = ({ method, instance }: { readonly method: string; readonly instance: string }): string =>
  `${method} ${instance}`.trim()

/**
 * The citizen looked through the other methods of an account whose proofing rose: those ticked count up to the level of
 * this session from now on, the others as before (RULES: Trust level of a login 4).
 */
export async function reviewMethods(
  { login, account, reached, now }: LoginFacts,
  ticked: ReadonlySet<string>,
  ports: LoginPorts,
): Promise<StepResult> {
  if (login.state !== 'identified' || !account || !reached) throw new BrokerError('login-moved-on')
  // check: only-ticked-methods-are-confirmed
  const confirmed = methodsBelow(account, reached).filter((each) => ticked.has(methodMark(each)))
  if (confirmed.length > 0) {
    // check: a-confirmed-method-counts-up-to-this-login
    const methods = account.methods.map((each) => (confirmed.includes(each) ? { ...each, cap: reached } : each))
    const confirm = unlessChanged(account, (seen) => ({ ...seen, methods }))
    const saved = await ports.accounts.change(account.id, confirm, {
      at: now,
      actor: 'citizen',
      action: 'account.methods-confirmed',
      subject: account.id,
      before: confirmed.map(({ method, cap }) => ({ method, cap })),
      after: { methods: confirmed.map(({ method }) => method), cap: reached },
    })
    if (!saved) throw new BrokerError('login-moved-on')
  }
  return { login: await storeLogin(reviewed(login), ports) }
}
