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

/** More tokens than a citizen needs in one login; each opens a session at the eID server. */
const MOST_TOKENS = 10

/**
 * The secret of a token's address. Nobody can guess it, and it holds only for exactly what the page says will be read,
 * whatever the login wants by then.
 */
export const addressToken = ({ login }: MethodContext, asked: Asked, { digest }: Pick<EidDeps, 'digest'>): string =>
  // check: the-token-address-belongs-to-one-login
  // check: the-token-address-holds-for-what-was-said
  digest.digest('eid-tc-token', JSON.stringify([login, askedFields(asked).map((field) => [field, asked[field]])]))

/**
 * Answers an eID client that asks for its TC Token; at this moment the eID server is told what to read (TR-03130-1
 * §3.1.2). Every fetch opens a session of its own with a RefreshAddress of its own, so a second fetch learns nothing
 * about the first, and only the first one's client can return from it. If no session can be opened, the token holds
 * only the CommunicationErrorAddress, which leads back to the page with the reason. Rejects with `not-found`.
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
  // Fetches are counted before a session is opened, and not in the login, so that those made at once share one
  // allowance.
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

/** The question to the eID server. The eID client shows in it where the citizen is logging in. */
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

/**
 * Opens a session unless too many are unfinished: each costs the eID server something, while a login costs nobody
 * anything.
 */
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

/** True for a ServerAddress by https (TR-03124-1 §2.6); http is allowed only while the broker itself is on loopback. */
const mayBeConnected = (address: string, { publicUrl }: EidDeps): boolean =>
  // check: eid-clients-connect-by-https
  address.startsWith('https://') || (publicUrl.startsWith('http://') && address.startsWith('http://'))
