import type { Account } from '../../domain/account.js'
import { BrokerError } from '../../domain/errors.js'
import { methodsBelow } from '../../domain/proofed-account.js'
import { reviewed } from '../../domain/transitions.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** How one bound method is named in a form. */
export const methodMark = ({ method, instance }: { readonly method: string; readonly instance: string }): string =>
  `${method} ${instance}`.trim()

/**
 * The citizen looked through the other methods of an account whose proofing rose: those ticked count up to the level
 * of this session from now on, the others as before (RULES: Trust level of a login 4).
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
    const next: Account = {
      ...account,
      // check: a-confirmed-method-counts-up-to-this-login
      methods: account.methods.map((each) => (confirmed.includes(each) ? { ...each, cap: reached } : each)),
      version: account.version + 1,
    }
    const saved = await ports.accounts.replace(next, {
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
