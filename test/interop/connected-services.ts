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
): Promise<ServiceProvider> => {
  const service = await product.start(`${product.example}.localhost`, setup, facts)
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

/** How a request came to the broker. */
export interface SentRequest {
  readonly binding: 'Redirect' | 'POST'
  readonly signed: boolean
}

/** What the browser shows after it opened a service, and how the request came there. */
export interface Begun {
  readonly page: WebPage
  readonly request: SentRequest
}

/** Opens the service and comes to the broker, or back where it answers without a page. */
export const begin = async (
  browser: WebClient,
  { loginUrl, target }: ServiceProvider,
  address: string = loginUrl ?? target,
): Promise<Begun> => {
  const first = await browser.get(address)
  const form = first.find('input[name=SAMLRequest]')?.attributes.get('value') ?? null
  if (form !== null) {
    const signed = Buffer.from(form, 'base64').toString('utf8').includes('SignatureValue')
    return { page: await browser.handOver(first), request: { binding: 'POST', signed } }
  }
  const sent = first.hops.find(({ url }) => url.includes('SAMLRequest='))
  const signed = sent !== undefined && new URL(sent.url).searchParams.has('Signature')
  return { page: await browser.handOver(first), request: { binding: 'Redirect', signed } }
}

/** The answer that the broker's page hands over, as XML. */
export const answerOn = (page: WebPage): string =>
  Buffer.from(page.one('input[name=SAMLResponse]').attributes.get('value') ?? '', 'base64').toString('utf8')
