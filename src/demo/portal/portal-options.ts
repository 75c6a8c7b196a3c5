import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { attributeNames } from './attribute-names.js'

const attributeName = z.enum(attributeNames)

const trustLevel = z.enum(['normal', 'substantiell', 'hoch'])

/**
 * A second entry of the portal for whoever has no account: a service provider of its own that gets a pseudonym alone.
 */
const withoutAccount = z.strictObject({
  /** Where it lies below the portal's base URL. */
  path: z.string().regex(/^\/[a-z]+$/),
  name: z.string().min(1),
  service: z.string().min(1),
  trustLevel,
})

/** The settings of one portal, wherever they come from. */
export const portalOptions = z.strictObject({
  /** What the portal calls itself, and is called on the broker's pages. */
  name: z.string().min(1),
  /** The administration behind it. */
  provider: z.string().min(1),
  /** What citizens come for; the headline of the page. */
  service: z.string().min(1),
  /** Base of all URLs; host name and port are those it listens for. */
  baseUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, '')),
  brokerMetadataUrl: z.url({ protocol: /^https?$/ }),
  /** The trust level it needs, asked for in every request. */
  trustLevel,
  requestBinding: z.enum(['redirect', 'post']),
  /** Whether its metadata has an encryption key. */
  encrypted: z.boolean(),
  required: z.array(attributeName),
  optional: z.array(attributeName),
  /** Background of the header; white text on it must be readable. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
  withoutAccount: withoutAccount.exactOptional(),
  /** Its requests are those of a portal that was built for BundID. */
  dialect: z.literal('akdb').exactOptional(),
})

/** What one portal is: read from a JSON file, so that each portal can be a process of its own. */
export type PortalOptions = z.infer<typeof portalOptions>

/** The portal's second entry as a portal of its own; null where it has none. */
export function entryWithoutAccount({ withoutAccount: entry, ...portal }: PortalOptions): PortalOptions | null {
  if (!entry) return null
  const { path, name, service, trustLevel: level } = entry
  return { ...portal, name, service, trustLevel: level, baseUrl: portal.baseUrl + path, required: [], optional: [] }
}

/** Where a portal lies on its host: empty, or such as `/besuch`. */
export const pathOf = ({ baseUrl }: PortalOptions): string => new URL(baseUrl).pathname.replace(/\/$/, '')

/** True if it wants to know nobody: it asks for no attribute. */
export const isPseudonymous = ({ required, optional }: PortalOptions): boolean =>
  required.length + optional.length === 0

/** Takes the path of a JSON file. Throws an error of one line when it holds anything else than a portal. */
export const readPortalOptions = (path: string): PortalOptions => {
  const parsed = portalOptions.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  throw new Error(`${path} does not describe a portal: ${faults.join('; ')}`)
}
