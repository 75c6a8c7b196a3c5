import { newAccount, type Account } from '../../domain/account.js'
import type { AuditEvent } from '../../domain/audit-event.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { asOf } from '../../domain/evidence.js'
import { accountId } from '../../domain/ids.js'
import { coversMinimumSet, isReadByCard } from '../../domain/minimum-set.js'
import { OperatorError } from '../../domain/operator-error.js'
import { bindingOf, minimumSetOf, type UnlinkedEvidence } from '../../domain/proofed-account.js'
import { identified, recognized } from '../../domain/transitions.js'
import { sessionAfterProof } from '../../sessions/session-policy.js'
import { opensAccount } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import { identityKeyOf } from '../gather-unlinked-identity.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** The citizen wants a new account from the card, and the card has been read for it. */
export const openAccountStep: AutomaticStep = {
  name: 'open-account',
  needed: opensAccount,
  run: openAccount,
}

/** Makes an account of the card's minimum set, bound to the card, and goes on signed in to it. */
async function openAccount({ login, unlinked }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (login.state !== 'authenticated' || !unlinked) throw new BrokerError('login-moved-on')
  const account = accountFrom(unlinked.evidence, ports)
  const event: AuditEvent = {
    at: account.createdAt,
    actor: 'citizen',
    action: 'account.created',
    subject: account.id,
    before: null,
    after: {
      proofing: account.proofing.level,
      attributes: Object.keys(account.identity),
      methods: [unlinked.evidence.method],
    },
  }
  await ports.accounts.create(account, null, event).catch(overtaken)
  const change = await sessionAfterProof(account, [asOf(unlinked.evidence, account.id)], null, ports)
  const mine = recognized(login, unlinked.evidence, account.id)
  return { login: await storeLogin(identified(mine, account.id, change.session.id), ports), session: change }
}

function accountFrom(evidence: UnlinkedEvidence, ports: LoginPorts): Account {
  const facts = evidence.facts ?? {}
  if (!evidence.upstream && !coversMinimumSet(facts)) throw new BrokerError('login-moved-on')
  const identity = minimumSetOf(facts)
  const [first] = Object.values(identity)
  const now = ports.clock.now()
  return newAccount({
    id: accountId(ports.random.id()),
    pseudonymSeed: ports.random.secret(),
    // Where nothing was told of the person, nobody vouches for what they say of themselves later.
    proofing: first
      ? { level: evidence.level, origin: first.origin, at: evidence.at }
      : { level: 'basis', origin: 'self-declared', at: evidence.at },
    identity,
    // check: no-card-finds-an-account-by-what-another-account-told
    identityKey: isReadByCard(facts) ? identityKeyOf(facts, ports) : null,
    methods: [bindingOf(evidence)],
    createdAt: now,
  })
}

/** The same card was a moment faster in another tab: the login looks again, and finds the card's account. */
export function overtaken(error: unknown): never {
  if (error instanceof OperatorError && error.rule === 'method-bound') throw new BrokerError('login-moved-on')
  throw error
}
