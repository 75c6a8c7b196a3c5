import type { FlowPorts } from '../flow/flow-ports.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { DevicePorts } from '../domain/ports/device-ports.js'
import type { PassPhone } from '../domain/ports/pass-phone.js'
import type { Meter } from '../domain/ports/meter.js'
import type { SecondFactorSetup } from '../domain/ports/second-factor-setup.js'
import type { ServiceRegistry } from '../domain/ports/service-registry.js'
import type { ReceivedRequest } from '../saml/idp/receive-request.js'
import type { InboundMessage } from '../saml/bindings/inbound-message.js'
import type { Page, PageContext, Site } from '../ui/view-models.js'

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

/** The pass, where the deployment offers it. */
export interface PassFace {
  readonly phone: PassPhone
  readonly devices: DevicePorts
  /** The phone as a web app, if there is one: links that a browser opens lead to it. */
  readonly webApp: string | null
}

/** Everything that turns requests into calls. */
export interface HttpDeps {
  readonly flow: FlowPorts
  readonly registry: ServiceRegistry
  readonly receive: (message: InboundMessage) => ReceivedRequest
  /** The signed metadata of the broker. */
  readonly metadata: () => Promise<string>
  /** The citizen's second factors; null where no password is offered. */
  readonly secondFactors: SecondFactorSetup | null
  readonly pass: PassFace | null
  readonly render: (page: Page, context: PageContext) => string
  /** By path, for instance `/assets/app.1a2b3c.css`. */
  readonly assets: ReadonlyMap<string, StaticFile>
  readonly site: Site
  readonly log: Log
  readonly meter: Meter
  /** The exposition of the metrics. */
  readonly metrics: () => Promise<string>
  /** Of this package: told to those who may read the metrics. */
  readonly version: string
  /** True if this address may read the metrics. */
  readonly mayReadMetrics: (address: string) => boolean
  readonly dependencies: readonly Dependency[]
  readonly newErrorId: () => string
  readonly clock: Clock
  /** Base of every URL, without a slash at its end. */
  readonly publicUrl: string
  /** Whether cookies are Secure: PUBLIC_URL is https. */
  readonly secure: boolean
  /** Networks whose forwarded headers count. */
  readonly trustProxy: readonly string[]
}
