import { expect } from 'chai'
import { type Account } from '../../src/domain/account.js'
import type { Identity } from '../../src/domain/identity.js'
import { methodId, type MethodId, type SessionId } from '../../src/domain/ids.js'
import type { OpenLogin } from '../../src/domain/login.js'
import type { UnlinkedIdentityChoice } from '../../src/domain/unlinked-identity.js'
import { resumeMethod, startMethod } from '../../src/login/authenticate.js'
import type { LoginFacts } from '../../src/login/facts.js'
import { unlinkedIdentityOffers } from '../../src/login/unlinked-identity-offers.js'
import { decideOnRelease } from '../../src/login/steps/confirm-identity.js'
import { decideUnlinkedIdentity, turnBack } from '../../src/login/steps/link-or-create-account.js'
import { goOn, type Visit } from '../../src/login/visit.js'
import { cardFacts, fakeCard } from './fake-card.js'
import { openOne, pageOf, prove, sessionAfter } from './flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from './flow-world.js'
import { START } from './movable-clock.js'

export const EID = methodId('eid')

export const worldWithCards = () => flowWorld([fakeMethod('password', 'normal'), fakeCard('eid', 'hoch')])

/** A browser that goes through one login: it keeps the session as cookies would. */
export function browserOf(world: FlowWorld, start: OpenLogin, session: SessionId | null = null) {
  let login = start
  let held = session
  const follow = (visit: Visit) => {
    held = sessionAfter(visit, held)
    for (const change of visit.sessionChanges) if (change.kind === 'ended') held = null
    return visit
  }
  const take = (result: { login: unknown; session?: { kind: string; session?: { id: SessionId } } }) => {
    if (result.session) held = result.session.session?.id ?? null
    login = openOne(result.login as OpenLogin)
  }
  return {
    session: () => held,
    login: () => login,
    async visit() {
      return follow(await goOn(openOne(await world.stored(login)), held, world.ports))
    },
    async page() {
      const visit = await this.visit()
      login = openOne(visit.login)
      return pageOf(visit)
    },
    /** Reads the card; `facts`: what the card tells beside its key. */
    card(key: string, facts: Identity) {
      return this.cameBack(EID, { key, facts: JSON.stringify(facts) })
    },
    /** Comes back from a method with these fields. */
    async cameBack(method: MethodId, fields: Readonly<Record<string, string>>) {
      const { facts: before } = await this.page()
      const answer = await resumeMethod(method, { fields, returned: true, address: '' }, before, 'de', world.ports)
      if (answer.kind === 'step') take(answer.result)
      else login = openOne(await world.stored(login))
    },
    /** Presses a button of the page that confirms. */
    async press(decision: string) {
      const { step, facts } = await this.page()
      expect(step).to.equal('confirm-identity')
      const form = { fields: new Map([['decision', [decision]]]), query: {} }
      take(await decideOnRelease(facts, form, world.ports))
    },
    async password(account: Account) {
      const { facts } = await this.page()
      const proof = await prove(world, facts, account, 'password')
      held = proof.session ?? held
      login = proof.login
    },
    /** Looks at the login's own address while the card is to be read once more. */
    async turnBack() {
      const { step, facts } = await this.page()
      expect(step).to.equal('read-again')
      login = (await turnBack(facts, world.ports)).login
    },
    async choose(choice: UnlinkedIdentityChoice): Promise<'step' | 'read-again'> {
      const { step, facts } = await this.page()
      expect(step).to.be.oneOf(['link-or-create-account', 'read-again'])
      const decision = await decideUnlinkedIdentity(facts, choice, world.ports)
      if (decision.kind === 'step') take(decision.result)
      else {
        await startMethod(EID, decision.facts, 'de', world.ports)
        login = openOne(await world.stored(login))
      }
      return decision.kind
    },
  }
}

export const begin = async (world: FlowWorld, requirements = {}, session: SessionId | null = null) =>
  browserOf(world, (await world.begun({ registeredLevel: 'normal', ...requirements })).login, session)

export const offersOf = ({ facts }: { facts: LoginFacts }) => unlinkedIdentityOffers(facts)

const JANA = { givenName: 'JANA', familyName: 'NOWAK', birthDate: '1987-03-09', placeOfBirth: 'SOLINGEN' } as const

export const jana = cardFacts(JANA)
/** Jana's card with something in it known to be empty. */
export const janaWithout = (...names: readonly (keyof typeof JANA)[]): Identity =>
  cardFacts(Object.fromEntries(Object.entries(JANA).filter(([name]) => !names.some((each) => each === name))))
export const ole = cardFacts({ givenName: 'OLE', familyName: 'BRANDT', birthDate: '1979-11-30' })
export const nameOnly: Identity = Object.fromEntries(
  Object.entries(jana).filter(([name]) => name === 'givenName' || name === 'familyName'),
)

export const janaAccount = (changes: Partial<Account> = {}): Account =>
  citizen('jana', {
    identity: {
      givenName: { value: 'Jana', origin: 'self-declared', level: 'basis', at: START },
      familyName: { value: 'Nowak', origin: 'self-declared', level: 'basis', at: START },
      birthDate: { value: '1987-03-09', origin: 'self-declared', level: 'basis', at: START },
      email: { value: 'jana@buerger.example', origin: 'self-declared', level: 'basis', at: START },
    },
    ...changes,
  })
