import type { RequestHandler } from 'express'
import type { z } from 'zod'
import type { SettingsPlace, SettingsSection } from '../../config/settings-section.js'
import type { CertificateEnd } from '../../domain/certificate-end.js'
import { methodId, type MethodId } from '../../domain/ids.js'
import type { Job } from '../../domain/job.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { Language } from '../../domain/language.js'
import type { MethodMetric } from '../../domain/ports/meter.js'
import type { Dependency, WebDeps } from '../../http/web-deps.js'
import type { Authenticator } from '../../login/kit/authenticator.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import type { MethodText } from '../../ui/texts/messages.js'
import type { OwnPage } from '../../ui/page-context.js'

/** A method's pages among the citizen's own: the entry in the bar, and the routes of all its pages. */
export interface AccountPages {
  readonly page: OwnPage
  /** The place in the bar: the lower, the further in front. */
  readonly rank: number
  routes(context: LoginContext): RequestHandler
}

/** A method as one deployment offers it, with everything that it brings beside a login. */
export interface OpenedMethod {
  /** One method for a password; one for each upstream that is registered. */
  methods(): readonly Authenticator[]
  /** Where methods come and go. */
  readonly changing?: {
    /** Calls this whenever `methods` gives others than before. Returns what ends that. */
    follow(changed: () => void): () => void
    /** The names of such a method; null: it is none of these. */
    names(id: string, language: Language): MethodText | null
  }
  /** Pages that are no step of a login; their routes come before those of the login. */
  routes?(context: LoginContext): RequestHandler
  readonly accountPages?: readonly AccountPages[]
  /** Pages of the method that need no sign-in: the start page leads to them. */
  readonly openPages?: readonly OwnPage[]
  /** An interface below this path for others than browsers: it takes neither forms nor cookies. */
  readonly api?: { readonly path: string; routes(deps: WebDeps): RequestHandler }
  /** What the method does by itself as long as these settings hold. */
  readonly jobs?: readonly Job[]
  /** What `/health/ready` asks. */
  readonly dependencies?: readonly Dependency[]
  /** The ends of the certificates that the method works with. */
  readonly certificates?: readonly CertificateEnd[]
  /** The values of the module's gauges, by name. */
  readonly gauges?: Readonly<Record<string, () => Promise<number>>>
  /** Ends the work under way; called after the jobs have stopped. */
  close?(): Promise<void>
}

/** The section of each method below `methods` in the config file, by the id of the module that checked it. */
export type MethodSettings = Readonly<Record<string, unknown>>

/** A way to log in, as a whole: a folder, and a line in `methods/registry.ts`. */
export interface MethodModule<Settings = unknown, Services = never> {
  readonly id: MethodId
  /** The names by which other pages speak of the method; null: it is many methods, each with names of its own. */
  readonly names: ((language: Language) => MethodText) | null
  /** The method's section of the config file, below `methods`; null: it has none. */
  readonly section: SettingsSection | null
  /**
   * Codes for why a proof by this method may not hold. Operators find them in log and metrics, where nothing tells
   * whose proof it was.
   */
  readonly failures: readonly string[]
  readonly metrics: readonly MethodMetric[]
  /** The highest level that the method can prove where these settings offer it; null: they do not. */
  offeredAt(methods: MethodSettings): TrustLevel | null
  /** The module's own section of the settings. */
  settingsOf(methods: MethodSettings): Settings
  /**
   * Opens the method with these settings; null if they do not offer it. Throws `OperatorError` for what keeps a broker
   * from starting.
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
  /** The faults that several settings, or the broker's place, make together: one line each. */
  readonly faults?: (settings: z.output<Schema>, place: SettingsPlace) => readonly string[]
  readonly offeredAt: (settings: z.output<Schema>) => TrustLevel | null
  readonly create: (settings: z.output<Schema>, services: Services) => Promise<OpenedMethod | null>
}

/** Makes the module of a method. Only here its types meet: `create` gets what the schema has checked. */
export function defineMethod<Schema extends z.ZodObject, Services>({
  id,
  names,
  configuration,
  failures,
  metrics = [],
  faults,
  offeredAt,
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
    offeredAt: (methods) => offeredAt(settingsOf(methods)),
    settingsOf,
    open: (methods, services) => create(settingsOf(methods), services),
  }
}
