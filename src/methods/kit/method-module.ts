import type { RequestHandler } from 'express'
import type { z } from 'zod'
import type { SettingsPlace, SettingsSection } from '../../config/settings-section.js'
import type { CertificateEnd } from '../../domain/certificate-end.js'
import { methodId, type MethodId } from '../../domain/ids.js'
import type { Job } from '../../domain/job.js'
import type { Language } from '../../domain/language.js'
import type { MethodMetric } from '../../domain/ports/meter.js'
import type { Dependency, WebDeps } from '../../http/web-deps.js'
import type { Authenticator } from '../../login/kit/authenticator.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import type { MethodText } from '../../ui/texts/messages.js'
import type { OwnPage } from '../../ui/page-context.js'

/** Pages of the citizen's own that a method brings: where the bar leads, and the routes of all of them. */
export interface AccountPages {
  readonly page: OwnPage
  /** Its place in the bar: the lower, the further in front. */
  readonly rank: number
  routes(context: LoginContext): RequestHandler
}

/** A method as one deployment offers it, with all that it brings beside a login. */
export interface OpenedMethod {
  /** One for a password; one for each of several that a deployment registers. */
  methods(): Iterable<Authenticator>
  /** Pages that are no step of a login; they come before those of the login. */
  routes?(context: LoginContext): RequestHandler
  readonly accountPages?: readonly AccountPages[]
  /** What somebody else than a browser asks, below this path: neither forms nor cookies. */
  readonly api?: { readonly path: string; routes(deps: WebDeps): RequestHandler }
  /** What it does by itself, for as long as these settings hold. */
  readonly jobs?: readonly Job[]
  /** What `/health/ready` asks. */
  readonly dependencies?: readonly Dependency[]
  /** The ends of what it works with. */
  readonly certificates?: readonly CertificateEnd[]
  /** What is open at the moment, by the name of a gauge of its module. */
  readonly gauges?: Readonly<Record<string, () => Promise<number>>>
  /** Ends what is under way, after the jobs. */
  close?(): Promise<void>
}

/** What the config file holds under `methods`, by the id of the module that checked it. */
export type MethodSettings = Readonly<Record<string, unknown>>

/** A way to log in, whole: a folder, and a line in `methods/registry.ts`. */
export interface MethodModule<Settings = unknown, Services = never> {
  readonly id: MethodId
  /** How others speak of it. */
  readonly names: (language: Language) => MethodText
  /** Its section of the config file, below `methods`. */
  readonly section: SettingsSection
  /** Why a proof by it may not hold, as codes: what operators find in log and metrics, where nothing tells whose it was. */
  readonly failures: readonly string[]
  readonly metrics: readonly MethodMetric[]
  /** Its own section of what was read. */
  settingsOf(methods: MethodSettings): Settings
  /**
   * The method with these settings; null where they do not offer it. Throws `OperatorError` for what keeps a broker from
   * starting.
   */
  open(methods: MethodSettings, services: Services): Promise<OpenedMethod | null>
}

/** What a module says of itself. */
interface ModuleParts<Schema extends z.ZodObject, Services> {
  readonly id: string
  readonly names: (language: Language) => MethodText
  readonly configuration: Schema
  readonly failures: readonly string[]
  readonly metrics?: readonly MethodMetric[]
  /** What of the settings does not go together, or not with where the broker stands: one line each. */
  readonly faults?: (settings: z.output<Schema>, place: SettingsPlace) => readonly string[]
  readonly create: (settings: z.output<Schema>, services: Services) => Promise<OpenedMethod | null>
}

/** The module of a method. Its types hold together here alone: what its schema checked is what it is made from. */
export function defineMethod<Schema extends z.ZodObject, Services>({
  id,
  names,
  configuration,
  failures,
  metrics = [],
  faults,
  create,
}: ModuleParts<Schema, Services>): MethodModule<z.output<Schema>, Services> {
  const settingsOf = (methods: MethodSettings): z.output<Schema> => methods[id] as z.output<Schema>
  return {
    id: methodId(id),
    names,
    section: {
      schema: configuration,
      faults: (methods, place) => faults?.(settingsOf(methods), place) ?? [],
    },
    failures,
    metrics,
    settingsOf,
    open: (methods, services) => create(settingsOf(methods), services),
  }
}
