import { BrokerError } from '../../domain/error-catalogue.js'
import { asOf, isOf } from '../../domain/evidence.js'
import { unlessChanged, type Account } from '../../domain/account.js'
import type { AuditEvent } from '../../domain/audit-event.js'
import { isReadByCard } from '../../domain/minimum-set.js'
import { methodsBelow, proofedBy } from '../../domain/proofed-account.js'
import { identified, recognized } from '../../domain/transitions.js'
import { sessionAfterProof } from '../../sessions/session-policy.js'
import { fitsTarget } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import { identityKeyOf, type UnlinkedIdentity } from '../gather-unlinked-identity.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'
import { overtaken } from './open-account.js'

/** The account that the card is to be bound to is proved. */
export const linkAccountStep: AutomaticStep = {
  name: 'link-account',
  needed: fitsTarget,
  run: linkAccount,
}

/**
 * Binds the card to the account that the citizen proved, and raises the account's proofing. Every other method keeps
 * its cap until the citizen confirms it (RULES: Trust level of a login 4).
 */
async function linkAccount({ login, unlinked, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (login.state !== 'authenticated' || !unlinked?.target || !unlinked.fits) throw new BrokerError('login-moved-on')
  const { evidence, target } = unlinked
  const account = await bound(unlinked, target, ports)
  const mine = recognized(login, evidence, account.id)
  const before = session?.account === account.id ? session : null
  const proofs = mine.evidence.filter((piece) => isOf(piece, account.id))
  const change = await sessionAfterProof(account.id, [...proofs, asOf(evidence, account.id)], before, ports)
  const review = methodsBelow(account, evidence.level).length > 0
  const next = identified(mine, account.id, change.session.id, { review })
  return { login: await storeLogin(next, ports), session: change }
}

async function bound({ evidence, wish }: UnlinkedIdentity, target: Account, ports: LoginPorts): Promise<Account> {
  const known = { ...target.identity, ...evidence.facts }
  // check: typed-values-find-no-account-for-a-card
  const key = isReadByCard(known) ? identityKeyOf(known, ports) : target.identityKey
  const bind = unlessChanged(target, (account) => proofedBy(account, evidence, key))
  const entry = (after: Account): AuditEvent => ({
    at: ports.clock.now(),
    actor: 'citizen',
    action: wish === 'link-renewed' ? 'account.card-renewed' : 'account.card-linked',
    subject: target.id,
    before: { proofing: target.proofing.level },
    after: { proofing: after.proofing.level, method: evidence.method, attributes: Object.keys(evidence.facts ?? {}) },
  })
  const changed = await ports.accounts.change(target.id, bind, entry).catch(overtaken)
  if (!changed) throw new BrokerError('login-moved-on')
  return changed
}
