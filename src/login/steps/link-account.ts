import { BrokerError } from '../../domain/error-catalogue.js'
import { asOf, isOf, type Evidence } from '../../domain/evidence.js'
import { unlessChanged, type Account } from '../../domain/account.js'
import type { AuditEvent } from '../../domain/audit-event.js'
import { isReadByCard, samePerson } from '../../domain/minimum-set.js'
import { reachedLevel } from '../../domain/reached-level.js'
import { heldEvidence } from '../../domain/session.js'
import { boundBeside, methodsBelow, proofedBy } from '../../domain/proofed-account.js'
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
  const before = session?.account === target.id ? session : null
  const proofs = login.evidence.filter((piece) => isOf(piece, target.id))
  const held = before ? heldEvidence(before, ports.sessionLimits, ports.clock.now()) : []
  const account = await bound(unlinked, target, [...proofs, ...held], ports)
  const mine = recognized(login, evidence, account.id)
  const change = await sessionAfterProof(account, [...proofs, asOf(evidence, account.id)], before, ports)
  const review = account.proofing !== target.proofing && methodsBelow(account, evidence.level).length > 0
  const next = identified(mine, account.id, change.session.id, { review })
  return { login: await storeLogin(next, ports), session: change }
}

function actionOf(wish: UnlinkedIdentity['wish'], { upstream }: Evidence) {
  if (upstream) return 'account.upstream-linked'
  return wish === 'link-renewed' ? 'account.card-renewed' : 'account.card-linked'
}

async function bound(
  { evidence, wish }: UnlinkedIdentity,
  target: Account,
  proofs: readonly Evidence[],
  ports: LoginPorts,
): Promise<Account> {
  const known = { ...target.identity, ...evidence.facts }
  // check: typed-values-find-no-account-for-a-card
  const key = isReadByCard(known) ? identityKeyOf(known, ports) : target.identityKey
  const isSame = samePerson(target.identity, evidence.facts)
  const proved = reachedLevel(target, proofs, false) ?? 'basis'
  const bind = unlessChanged(target, (account) =>
    isSame ? proofedBy(account, evidence, key) : boundBeside(account, evidence, proved),
  )
  const entry = (after: Account): AuditEvent => ({
    at: ports.clock.now(),
    actor: 'citizen',
    action: actionOf(wish, evidence),
    subject: target.id,
    before: { proofing: target.proofing.level },
    after: { proofing: after.proofing.level, method: evidence.method, attributes: Object.keys(evidence.facts ?? {}) },
  })
  const changed = await ports.accounts.change(target.id, bind, entry).catch(overtaken)
  if (!changed) throw new BrokerError('login-moved-on')
  return changed
}
