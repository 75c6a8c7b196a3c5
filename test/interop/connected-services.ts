import type { WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import type { Broker } from './broker.js'
import { signerOf } from './broker.js'
import type { BrokerFacts, Product, ServiceProvider } from './service-provider.js'
import type { Setup } from './setup.js'

export const factsOf = async (broker: Broker): Promise<BrokerFacts> => {
  const metadata = await broker.metadata()
  return { url: broker.url, entityId: broker.entityId, metadata, certificate: signerOf(metadata) }
}

/** Starts a service and registers it by its own metadata; the broker knows it after `broker.follow`. */
export const connect = async (
  product: Product,
  setup: Setup,
  broker: Broker,
  facts: BrokerFacts,
  name: string = product.example,
): Promise<ServiceProvider> => {
  const service = await product.start(`${name}.localhost`, setup, facts)
  try {
    const named = product.namesAttributes
      ? []
      : ['requiredAttributes=givenName,familyName,birthDate', 'optionalAttributes=email']
    const keys = [...named, ...(setup.encrypted ? [] : ['encrypt=never'])]
    await broker.servicekonto(['sp', 'import', service.metadata, ...keys.flatMap((key) => ['--set', key])])
    return service
  } catch (error) {
    await service.stop()
    throw error
  }
}

/** Opens the service and comes to the broker, or back where it answers without a page. */
export const begin = async (browser: WebClient, { loginUrl, target }: ServiceProvider): Promise<WebPage> =>
  browser.handOver(await browser.get(loginUrl ?? target))
