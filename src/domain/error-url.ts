import type { Instant } from './instant.js'

// An errorURL of metadata is a template (REFEDS: Identity Provider errorURL): whoever sends a citizen there puts in what
// went wrong. Who does not know of it leads to the same page, with the placeholders as they are.

/** Where portals send citizens whom they cannot let in: the errorURL of our metadata. */
export const PORTAL_ERROR_PATH = '/portal-fehler'

/** What stands in the template, by the parameter that ours has it in. */
const PLACEHOLDERS = {
  code: 'ERRORURL_CODE',
  ts: 'ERRORURL_TS',
  rp: 'ERRORURL_RP',
  tid: 'ERRORURL_TID',
  ctx: 'ERRORURL_CTX',
} as const

export type ErrorUrlPart = keyof typeof PLACEHOLDERS

/** Parts of a template that nobody filled in say nothing. */
export const isPlaceholder = (value: string): boolean => Object.values(PLACEHOLDERS).some((each) => each === value)

/** A template of this page, with every placeholder in a parameter of its own. */
export const errorUrlTemplate = (page: string): string =>
  `${page}?${Object.entries(PLACEHOLDERS)
    .map(([parameter, placeholder]) => `${parameter}=${placeholder}`)
    .join('&')}`

/** The kinds of errors that portals tell of; whatever is of none of the others is `OTHER_ERROR`. */
export const ERROR_URL_CODES = [
  'IDENTIFICATION_FAILURE',
  'AUTHENTICATION_FAILURE',
  'AUTHORIZATION_FAILURE',
  'OTHER_ERROR',
] as const
export type ErrorUrlCode = (typeof ERROR_URL_CODES)[number]

/** What a portal is told of an error of ours. */
export interface ToldError {
  readonly at: Instant
  /** The entityID of the portal itself. */
  readonly service: string
  /** The id under which our log has it, and its code in the catalogue; neither is of a citizen. */
  readonly errorId: string
  readonly code: string
}

/** The page of a portal's metadata for an error of ours, with its placeholders filled in. */
export function filledErrorUrl(template: string, { at, service, errorId, code }: ToldError): string {
  const parts: Readonly<Record<ErrorUrlPart, string>> = {
    code: 'OTHER_ERROR',
    ts: String(Math.floor(at / 1000)),
    rp: service,
    tid: errorId,
    ctx: code,
  }
  // Each is looked for in the template alone, never in what another was filled with.
  return template.replace(/ERRORURL_(CODE|TS|RP|TID|CTX)/g, (_, name: string) =>
    // check: what-is-filled-in-stays-a-parameter
    encodeURIComponent(parts[name.toLowerCase() as ErrorUrlPart]),
  )
}
