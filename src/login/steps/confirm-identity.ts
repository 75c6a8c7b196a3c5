import { displayName } from '../../domain/account.js'
import { askerOf } from '../../domain/requirements.js'
import { consentText, withoutUnticked, type Release, type RememberedConsent } from '../../domain/release.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { AttributeName } from '../../domain/identity.js'
import type { OpenLogin } from '../../domain/login.js'
import { inLanguage } from '../../domain/service.js'
import { confirmed, restarted, unlinkedAgain } from '../../domain/transitions.js'
import { single, type Fields } from '../../http/parse.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { lacksAgreement } from '../conditions.js'
import { abort } from '../abort.js'
import { decisiveEvidence } from '../../domain/reached-level.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { OPTIONAL_ID } from '../pages/components/attribute-list.js'
import { boxOf } from '../pages/components/attribute-rows.js'
import { confirmPage, type ConfirmModel } from '../pages/confirm.js'
import { pressedButton, stepTaken, type PageStep, type StepPlace, type SubmittedForm } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** Nobody agreed to the release yet: the citizen sees exactly which data would leave, and decides. */
export const confirmIdentityStep: PageStep = {
  name: 'confirm-identity',
  stage: 'confirm',
  needed: lacksAgreement,
  page: showRelease,
  forms: { confirm: async (facts, form, { ports }) => stepTaken(await decideOnRelease(facts, form, ports)) },
}

/** In the query of the page: its boxes arrive ticked, or not, whatever was chosen before. */
const TICK = 'tick'
const TICKS = { all: 'all', none: 'none' } as const

async function showRelease(facts: LoginFacts, { ports, form, here, query, language }: StepPlace): Promise<Page> {
  const { login, account, decision, evidence } = facts
  if (!account || !decision) throw new BrokerError('login-moved-on')
  const { release, origins } = decision
  const ticked = await arrivesTicked(facts, query, ports)
  return confirmPage({
    form: form(`confirm?shown=${shownAs(release, ports)}`),
    citizen: isTemporary(login) ? null : displayName(account) || null,
    serviceName: inLanguage(login.requirements.serviceNames, language),
    attributes: release.attributes.map((attribute) => ({
      ...attribute,
      origin: origins[attribute.name] ?? 'self-declared',
      ticked: ticked.has(attribute.name),
    })),
    tick: {
      all: `${here}?${TICK}=${TICKS.all}#${OPTIONAL_ID}`,
      none: `${here}?${TICK}=${TICKS.none}#${OPTIONAL_ID}`,
    },
    hasSubjectId: release.subjectId === 'subject-id',
    level: release.level,
    method: decisiveEvidence(account, evidence).method,
    staysSignedIn: 'session' in login && login.session !== null,
    isNewAccount: !isTemporary(login) && account.createdAt >= login.startedAt,
    remark: remarkOf(login),
    canRemember: !isTemporary(login),
    otherAccount: isOfOtherAccount(login) ? decisiveEvidence(account, evidence).method : null,
  })
}

/** Of the proofs of this login the last that has one. */
function remarkOf(login: OpenLogin): ConfirmModel['remark'] {
  const piece = 'evidence' in login ? login.evidence.findLast(({ remark }) => remark !== undefined) : undefined
  return piece?.remark ? { method: piece.method, remark: piece.remark } : null
}

/** True if somebody came with another account, and none is kept here: they may want one now. */
const isOfOtherAccount = (login: OpenLogin): boolean =>
  login.state === 'identified' && login.temporary && login.evidence.at(-1)?.upstream?.lasting === true

const isTemporary = (login: OpenLogin): boolean => 'temporary' in login && login.temporary

const optionalIn = ({ attributes }: Release): readonly AttributeName[] =>
  attributes.filter(({ required }) => !required).map(({ name }) => name)

/** What arrives ticked: what was ticked at this service last time, unless the citizen has just asked for all or none. */
async function arrivesTicked(
  facts: LoginFacts,
  query: StepPlace['query'],
  ports: LoginPorts,
): Promise<ReadonlySet<AttributeName>> {
  if (query[TICK] === TICKS.none) return new Set()
  if (query[TICK] === TICKS.all) return new Set(facts.decision && optionalIn(facts.decision.release))
  return new Set(await chosenLastTime(facts, ports))
}

