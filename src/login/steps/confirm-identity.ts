import { displayName } from '../../domain/account.js'
import { consentText, withoutUnticked, type Release, type RememberedConsent } from '../../domain/release.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { isAttributeName, type AttributeName } from '../../domain/identity.js'
import { inLanguage } from '../../domain/service.js'
import { confirmed, restarted } from '../../domain/transitions.js'
import { single } from '../../http/parse.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { lacksAgreement } from '../conditions.js'
import { abort } from '../abort.js'
import { decisiveEvidence } from '../../domain/reached-level.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { confirmPage } from '../pages/confirm.js'
import { pressedButton, stepTaken, type PageStep, type StepPlace, type SubmittedForm } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'
import { endSession } from '../../sessions/session-policy.js'

/** Nobody agreed to the release yet: the citizen sees exactly which data would leave, and decides. */
export const confirmIdentityStep: PageStep = {
  name: 'confirm-identity',
  needed: lacksAgreement,
  page: showRelease,
  forms: { confirm: async (facts, form, { ports }) => stepTaken(await decideOnRelease(facts, form, ports)) },
}

function showRelease({ login, account, decision, evidence }: LoginFacts, { ports, form, language }: StepPlace): Page {
  if (!account || !decision) throw new BrokerError('login-moved-on')
  const isTemporary = 'temporary' in login && login.temporary
  return confirmPage({
    form: form(`confirm?shown=${shownAs(decision.release, ports)}`),
    citizen: isTemporary ? null : displayName(account) || null,
    serviceName: inLanguage(login.requirements.serviceNames, language),
    attributes: decision.release.attributes,
    level: decision.release.level,
    method: decisiveEvidence(account, evidence).method,
    canRemember: !isTemporary,
  })
}

/** A digest of what a confirm page showed. A form confirms nothing if its page showed something else. */
const shownAs = (release: Release, { digest }: LoginPorts): string =>
  digest.digest('shown-release', `${release.level} ${consentText(release)}`)

/** If the values have changed since the page was made, it is shown again with the new ones. */
async function decideOnRelease(
  facts: LoginFacts,
  { fields, query }: SubmittedForm,
  ports: LoginPorts,
): Promise<StepResult> {
  const pressed = pressedButton(fields, [DECISIONS.confirm, DECISIONS.cancel, DECISIONS.other])
  if (pressed === DECISIONS.cancel) return abort(facts.login, 'request-denied', ports)
  if (pressed === DECISIONS.other) return leaveAccount(facts, ports)
  const { decision } = facts
  if (!decision || query['shown'] !== shownAs(decision.release, ports)) return { login: facts.login }
  const ticked = new Set((fields.get(FORM_FIELDS.release) ?? []).filter(isAttributeName))
  return confirmIdentity(facts, { ticked, remember: single(fields, FORM_FIELDS.remember) !== null }, ports)
}

/** What the citizen chose on the confirm page: the optional attributes left ticked, and whether to be asked again. */
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
  const remembered = remember ? consentTo(release, decision.release, ports) : null
  return { login: await storeLogin(confirmed(login, release, remembered), ports) }
}

/** What is remembered of a release: a digest of it, and what of the offer was not ticked. */
function consentTo(release: Release, offered: Release, { digest }: LoginPorts): RememberedConsent {
  const names = new Set(release.attributes.map(({ name }) => name))
  const declined = offered.attributes.map(({ name }) => name).filter((name) => !names.has(name))
  return { digest: digest.digest('consent', consentText(release)), declined }
}

/** The session was somebody else's: it ends, and the login asks anew who this is. */
async function leaveAccount({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (session) await endSession(session, ports)
  return { login: await storeLogin(restarted(login), ports), session: { kind: 'ended' } }
}
