import { BrokerError } from '../../src/domain/error-catalogue.js'
import { ATTRIBUTE_NAMES } from '../../src/domain/identity.js'
import { methodId } from '../../src/domain/ids.js'
import type { OpenLogin } from '../../src/domain/login.js'
import { cancelChoice } from '../../src/login/abort.js'
import { resumeMethod } from '../../src/login/authenticate.js'
import { begin } from '../../src/login/begin.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import type { LoginFacts } from '../../src/login/facts.js'
import { methodOffers } from '../../src/login/offered-methods.js'
import { goOn, type Visit } from '../../src/login/visit.js'
import { openOne, sessionAfter } from './flow-walk.js'
import { chosenBinding, type Course, type Leaving, type Outcome, type Situation } from './level-situation.js'
import { levelWorld, type LevelWorld } from './level-world.js'

/** Walks a login through the flow, and tells what comes step by step, in the oracle's words. */
export async function walkLevels(situation: Situation, course: Course): Promise<readonly Outcome[]> {
  const walk = await levelWorld(situation, course)
  const { clock, ports } = walk
  const seen: Outcome[] = []
  const begun = await begin(walk.request, walk.session, ports)
  if (begun.kind !== 'started') return [walk.ended()]
  let login: OpenLogin = begun.login
  let session = walk.session
  const look = async (): Promise<Visit> => {
    const visit = await goOn(login, session, ports)
    session = sessionAfter(visit, session)
    if (visit.end.kind === 'page') login = openOne(visit.login)
    seen.push(visit.end.kind === 'page' ? pageSeen(visit.end, ports) : walk.ended())
    return visit
  }

  let visit = await look()
  if (seen.at(-1)?.kind === 'methods') {
    clock.pass(course.beforeProof)
    visit = await look()
    const proof = await prove(situation, course, factsOf(visit), ports)
    if (proof === null) seen.push({ kind: 'not-offered' })
    else if (proof.answer) seen.push(walk.ended())
    else {
      login = openOne(proof.login)
      session = proof.session?.kind === 'opened' ? proof.session.session.id : session
      visit = await look()
    }
    if (proof === null) return [...seen, await giveUp(walk, factsOf(visit))]
  }
  if (visit.end.kind === 'page' && seen.at(-1)?.kind !== 'status') {
    clock.pass(course.beforeDecision)
    visit = await look()
  }
  const last = seen.at(-1)
  if (last?.kind === 'methods') return [...seen, await giveUp(walk, factsOf(visit))]
  if (last?.kind !== 'confirm') return seen
  const ticked = new Set(ATTRIBUTE_NAMES)
  const agreed = await confirmIdentity(factsOf(visit), { ticked, remember: false }, ports)
  await goOn(openOne(agreed.login), session, ports)
  return [...seen, walk.ended()]
}

async function giveUp({ ended, ports }: LevelWorld, facts: LoginFacts): Promise<Outcome> {
  await cancelChoice(facts, ports)
  return ended()
}

function factsOf({ end }: Visit): LoginFacts {
  if (end.kind !== 'page') throw new Error('the visit ended with an answer')
  return end.facts
}

type PageEnd = Extract<Visit['end'], { kind: 'page' }>

function pageSeen({ step: { name: step }, facts }: PageEnd, ports: LoginPorts): Outcome {
  const { decision } = facts
  if (step === 'choose-method') {
    const offers = methodOffers(facts, ports)
    return {
      kind: 'methods',
      why: Object.fromEntries(offers.map((o) => [o.method.id, o.notOffered?.kind ?? 'offered'])),
    }
  }
  if (step === 'complete-profile') return { kind: 'profile', missing: decision?.missing ?? [] }
  if (step !== 'confirm-identity' || !decision) throw new Error(`no such page is foretold: ${step}`)
  return { kind: 'confirm', level: decision.release.level, leaving: leavingOf(decision.release.attributes) }
}

const leavingOf = (attributes: readonly Leaving[]): readonly Leaving[] =>
  attributes.map(({ name, value, level }) => ({ name, value, level }))

/** Null: the method was not offered. */
async function prove(situation: Situation, course: Course, facts: LoginFacts, ports: LoginPorts) {
  const offered = methodOffers(facts, ports).filter(({ notOffered }) => notOffered === null)
  const binding = chosenBinding(situation, course, new Set(offered.map(({ method }) => method.id)))
  if (!binding) return null
  const tells = JSON.stringify(binding.method === 'eid' ? course.cardTells : {})
  const input = { fields: { instance: binding.instance, tells }, returned: false, address: '' }
  try {
    const answer = await resumeMethod(methodId(binding.method), input, facts, 'de', ports)
    if (answer.kind !== 'step') throw new Error('nothing was proved')
    return answer.result
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'method-not-offered') return null
    throw error
  }
}
