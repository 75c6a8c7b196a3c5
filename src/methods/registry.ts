import type { MethodId } from '../domain/ids.js'
import type { MethodNames } from '../ui/page.js'
import { eidModule } from './eid/module.js'
import { passModule } from './pass/module.js'
import { passwordModule } from './password/module.js'

/** Every method that there is, in the order in which the method page lists them. One line a method. */
export const METHOD_MODULES = [
  passwordModule, //
  eidModule,
  passModule,
] as const

/** Whether the deployment offers it or not: what a service may be told to use. */
export const METHOD_IDS: readonly MethodId[] = METHOD_MODULES.map(({ id }) => id)

const NAMES = new Map(METHOD_MODULES.map(({ id, names }) => [String(id), names]))

/** The words that the methods bring, offered or not: an account may have one bound that is not offered any more. */
export const methodNames: MethodNames = (id, language) => NAMES.get(id)?.(language) ?? null
