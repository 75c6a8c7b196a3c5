import { unlessChanged, type BoundMethod } from '../domain/account.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { AtAccount, FactorBound } from './second-factor-setup.js'
import { boundFactors, hasPassword, kindOfFactor, PASSWORD, type SecondFactor } from '../domain/second-factor.js'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.js'
import type { SetupDeps } from './setup-deps.js'

const LONGEST_NAME = 40

/**
 * Binds a factor that was used once, capped by the session (RULES: Trust level of a login 4); codes come with the
 * first. Every other session of the account ends.
 */
export async function bindFactor(
  { account, session, level }: AtAccount,
  factor: SecondFactor,
  name: string,
  deps: SetupDeps,
): Promise<FactorBound> {
  // check: a-factor-joins-a-password
  if (!hasPassword(account)) throw new BrokerError('form-input', 'the account has no password')
  const at = deps.clock.now()
  const { instance } = factor
  const named = shownName(name) ?? kindOfFactor(instance)
  const bound: BoundMethod = {
    method: PASSWORD,
    instance,
    key: null,
    name: named,
    // check: a-factor-is-capped-by-its-session
    cap: level,
    boundAt: at,
    blocked: false,
  }
  const isFirst = boundFactors(account).length === 0
  const codes = isFirst ? newRecoveryCodes() : null
  const digests = codes?.map((code) => recoveryDigest(deps.digest, account.id, code)) ?? null
  const changed = await deps.factors.bind(
    account.id,
    unlessChanged(account, (seen) => ({ ...seen, methods: [...seen.methods, bound] })),
    { factor, codes: digests },
    {
      at,
      actor: 'citizen',
      action: 'account.second-factor-bound',
      subject: account.id,
      before: null,
      after: { instance, cap: level },
    },
  )
  if (!changed) throw new BrokerError('login-moved-on')
  // check: a-new-factor-ends-the-other-sessions
  await deps.endSessions(account.id, session.id)
  return { kind: 'bound', account: changed, codes }
}

/** As typed, in NFC, without what cannot be seen; null if nothing is left. */
function shownName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim()
  return name === '' ? null : [...name].slice(0, LONGEST_NAME).join('')
}
