import { displayName } from '../../domain/account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { restarted } from '../../domain/transitions.js'
import { DECISIONS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { provedAnother, provesAccount } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { accountSwitchPage } from '../pages/account-switch.js'
import { pressedButton, stepTaken, type PageStep, type StepPlace } from '../step.js'
import { proofOfNothing } from '../take-proof.js'
import { type StepResult, storeLogin } from '../store-login.js'
import { resolveIdentity } from './resolve-identity.js'

/**
 * The waiting proof is of another account than the session's: the citizen decides whose login this is (RULES: What a
 * service may ask 9).
 */
export const switchAccountStep: PageStep = {
  name: 'switch-account',
  stage: 'identify',
  needed: provedAnother,
  page: accountSwitch,
  forms: {
    async switch(facts, { fields }, { ports }) {
      const pressed = pressedButton(fields, [DECISIONS.switch, DECISIONS.back])
      return stepTaken(await (pressed === DECISIONS.switch ? switchAccount : keepAccount)(facts, ports))
    },
  },
}

async function accountSwitch(facts: LoginFacts, { ports, form }: StepPlace): Promise<Page> {
  const current = facts.session && (await ports.accounts.find(facts.session.account))
  if (!current || !facts.account) throw new BrokerError('login-moved-on')
  return accountSwitchPage({
    form: form('switch'),
    current: displayName(current),
    other: displayName(facts.account),
  })
}

/** The citizen goes on as the account just proved: the first session ends, with everything that it was used for. */
export async function switchAccount(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account } = facts
  if (login.state !== 'authenticated' || !account) throw new BrokerError('login-moved-on')
  // This is checked before the first session ends, so that a proof that does not count signs nobody out.
  // check: a-blocked-method-ends-nobodys-session
  if (!provesAccount(login.evidence, account)) return proofOfNothing(facts, ports)
  // check: switching-ends-the-first-session
  if (facts.session) await ports.logOut(facts.session)
  const next = await resolveIdentity({ ...facts, session: null }, ports)
  return next.session ? next : { ...next, session: { kind: 'ended' } }
}

/** The citizen stays with the session's account: the other proof is dropped, and the login asks again. */
export async function keepAccount({ login }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (login.state !== 'authenticated') throw new BrokerError('login-moved-on')
  return { login: await storeLogin(restarted(login), ports) }
}
