import type { MethodId } from '../domain/ids.js'
import type { Authenticator } from '../login/kit/authenticator.js'
import { PASSWORD } from '../domain/second-factor.js'
import { createEidAuthenticator } from './eid/authenticator.js'
import type { EidDeps } from './eid/eid-deps.js'
import { EID } from './eid/judge-card.js'
import { createPassAuthenticator, PASS, type PassMethodDeps } from './pass/authenticator.js'
import { createPasswordAuthenticator, type PasswordDeps } from './password/authenticator.js'

/** What the methods are made from: one entry a method; null where the deployment does not offer it. */
export interface MethodDeps {
  readonly password: PasswordDeps | null
  readonly eid: EidDeps | null
  readonly pass: PassMethodDeps | null
}

/** Every method that there is, whether the deployment offers it or not: what a service may be told to use. */
export const METHOD_IDS: readonly MethodId[] = [PASSWORD, EID, PASS]

/** Every configured method, in the order in which the method page lists them. One line a method. */
export function createMethods(deps: MethodDeps): ReadonlyMap<MethodId, Authenticator> {
  const methods = new Map<MethodId, Authenticator>()
  if (deps.password) methods.set(PASSWORD, createPasswordAuthenticator(deps.password))
  if (deps.eid) methods.set(EID, createEidAuthenticator(deps.eid))
  if (deps.pass) methods.set(PASS, createPassAuthenticator(deps.pass))
  return methods
}