/** The optional attributes that were ticked at this service last time. */
async function chosenLastTime(
  { login, account, decision }: LoginFacts,
  ports: LoginPorts,
): Promise<readonly AttributeName[]> {
  // Where nothing can be chosen, or nothing is kept, the store need not be asked.
  if (!account || !decision || isTemporary(login) || optionalIn(decision.release).length === 0) return []
  return (await ports.releaseChoices.find(account.id, askerOf(login.requirements))) ?? []
}

/** A digest of what a confirm page showed. A form confirms nothing if its page showed something else. */
const shownAs = (release: Release, { digest }: LoginPorts): string =>
  digest.digest('shown-release', `${release.level} ${consentText(release)}`)

/** If the values have changed since the page was made, it is shown again with the new ones. */
export async function decideOnRelease(
  facts: LoginFacts,
  { fields, query }: SubmittedForm,
  ports: LoginPorts,
): Promise<StepResult> {
  const keeps = isOfOtherAccount(facts.login) ? [DECISIONS.openAccount, DECISIONS.linkAccount] : []
  const pressed = pressedButton(fields, [DECISIONS.confirm, DECISIONS.cancel, DECISIONS.other, ...keeps])
  if (pressed === DECISIONS.cancel) return abort(facts.login, 'request-denied', ports)
  if (pressed === DECISIONS.openAccount || pressed === DECISIONS.linkAccount)
    return { login: await storeLogin(unlinkedAgain(facts.login, pressed), ports) }
  if (pressed === DECISIONS.other) return leaveAccount(facts, ports)
  const { decision } = facts
  if (!decision || query['shown'] !== shownAs(decision.release, ports)) return { login: facts.login }
  const ticked = tickedIn(fields, decision.release)
  return confirmIdentity(facts, { ticked, remember: single(fields, FORM_FIELDS.remember) !== null }, ports)
}

/** The optional attributes whose boxes are ticked. A value that no box of the page has stands for nothing. */
function tickedIn(fields: Fields, release: Release): ReadonlySet<AttributeName> {
  const boxes = new Set(fields.get(FORM_FIELDS.release) ?? [])
  // check: a-box-stands-for-its-own-attributes
  return new Set(optionalIn(release).filter((name) => boxes.has(boxOf(name))))
}

/** What the citizen chose on the confirm page: the optional attributes ticked, and whether to be asked again. */
interface Confirmation {
  readonly ticked: ReadonlySet<AttributeName>
  readonly remember: boolean
}

/** The citizen agrees to exactly what the page showed, less the attributes that are not ticked. */
export async function confirmIdentity(
  facts: LoginFacts,
  { ticked, remember }: Confirmation,
  ports: LoginPorts,
): Promise<StepResult> {
  const { login, account, decision } = facts
  if (!account || !decision) throw new BrokerError('login-moved-on')
  const release = withoutUnticked(decision.release, ticked)
  const kept = {
    remember: remember ? consentTo(release, decision.release, ports) : null,
    ticked: await newChoice(facts, optionalIn(release), ports),
  }
  return { login: await storeLogin(confirmed(login, release, kept), ports) }
}

/** What was chosen, if it is to be kept: null where it is what was chosen last time. */
async function newChoice(
  facts: LoginFacts,
  chosen: readonly AttributeName[],
  ports: LoginPorts,
): Promise<readonly AttributeName[] | null> {
  // Nothing is kept of a temporary account.
  if (isTemporary(facts.login)) return null
  const before = await chosenLastTime(facts, ports)
  const isSame = before.length === chosen.length && before.every((name) => chosen.includes(name))
  return isSame ? null : chosen
}

/** What is remembered of a release: a digest of it, and what of the offer was not ticked. */
function consentTo(release: Release, offered: Release, { digest }: LoginPorts): RememberedConsent {
  const names = new Set(release.attributes.map(({ name }) => name))
  const declined = offered.attributes.map(({ name }) => name).filter((name) => !names.has(name))
  return { digest: digest.digest('consent', consentText(release)), declined }
}

/** The session was somebody else's: it ends, and the login asks anew who this is. */
async function leaveAccount({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (session) await ports.logOut(session)
  return { login: await storeLogin(restarted(login), ports), session: { kind: 'ended' } }
}
