import type { EntityId } from '../domain/ids.js'
import type { LogoRecord } from '../domain/logo.js'
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

/** One dependency whose state `/health/ready` tells. */
export interface Dependency {
  readonly name: string
  check(): Promise<void>
}

/** What the pages of every feature need. */
export interface WebDeps {
  readonly registry: ServiceRegistry
  /** What is known of the services' pictures. */
  readonly logos: { find(service: EntityId): LogoRecord | undefined }
  readonly render: (page: Page, context: PageContext) => string
  readonly site: Site
  /** The citizen's own pages that this deployment has, in the order of the bar. */
  readonly ownPages: readonly OwnPage[]
  /** Pages that need no sign-in, for whoever cannot sign in any more. */
  readonly openPages: readonly OwnPage[]
  readonly log: Log
  readonly meter: Meter
  readonly newErrorId: () => string
  readonly clock: Clock
  /** Base of every URL, without a slash at its end. */
  readonly publicUrl: string
}

/** What the broker tells those who run it. */
export interface OperationDeps {
  readonly dependencies: readonly Dependency[]
  /** The metrics as text. */
  readonly metrics: () => Promise<string>
  /** The version of this package, told to those who may read the metrics. */
  readonly version: string
  /** True if this address may read the metrics. */
  readonly mayReadMetrics: (address: string) => boolean
  /** The networks whose forwarded headers count. */
  readonly trustProxy: readonly string[]
}
