import type { Account } from '../../src/domain/account.js'
import { methodId, type SessionId } from '../../src/domain/ids.js'
import { isOpen, type Login, type OpenLogin } from '../../src/domain/login.js'
import type { Requirements } from '../../src/domain/requirements.js'
import { resumeMethod } from '../../src/login/authenticate.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import type { LoginFacts } from '../../src/login/facts.js'
import { goOn, type Visit } from '../../src/login/visit.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import type { FlowWorld } from './flow-world.js'

/** The login if it is open. */
export const openOne = (login: Login): OpenLogin => {
  if (!isOpen(login)) throw new Error(`login is ${login.state}`)
  return login
}

/** Where a visit ended, if with a page. */
export const pageOf = (visit: Visit): { step: string; facts: LoginFacts } => {
  if (visit.end.kind !== 'page') throw new Error('the visit ended with an answer')
  return { step: visit.end.step.name, facts: visit.end.facts }
}

/** The browser's session after a visit. */
export const sessionAfter = (visit: Visit, before: SessionId | null): SessionId | null =>
  visit.sessionChanges.reduce<SessionId | null>(
    (session, change) => (change.kind === 'opened' ? change.session.id : null) ?? session,
    before,
  )

/** Logs in by password up to the confirm page. */
export async function loggedIn(
  world: FlowWorld,
  account: Account,
  requirements: Partial<Requirements> = {},
  session: SessionId | null = null,
) {
  const { login } = await world.begun(requirements)
  const first = pageOf(await goOn(login, session, world.ports))
  const proof = await prove(world, first.facts, account, 'password')
  const after = proof.session ?? session
  const visit = await goOn(proof.login, after, world.ports)
  return { visit, session: sessionAfter(visit, after) }
}

/** The method proves this account: the login after it, and the session that it opened, if it did. */
export async function prove(
  world: FlowWorld,
  facts: LoginFacts,
  account: Account,
  method: string,
): Promise<{ readonly login: OpenLogin; readonly session: SessionId | null }> {
  const input = { fields: { account: account.id }, returned: false, address: '127.0.0.1' }
  const answer = await resumeMethod(methodId(method), input, facts, 'de', world.ports)
  if (answer.kind !== 'step') throw new Error('nothing proved')
  const { login, session } = answer.result
  return { login: openOne(login), session: session?.kind === 'opened' ? session.session.id : null }
}

/** The citizen confirms, with phone and e-mail left ticked. */
export async function confirmed(
  world: FlowWorld,
  visit: Visit,
  session: SessionId | null,
  remember = false,
): Promise<Visit> {
  const { facts } = pageOf(visit)
  const { login } = await confirmIdentity(facts, { ticked: new Set(['phone', 'email']), remember }, world.ports)
  return goOn(openOne(login), session, world.ports)
}

/** The ports as after Redis lost its data. */
export const withEmptyStores = ({ ports, clock }: FlowWorld): LoginPorts => {
  const { logins, replay } = createMemoryStores({ clock })
  return { ...ports, logins, replay }
}
