import type { MethodId } from '../domain/ids.js'
import type { MethodNames } from '../ui/page.js'
import { eidModule } from './eid/module.js'
import { passModule } from './pass/module.js'
import { passwordModule } from './password/module.js'
import { upstreamOidcModule } from './upstream-oidc/module.js'
import { upstreamSamlModule } from './upstream-saml/module.js'

/** Every method, in the order in which the method page lists them: one line for each. */
export const METHOD_MODULES = [
  passwordModule, //
  eidModule,
  passModule,
  upstreamSamlModule,
  upstreamOidcModule,
] as const

const NAMES = new Map(METHOD_MODULES.flatMap(({ id, names }) => (names ? [[String(id), names] as const] : [])))

/**
 * The methods of the house that a service may be told to use, whether the deployment offers them or not. Upstreams come
 * and go beside them.
 */
export const METHOD_IDS: readonly MethodId[] = METHOD_MODULES.flatMap(({ id, names }) => (names ? [id] : []))

/**
 * The words that the methods bring. A method that is not offered has them too, because an account may still have one
 * bound.
 */
export const methodNames: MethodNames = (id, language) => NAMES.get(id)?.(language) ?? null
