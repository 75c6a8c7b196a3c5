import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import type { Broker } from './broker.js'
import { signerOf } from './broker.js'
import type { BrokerFacts, LogoutWay, Product, ServiceProvider } from './service-provider.js'
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
    await register(product, setup, broker, service.metadata)
    return service
  } catch (error) {
    await service.stop()
    throw error
  }
}

const register = (product: Product, setup: Setup, broker: Broker, metadata: string): Promise<string> => {
  const named = product.namesAttributes
    ? []
    : ['requiredAttributes=givenName,familyName,birthDate', 'optionalAttributes=email']
  const keys = [...named, ...(setup.encrypted ? [] : ['encrypt=never'])]
  return broker.servicekonto(['sp', 'import', metadata, ...keys.flatMap((key) => ['--set', key])])
}

const SLO = /<(?:\w+:)?SingleLogoutService\s[^>]*bindings:(?:HTTP-)?(\w+)["'][^>]*>\s*/g

/**
 * Registers a service anew by its metadata as they would be if it could be told of a logout through the browser by `way`
 * alone; one that does not announce that way stays as it is. For SOAP all do: it comes first, whatever there is beside it.
 * Gives the ways that are left.
 */
export const toldBy = async (
  way: LogoutWay,
  { product, setup, service }: { readonly product: Product; readonly setup: Setup; readonly service: ServiceProvider },
  broker: Broker,
): Promise<readonly string[]> => {
  const { body } = await createWebClient().get(service.metadata)
  const announced = [...body.matchAll(SLO)].map(([, name = '']) => name)
  const kept = way !== 'SOAP' && announced.includes(way) ? [way] : announced
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-narrowed-'))
  try {
    const file = join(folder, 'portal.xml')
    writeFileSync(
      file,
      body.replace(SLO, (each, name: string) => (kept.includes(name) ? each : '')),
    )
    await register(product, setup, broker, file)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return kept
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
