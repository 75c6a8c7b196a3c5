import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { Meter } from '../domain/ports/meter.js'
import type { ServiceRegistry } from '../domain/ports/service-registry.js'
import type { Site } from '../domain/site.js'
import type { OwnPage, PageContext } from '../ui/page-context.js'
import type { Page } from '../ui/page.js'

/** A file that the pages load, ready to be sent. */
export interface StaticFile {
  readonly body: Buffer
  readonly type: string
}

/** State of one dependency for `/health/ready`. */
export interface Dependency {
  readonly name: string
  check(): Promise<void>
}

/** What every page of the house needs, whose feature it ever is. */
export interface WebDeps {
  readonly registry: ServiceRegistry
  readonly render: (page: Page, context: PageContext) => string
  readonly site: Site
  /** The pages of the citizen's own that this deployment has, the first one first. */
  readonly ownPages: readonly OwnPage[]
  readonly log: Log
  readonly meter: Meter
  readonly newErrorId: () => string
  readonly clock: Clock
  /** Base of every URL, without a slash at its end. */
  readonly publicUrl: string
}

/** What the house tells those who run it. */
export interface OperationDeps {
  readonly dependencies: readonly Dependency[]
  /** The exposition of the metrics. */
  readonly metrics: () => Promise<string>
  /** Of this package: told to those who may read the metrics. */
  readonly version: string
  /** True if this address may read the metrics. */
  readonly mayReadMetrics: (address: string) => boolean
  /** Networks whose forwarded headers count. */
  readonly trustProxy: readonly string[]
}
