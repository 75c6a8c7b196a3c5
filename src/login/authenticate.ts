import { BrokerError } from '../domain/error-catalogue.js'
import type { MethodId } from '../domain/ids.js'
import type { Language } from '../domain/language.js'
import type { Authenticator, CallbackInput, MethodContext, Outcome } from './kit/authenticator.js'
import { askerName } from '../domain/child-service.js'
import { serviceName, type Service } from '../domain/service.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { MethodPause } from '../domain/login.js'
import { methodGaveUp, methodPaused, methodStarted } from '../domain/transitions.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'
import { offeredMethod } from './offered-methods.js'
import { type StepResult, storeLogin } from './store-login.js'
import { takeProof } from './take-proof.js'

/**
 * What a method shows or where it sends the citizen. A method that has proved something is answered by a step of the
 * login.
 */
export type MethodAnswer =
  | { readonly kind: 'method'; readonly outcome: Exclude<Outcome, { kind: 'proved' | 'failed' }> }
  | { readonly kind: 'step'; readonly result: StepResult }

/** `gone`: see `MethodContext.gone`. */
type Opens = (
  id: MethodId,
  facts: LoginFacts,
  language: Language,
  ports: LoginPorts,
  gone?: AbortSignal,
) => Promise<MethodAnswer>

/** Opens a method. Throws `method-not-offered` if this login does not offer it, and whatever the method throws. */
export const startMethod: Opens = (...where) => ask((method, context) => method.start(context), ...where)

/** Shows the page of a method that is under way, as it stands. Errors as `startMethod`. */
export const showMethod: Opens = (...where) =>
  ask((method, context) => method.show?.(context) ?? method.start(context), ...where)

/**
 * Hands a method what came back from its page or from outside. Errors as `startMethod`; also `not-found` for a return
 * to a method that takes none.
 */
export const resumeMethod = (
  id: MethodId,
  input: CallbackInput,
  ...where: [facts: LoginFacts, language: Language, ports: LoginPorts, gone?: AbortSignal]
): Promise<MethodAnswer> =>
  ask((method, context) => method.resume(context, input.returned ? declared(method, input) : input), id, ...where)

async function ask(
  question: (method: Authenticator, context: MethodContext) => Promise<Outcome>,
  ...[id, facts, language, ports, gone]: Parameters<Opens>
): Promise<MethodAnswer> {
  const method = offered(id, facts, ports)
  const context = { ...methodContext(method, facts, language, ports), ...(gone && { gone }) }
  return settle(method, await question(method, context), facts, ports)
}

/** Anybody can make a link that returns to a method, so the method sees only the fields that it declares. */
function declared({ returnFields }: Authenticator, input: CallbackInput): CallbackInput {
  // check: nobody-returns-to-a-method-without-returns
  if (!returnFields) throw new BrokerError('not-found')
  // check: a-return-holds-what-its-method-declares
  const fields = Object.entries(input.fields).filter(([name]) => returnFields.includes(name))
  return { ...input, fields: Object.fromEntries(fields) }
}

function offered(id: MethodId, facts: LoginFacts, ports: LoginPorts): Authenticator {
  const method = offeredMethod(id, facts, ports)
  if (!method) throw new BrokerError('method-not-offered')
  return method
}

/** What a method is told of the login. */
export const methodContext = (
  method: Authenticator,
  { login, now, account, needed }: LoginFacts,
  language: Language,
  ports: LoginPorts,
): MethodContext => {
  const { attributes, service, child } = login.requirements
  const registered = ports.registry.find(service)
  return {
    login: login.id,
    now,
    state: login.state === 'authenticating' && login.method === method.id ? login.methodState : null,
    wanted: {
      purpose: 'wish' in login && login.wish !== null ? 'minimum-set' : 'login',
      attributes: [...attributes.required, ...attributes.optional],
      optional: attributes.optional,
    },
    portalNames: namesOf(registered, child === undefined ? undefined : ports.registry.find(child)),
    account: account?.id ?? null,
    loginHint: login.requirements.namedAs ?? login.requirements.loginHint ?? null,
    withoutAccount: login.requirements.pseudonymous,
    appReturn: registered?.settings.appReturn ?? null,
    language,
    asked: {
      level: levelAsked(login, needed),
      forceAuthn: login.requirements.forceAuthn,
      isPassive: login.requirements.isPassive,
      proxyCount: login.requirements.proxyCount ?? null,
      service,
    },
  }
}

/** To show which account is theirs, any proof of it will do. A level that nothing reaches offers no method. */
function levelAsked(login: LoginFacts['login'], needed: LoginFacts['needed']): TrustLevel {
  if ('wish' in login && login.wish === 'link-account') return 'basis'
  return needed === 'unreachable' ? 'hoch' : needed
}

function namesOf(service: Service | undefined, child: Service | undefined): Readonly<Record<string, string>> {
  if (!service) return {}
  const name = (language: string) => (child ? askerName(service, child, language) : serviceName(service, language))
  return { de: name('de'), en: name('en') }
}

/** If another tab is faster, the page of the methods does not tell of the pause: the method itself does. */
async function keepPause({ login }: LoginFacts, pause: MethodPause, { logins }: LoginPorts): Promise<void> {
  const isKnown = login.pause?.method === pause.method && login.pause.until === pause.until
  if (!isKnown) await logins.replace(methodPaused(login, pause))
}

async function settle(
  method: Authenticator,
  outcome: Outcome,
  facts: LoginFacts,
  ports: LoginPorts,
): Promise<MethodAnswer> {
  switch (outcome.kind) {
    case 'failed':
      throw outcome.error
    case 'proved':
      return { kind: 'step', result: await takeProof(facts, outcome.evidence, ports) }
    case 'limited':
      await keepPause(facts, { method: method.id, until: outcome.until }, ports)
      return { kind: 'method', outcome }
    case 'leave':
      await storeLogin(methodStarted(facts.login, method.id, outcome.state), ports)
      return { kind: 'method', outcome }
    case 'gave-up':
      await storeLogin(methodGaveUp(facts.login, { method: method.id, problem: outcome.problem }), ports)
      return { kind: 'method', outcome }
    case 'page':
      if (outcome.state) await storeLogin(methodStarted(facts.login, method.id, outcome.state), ports)
      return { kind: 'method', outcome }
  }
}
