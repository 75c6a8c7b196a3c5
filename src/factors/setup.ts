import { z } from 'zod'
import { unlessChanged, type Account } from '../domain/account.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { AtAccount, SecondFactorSetup } from './second-factor-setup.js'
import { boundFactors, PASSWORD } from '../domain/second-factor.js'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.js'
import { openDraft, sealDraft, type SetupDeps } from './setup-deps.js'
import { offerPasskey, takePasskey } from './setup-passkey.js'
import { bindTotp, offerTotp } from './setup-totp.js'
import { stepDown } from './step-down.js'

const SHOWN_CODES = 'recovery codes'

/** Adding and taking off second factors of a password. */
export const createSecondFactorSetup = (deps: SetupDeps): SecondFactorSetup => ({
  offered: deps.offered,
  level: deps.level,
  list: async (account) => {
    const { codesLeft } = await deps.factors.find(account.id)
    return { factors: boundFactors(account), codesLeft }
  },
  offerTotp: (at) => offerTotp(at, deps),
  bindTotp: (at, form) => bindTotp(at, form, deps),
  offerPasskey: (at) => offerPasskey(at, deps),
  takePasskey: (at, form) => takePasskey(at, form, deps),
  renewCodes: (at) => renewCodes(at, deps),
  sealCodes: (at, codes) => sealDraft(at, SHOWN_CODES, codes, deps),
  openCodes: (at, sealed) => openDraft(at, SHOWN_CODES, z.array(z.string()), sealed, deps),
  remove: (at, instance) => remove(at, instance, deps),
})

async function renewCodes({ account }: AtAccount, deps: SetupDeps): Promise<readonly string[]> {
  if (boundFactors(account).length === 0) throw new BrokerError('form-input', 'no second factor')
  const codes = newRecoveryCodes()
  const digests = codes.map((code) => recoveryDigest(deps.digest, account.id, code))
  await deps.factors.renewCodes(account.id, digests, {
    at: deps.clock.now(),
    actor: 'citizen',
    action: 'account.recovery-codes-renewed',
    subject: account.id,
    before: null,
    after: { codes: codes.length },
  })
  return codes
}

async function remove({ account, session }: AtAccount, instance: string, deps: SetupDeps): Promise<Account> {
  const { factors, clock } = deps
  const bound = boundFactors(account).find((each) => each.instance === instance)
  if (!bound) throw new BrokerError('form-input', 'no such second factor')
  const methods = account.methods.filter((each) => each.method !== PASSWORD || each.instance !== instance)
  const unbound = unlessChanged(account, (seen) => ({ ...seen, methods }))
  const changed = await factors.unbind(account.id, unbound, instance, {
    at: clock.now(),
    actor: 'citizen',
    action: 'account.second-factor-removed',
    subject: account.id,
    before: { instance, cap: bound.cap },
    after: null,
  })
  if (!changed) throw new BrokerError('login-moved-on')
  // check: a-factor-taken-off-ends-the-other-sessions
  await deps.endSessions(account.id, session.id)
  await stepDown(session, instance, deps)
  return changed
}
