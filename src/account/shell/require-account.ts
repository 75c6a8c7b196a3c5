import type { Request, Response } from 'express'
import { displayName, type Account } from '../../domain/account.js'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { SessionId } from '../../domain/ids.js'
import type { Duration, Instant } from '../../domain/instant.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import { reachedLevel } from '../../domain/reached-level.js'
import { heldEvidence, type BrowserSession } from '../../domain/session.js'
import { meets, type TrustLevel } from '../../domain/trust-level.js'
import { beginAccountLogin } from '../../login/kit/begin-account-login.js'
import { sessionIdOf } from '../../sessions/session-names.js'
import { isOpen, isSaml } from '../../domain/login.js'
import { liveSession } from '../../login/facts.js'
import { findLogin } from '../../login/visit.js'
import { noteAction, sessionEndsAt } from '../../sessions/session-policy.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { loginCookie, sessionCookie } from '../../http/cookies.js'
import { languageOf } from '../../http/language.js'
import { portalOf } from '../../http/outcome.js'
import { loginPath, type LoginContext } from '../../login/kit/login-context.js'
import { readFields, single, type Fields } from '../../http/parse.js'
import type { AccountBar } from '../../ui/page-context.js'

/** The citizen whose own pages these are, signed in in this browser. */
export interface SignedIn {
  readonly account: Account
  readonly session: BrowserSession
  /** What the session is good for now; methods that are bound in it count at most that much. */
  readonly level: TrustLevel
  /** What stands above every page of theirs. */
  readonly bar: AccountBar
  /** A form of these pages, with the token that binds it to the session. */
  form(action: string): Form
}

/** Where the citizen logs out here; portals link to it, too (CONTRACT: HTTP). */
export const LOGOUT = '/abmelden'

/** What a page of the citizen's own asks for. */
export interface AccountNeeds {
  /** Where a login that is needed first leads back to; a path of our own. */
  readonly returnTo: string
  readonly needed?: TrustLevel
  /** How old the newest proof may be, for what a session left open must not be enough for. */
  readonly provedWithin?: Duration
}

/**
 * The citizen signed in at `needed` or more. Else null, and the response is sent: a login for `returnTo` has begun, by
 * the methods that reach the level.
 */
export async function requireAccount(
  context: LoginContext,
  request: Request,
  response: Response,
  { returnTo, needed = 'basis', provedWithin = Infinity }: AccountNeeds,
): Promise<SignedIn | null> {
  const { flow } = context.deps
  const found = await findSignedIn(context, request)
  const isRecent = found !== null && flow.clock.now() - newestProof(found) < provedWithin
  // check: a-page-of-the-account-needs-its-level
  // check: a-session-left-open-changes-no-factor
  if (found && isRecent && meets(found.level, needed)) return found
  const forceAuthn = found !== null && !isRecent
  const { login, secret } = beginAccountLogin(returnTo, needed, flow, { forceAuthn })
  context.cookies.write(response, loginCookie(login.id), secret)
  context.outcomes.seeOther(response, loginPath(login.id))
  return null
}

const newestProof = ({ session }: SignedIn): Instant => Math.max(...session.evidence.map(({ at }) => at))

/**
 * A form of the citizen's own pages: who is signed in, and its fields. Null, and the response is sent, where nobody is.
 * Throws `form-token` for a form that was not made for this session. The citizen acted: idle time begins anew.
 */
export async function requireAccountForm(
  context: LoginContext,
  request: Request,
  response: Response,
  needs: AccountNeeds,
): Promise<(SignedIn & { readonly fields: Fields }) | null> {
  const found = await requireAccount(context, request, response, needs)
  if (!found) return null
  const fields = fieldsOf(found, request)
  await noteAction(found.session, context.deps.flow)
  return { ...found, fields }
}

/** The fields of a form of the citizen's own pages. Throws `form-token` for one that was not made for this session. */
export function fieldsOf(found: SignedIn, request: Request): Fields {
  const fields = readFields(request.body)
  const holds = sameText(single(fields, FORM_FIELDS.token) ?? '', found.form('').token)
  // check: a-form-of-the-account-needs-its-token
  if (!holds) throw new BrokerError('form-token')
  return fields
}

/** Who is signed in in this browser; null: nobody. */
export async function findSignedIn(context: LoginContext, request: Request): Promise<SignedIn | null> {
  const { cookies, deps } = context
  const { flow } = deps
  const secret = cookies.read(request, sessionCookie)
  const session = secret ? await liveSession(flow, sessionIdOf(flow.digest, secret)) : null
  const account = session && (await flow.accounts.find(session.account))
  if (!session || !account) return null
  const held = heldEvidence(session, flow.sessionLimits, flow.clock.now())
  const level = reachedLevel(account, held, false)
  if (!level) return null
  const token = accountFormToken(flow.digest, session.id)
  const form = (action: string): Form => ({ action, token })
  const waiting = await waitingLogin(context, request)
  const pages = deps.ownPages.filter(({ isFor }) => isFor?.(account) ?? true)
  return { account, session, level, bar: { ...barOf(account, session, form, waiting, flow), pages }, form }
}

/** Binds the forms of the citizen's own pages to the session that they were made for. */
export const accountFormToken = (digest: KeyedDigest, session: SessionId): string =>
  digest.digest('account-form-token', session)

function barOf(
  account: Account,
  session: BrowserSession,
  form: SignedIn['form'],
  waiting: AccountBar['waiting'],
  flow: LoginContext['deps']['flow'],
): Omit<AccountBar, 'pages'> {
  const endsAt = sessionEndsAt(session, flow)
  return {
    citizen: displayName(account),
    logout: form(LOGOUT),
    stay: form('/konto/bleiben'),
    endsAt,
    timeLeft: endsAt - flow.clock.now(),
    waiting,
  }
}

/** Of the newest few: whoever came here from the page of a login finds the way back to it. */
const MOST_LOOKED_AT = 3

async function waitingLogin({ deps, cookies }: LoginContext, request: Request): Promise<AccountBar['waiting']> {
  const { flow, registry } = deps
  for (const { id, secret } of cookies.logins(request).slice(0, MOST_LOOKED_AT)) {
    const login = await findLogin(id, { loginSecret: secret, sessionSecret: null }, flow).catch(() => null)
    const service = login && isOpen(login) && isSaml(login) ? registry.find(login.requirements.service) : undefined
    const child = login?.requirements.child && registry.find(login.requirements.child)
    const language = languageOf(request, cookies)
    if (service) return { path: loginPath(id), portal: portalOf(service, language, child ?? null).name }
  }
  return null
}
