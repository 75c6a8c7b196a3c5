import type { CertificateEnd } from '../domain/certificate-end.js'
import type { MethodId } from '../domain/ids.js'
import type { Job } from '../domain/job.js'
import type { Dependency } from '../http/web-deps.js'
import type { Authenticator } from '../login/kit/authenticator.js'
import type { AccountPages, MethodSettings, OpenedMethod } from '../methods/kit/method-module.js'
import { METHOD_MODULES, methodNames } from '../methods/registry.js'
import type { MethodNames } from '../ui/page.js'
import type { OwnPage } from '../ui/page-context.js'

type Opens = (typeof METHOD_MODULES)[number]['open']

/** What all methods together are made from. */
export type MethodServices = Opens extends (methods: MethodSettings, services: infer Needed) => unknown ? Needed : never

/** The methods that a deployment offers, and what they bring, taken together. */
export interface OpenedMethods {
  readonly opened: readonly OpenedMethod[]
  readonly certificates: readonly CertificateEnd[]
  readonly jobs: readonly Job[]
  readonly dependencies: readonly Dependency[]
  /** The value of a method's gauge; 0 if the deployment does not offer the method. */
  gauge(name: string): Promise<number>
  close(): Promise<void>
}

/** Opens each method that the settings offer. Throws `OperatorError` for one that cannot be offered. */
export async function openMethods(settings: MethodSettings, services: MethodServices): Promise<OpenedMethods> {
  const found = await Promise.all(METHOD_MODULES.map((module) => module.open(settings, services)))
  const opened = found.filter((each) => each !== null)
  const gauges = new Map(opened.flatMap((each) => Object.entries(each.gauges ?? {})))
  return {
    opened,
    certificates: opened.flatMap((each) => each.certificates ?? []),
    jobs: opened.flatMap((each) => each.jobs ?? []),
    dependencies: opened.flatMap((each) => each.dependencies ?? []),
    gauge: (name) => gauges.get(name)?.() ?? Promise.resolve(0),
    close: async () => void (await Promise.all(opened.map((each) => each.close?.() ?? Promise.resolve()))),
  }
}

/**
 * Every opened method by its id, in the order of the modules, as they are at the moment: upstreams come and go. What is
 * read of it twice in one step may differ.
 */
export function methodsOf(opened: readonly OpenedMethod[]): ReadonlyMap<MethodId, Authenticator> {
  let made: {
    readonly lists: readonly (readonly Authenticator[])[]
    readonly map: Map<MethodId, Authenticator>
  } | null = null
  const current = (): Map<MethodId, Authenticator> => {
    const lists = opened.map((each) => each.methods())
    if (made === null || lists.some((list, at) => list !== made?.lists[at]))
      made = { lists, map: new Map(lists.flat().map((method) => [method.id, method])) }
    return made.map
  }
  return {
    get size() {
      return current().size
    },
    get: (id) => current().get(id),
    has: (id) => current().has(id),
    keys: () => current().keys(),
    values: () => current().values(),
    entries: () => current().entries(),
    forEach: (call, self) => current().forEach(call, self),
    [Symbol.iterator]: () => current()[Symbol.iterator](),
  }
}

/** The words of every method, of those too that come and go. */
export const namesOf =
  (opened: readonly OpenedMethod[]): MethodNames =>
  (id, language) =>
    methodNames(id, language) ??
    opened.map((each) => each.names?.(id, language) ?? null).find((each) => each !== null) ??
    null

/** The citizen's own pages that the methods bring, in the order of the bar. */
export const accountPagesOf = (opened: readonly OpenedMethod[]): readonly AccountPages[] =>
  opened.flatMap((each) => each.accountPages ?? []).toSorted((one, other) => one.rank - other.rank)

/** The pages that the methods bring for whoever is not signed in. */
export const openPagesOf = (opened: readonly OpenedMethod[]): readonly OwnPage[] =>
  opened.flatMap((each) => each.openPages ?? [])

/** The entries of the bar that lead to those pages. */
export const ownPagesOf = (opened: readonly OpenedMethod[]): readonly OwnPage[] =>
  accountPagesOf(opened).map(({ page }) => page)
