import { parseXml2JsFromString } from '@node-saml/node-saml/lib/xml.js'
import { z } from 'zod'
import { fetchText } from './fetch-text.js'

/** What a portal takes from the broker's metadata. */
export interface Broker {
  readonly entityId: string
  readonly ssoUrl: { readonly redirect: string; readonly post: string }
  /** Where it takes messages about logouts by redirect. */
  readonly sloUrl: string
  /** Base64 certificates of the signing keys, at least one. */
  readonly certificates: readonly string[]
}

const keyDescriptor = z.object({
  $: z.object({ use: z.string().optional() }).optional(),
  KeyInfo: z.tuple([
    z.object({ X509Data: z.tuple([z.object({ X509Certificate: z.tuple([z.object({ _: z.string() })]) })]) }),
  ]),
})

const endpoints = z.array(z.object({ $: z.object({ Binding: z.string(), Location: z.string() }) }))

const idpDescriptor = z.object({
  KeyDescriptor: z.array(keyDescriptor),
  SingleSignOnService: endpoints,
  SingleLogoutService: endpoints,
})

const metadata = z.object({
  EntityDescriptor: z.object({ $: z.object({ entityID: z.string() }), IDPSSODescriptor: z.tuple([idpDescriptor]) }),
})

/** Fetches and reads the broker's metadata. Throws one line that names the URL when that fails. */
export const readBrokerMetadata = async (url: string): Promise<Broker> => {
  const parsed = metadata.safeParse(await parseXml2JsFromString(await fetchText(url)))
  if (!parsed.success)
    throw new Error(`${url} is no metadata of an identity provider: ${z.prettifyError(parsed.error)}`)
  const { $, IDPSSODescriptor } = parsed.data.EntityDescriptor
  const [{ KeyDescriptor, ...services }] = IDPSSODescriptor
  const locationOf = (name: 'SingleSignOnService' | 'SingleLogoutService', binding: string): string => {
    const service = services[name].find((each) => each.$.Binding.endsWith(`:${binding}`))
    if (service === undefined) throw new Error(`${url} has no ${name} with ${binding}`)
    return service.$.Location
  }
  const ssoUrl = (binding: string): string => locationOf('SingleSignOnService', binding)
  return {
    entityId: $.entityID,
    ssoUrl: { redirect: ssoUrl('HTTP-Redirect'), post: ssoUrl('HTTP-POST') },
    sloUrl: locationOf('SingleLogoutService', 'HTTP-Redirect'),
    certificates: KeyDescriptor.filter((each) => each.$?.use !== 'encryption').map((each) =>
      each.KeyInfo[0].X509Data[0].X509Certificate[0]._.replace(/\s+/g, ''),
    ),
  }
}
