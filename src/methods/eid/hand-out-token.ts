import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { LOGIN_LIFETIME } from '../../domain/login.js'
import type { BackchannelAnswer, BackchannelInput, MethodContext } from '../../login/kit/authenticator.js'
import { assuranceUri } from './assurance.js'
import { askedFields, askedFor, type Asked } from './card-fields.js'
import type { EidDeps } from './eid-deps.js'
import { returnKeyOf, stateOf, withAttempt, withFailure } from './eid-state.js'
import { detailOf, isServerFault } from './ask-server.js'
import { beginInquiry } from './inquiry.js'
import { EID } from './settings.js'
import type { PreSharedKey, UseIdQuestion } from './messages/requests.js'
import type { EidProblem } from './pages/eid-problem.js'
import { giveBackPlace, takePlace } from './open-sessions.js'
import { problemOfServer } from './problems.js'
import { errorToken, TC_TOKEN_TYPE, tcToken } from './tc-token.js'

/** More tokens than a citizen needs in one login: each opens a session at the eID server. */
const MOST_TOKENS = 10

/** Nobody can guess it, and it holds for exactly what the page says is read: whatever else is wanted meanwhile. */
export const addressToken = ({ login }: MethodContext, asked: Asked, { digest }: Pick<EidDeps, 'digest'>): string =>
  // check: the-token-address-belongs-to-one-login
  // check: the-token-address-holds-for-what-was-said
  digest.digest('eid-tc-token', JSON.stringify([login, askedFields(asked).map((field) => [field, asked[field]])]))

/**
 * Answers an eID client that asks for its TC Token: the moment at which the eID server is told what to read
 * (TR-03130-1 §3.1.2). Every fetch opens a session of its own with a RefreshAddress of its own, so a second one tells
 * nothing about the first: nobody but its client can return from it. Where no session can be opened the token is empty
 * but for the CommunicationErrorAddress, which leads back to the page with the reason. Rejects with `not-found`.
 */
export async function handOutToken(
  context: MethodContext,
  { token, address }: BackchannelInput,
  deps: EidDeps,
): Promise<BackchannelAnswer> {
  const asked = askedFor(context.wanted)
  // check: the-token-address-is-known-to-the-page-alone
  if (!sameText(token, addressToken(context, asked, deps))) throw new BrokerError('not-found')
  const state = stateOf(context.state)
  const base = `${deps.publicUrl}/login/${context.login}/${EID}/return`
  const secret = deps.random.secret()
  const returnKey = returnKeyOf(secret)
  // Counted before a session is opened, and not in the login: fetches made at once share one allowance.
  // check: tokens-are-limited
  const isAllowed = (await deps.attempts.add(`eid tokens ${context.login}`, LOGIN_LIFETIME)) <= MOST_TOKENS
  const question = questionOf(context, asked, deps)
  const opened = isAllowed ? await openWithin(returnKey, address, question, deps) : 'too-often'
  if (typeof opened === 'string') {
    return { contentType: TC_TOKEN_TYPE, body: errorToken(base), state: withFailure(state, null, opened) }
  }
  const attempt = { returnKey, session: opened.session, waitingSince: null, asked }
  await beginInquiry(returnKey, deps)
  const body = tcToken({
    serverAddress: opened.serverAddress,
    sessionIdentifier: opened.psk.id,
    refreshAddress: `${base}?token=${secret}`,
    communicationErrorAddress: base,
    psk: opened.psk.key,
  })
  return { contentType: TC_TOKEN_TYPE, body, state: withAttempt(state, attempt) }
}

/** The citizen reads in the eID client where they log in. */
const questionOf = ({ portalNames, language }: MethodContext, asked: Asked, deps: EidDeps): UseIdQuestion => ({
  asked,
  age: deps.minimumAge,
  transactionInfo: portalNames[language] ?? portalNames['de'] ?? null,
  assurance: deps.assurance ? assuranceUri(deps.level) : null,
  psk: deps.newPsk?.() ?? null,
})

interface OpenedSession {
  readonly session: string
  readonly psk: PreSharedKey
  readonly serverAddress: string
}

/** Within what may be unfinished at once: each session costs the eID server something, and a login costs nobody. */
async function openWithin(
  id: string,
  address: string,
  question: UseIdQuestion,
  deps: EidDeps,
): Promise<OpenedSession | EidProblem> {
  // check: unfinished-eid-sessions-are-limited
  if (!(await takePlace(id, address, deps))) return 'server-busy'
  const opened = await open(question, deps)
  if (typeof opened === 'string') await giveBackPlace(id, deps)
  else deps.counted('opened')
  return opened
}

async function open(question: UseIdQuestion, deps: EidDeps): Promise<OpenedSession | EidProblem> {
  try {
    const answer = await deps.server.useId(question)
    if (answer.kind === 'refused') {
      deps.log.error('eid.use-id-refused', { detail: answer.minor })
      return problemOfServer(answer.minor)
    }
    const serverAddress = answer.serverAddress ?? deps.serverAddress
    if (serverAddress !== null && mayBeConnected(serverAddress, deps)) return { ...answer, serverAddress }
    deps.log.error('eid.server-fault', { detail: 'there is no https address for eID clients' })
    return 'server'
  } catch (error) {
    if (!isServerFault(error)) throw error
    deps.log.error('eid.server-fault', { detail: detailOf(error) })
    return 'server'
  }
}

/** ServerAddress is https (TR-03124-1 §2.6); http only while the broker itself is on loopback. */
const mayBeConnected = (address: string, { publicUrl }: EidDeps): boolean =>
  // check: eid-clients-connect-by-https
  address.startsWith('https://') || (publicUrl.startsWith('http://') && address.startsWith('http://'))
