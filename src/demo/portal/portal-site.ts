import type { SAML, SamlConfig } from '@node-saml/node-saml'
import express, { type Express } from 'express'
import { readBrokerMetadata } from './broker-metadata.js'
import { createPortalApp } from './portal-app.js'
import { entryWithoutAccount, pathOf, type PortalOptions } from './portal-options.js'
import { createSamlClient, type PortalKeys, type SamlClient } from './saml-client.js'
import { portalMetadata } from './sp-metadata.js'

/** One service provider of a portal: what it is, and its SAML metadata. */
export interface PortalEntry {
  readonly options: PortalOptions
  readonly metadata: string
}

/** What listens at a portal's host: the portal itself, and its second entry where it has one, which comes last. */
export interface PortalSite {
  readonly app: Express
  readonly entries: readonly PortalEntry[]
}

interface SiteDeps {
  readonly keys: PortalKeys
  /** Takes one line for each request that failed. */
  readonly log: (line: string) => void
  /** Puts another service provider in node-saml's place. */
  readonly make?: (config: SamlConfig) => SAML
}

/** The pages of a portal. Each of its entries is a service provider with an entityID of its own. */
export function createPortalSite(portal: PortalOptions, { keys, log, make }: SiteDeps): PortalSite {
  const app = express()
  const second = entryWithoutAccount(portal)
  const entries = [portal, ...(second ? [second] : [])].map((options) => {
    const urls = {
      entityId: `${options.baseUrl}/metadata`,
      acs: `${options.baseUrl}/acs`,
      slo: `${options.baseUrl}/slo`,
    }
    let client: SamlClient | null = null
    const connect = async (): Promise<SamlClient> => {
      client ??= createSamlClient(options, urls, keys, await readBrokerMetadata(options.brokerMetadataUrl), make)
      return client
    }
    const metadata = portalMetadata(options, urls, keys)
    return { options, metadata, pages: createPortalApp(options, metadata, connect, log) }
  })
  // The portal itself takes whatever is left.
  for (const { options, pages } of entries.toReversed()) app.use(pathOf(options) || '/', pages)
  return { app, entries }
}
