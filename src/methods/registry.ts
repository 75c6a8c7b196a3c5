import type { MethodId } from '../domain/ids.js'
import type { MethodNames } from '../ui/page.js'
import { eidModule } from './eid/module.js'
import { passModule } from './pass/module.js'
import { passwordModule } from './password/module.js'

/** Every method, in the order in which the method page lists them: one line for each. */
export const METHOD_MODULES = [
  passwordModule, //
  eidModule,
  passModule,
] as const

/** The methods that a service may be told to use, whether the deployment offers them or not. */
export const METHOD_IDS: readonly MethodId[] = METHOD_MODULES.map(({ id }) => id)

const NAMES = new Map(METHOD_MODULES.map(({ id, names }) => [String(id), names]))

/**
 * The words that the methods bring. A method that is not offered has them too, because an account may still have one
 * bound.
 */
export const methodNames: MethodNames = (id, language) => NAMES.get(id)?.(language) ?? null
