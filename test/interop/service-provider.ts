import type { WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import type { Setup } from './setup.js'

/** What a service provider says that it received. */
export interface Received {
  readonly nameId: string
  readonly nameIdFormat: string
  /** Null where the product shows none. */
  readonly classRef: string | null
  /** By normalized names, `trustLevel` among them. */
  readonly attributes: Readonly<Record<string, string>>
}

/** How a request to log out comes to the broker, or to a service. */
export type LogoutWay = 'Redirect' | 'POST' | 'SOAP'

/** A service provider that runs on the loopback. */
export interface ServiceProvider {
  readonly entityId: string
  /** The address of its own metadata, or a file that the product wrote. */
  readonly metadata: string
  /** The page for citizens who are logged in: opening it begins a login and ends there. */
  readonly target: string
  /** What is opened to begin the login. As shipped: `target`. */
  readonly loginUrl?: string
  /** What is opened to log out so, set up for it; null, or absent, where the product does not ask that way. */
  logoutBy?(way: LogoutWay): string | null
  /** What it received, read from the page on which the login ended. */
  received(browser: WebClient, page: WebPage): Promise<Received>
  /** What it shows, or logs where it shows nothing, of an answer without an assertion. */
  refusal(page: WebPage): string
  /** The end of its logs, for a failed test. */
  logs(): string
  stop(): Promise<void>
}

/** What a product has to know of the broker. */
export interface BrokerFacts {
  readonly url: string
  readonly entityId: string
  readonly metadata: string
  /** The certificate (PEM) that signed the metadata. */
  readonly certificate: string
}

/** A service provider of the Debian packages. */
export interface Product {
  readonly name: string
  /** Its folder below docs/anbindung/beispiele/. */
  readonly example: string
  /** Whether its metadata name the attributes; else they are set for it at the import. */
  readonly namesAttributes: boolean
  /** Whether a login ends at the very address that was opened, with its query. */
  readonly keepsAddress: boolean
  /** What `refusal` holds when the broker answered with this second status. */
  readonly shows: (status: string) => RegExp
  /** Why it cannot be set up so, or null. */
  readonly cannot: (setup: Setup) => string | null
  /** Starts it, ready when this resolves. @param host a name below localhost. */
  start(host: string, setup: Setup, broker: BrokerFacts): Promise<ServiceProvider>
}
