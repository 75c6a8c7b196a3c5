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
  /** Every method by its id, in the order of the modules, as they come and go. */
  readonly methods: ReadonlyMap<MethodId, Authenticator>
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
  const { methods, stop } = followedMethods(opened)
  return {
    opened,
    methods,
    certificates: opened.flatMap((each) => each.certificates ?? []),
    jobs: opened.flatMap((each) => each.jobs ?? []),
    dependencies: opened.flatMap((each) => each.dependencies ?? []),
    gauge: (name) => gauges.get(name)?.() ?? Promise.resolve(0),
    async close() {
      stop()
      await Promise.all(opened.map((each) => each.close?.() ?? Promise.resolve()))
    },
  }
}

/** Every opened method by its id, in the order of the modules. Where methods come and go, they do so in this map. */
function followedMethods(opened: readonly OpenedMethod[]): { methods: Map<MethodId, Authenticator>; stop: () => void } {
  const methods = new Map<MethodId, Authenticator>()
  const read = (): void => {
    methods.clear()
    for (const method of opened.flatMap((each) => each.methods())) methods.set(method.id, method)
  }
  read()
  const ends = opened.flatMap((each) => each.changing?.follow(read) ?? [])
  return { methods, stop: () => ends.forEach((end) => end()) }
}

/** The words of every method, of those too that come and go. */
export const namesOf =
  (opened: readonly OpenedMethod[]): MethodNames =>
  (id, language) =>
    methodNames(id, language) ??
    opened.map((each) => each.changing?.names(id, language) ?? null).find((each) => each !== null) ??
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
