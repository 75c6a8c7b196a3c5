import type { ErrorCode } from './error-catalogue.js'

/** What a request of a service is checked by, in the order of the checks. Stable names: operators see and search for them. */
export const REQUEST_RULES = [
  'binding',
  'xml',
  'schema',
  'ids',
  'head',
  'registered',
  'signature',
  'active',
  'destination',
  'acs',
  'time',
  'subject',
  'name-id',
  'extension',
  'attributes',
  'authn-context',
  'scoping',
  'requester',
  'encryption',
  'unused',
] as const
export type RequestRule = (typeof REQUEST_RULES)[number]

/** How one check went. */
export type CheckedRule =
  | { readonly rule: RequestRule; readonly went: 'passed' }
  /** Nobody could tell: what it needs is not there. */
  | { readonly rule: RequestRule; readonly went: 'open' }
  /** `detail`: the place or the part that was wrong; nobody's data. */
  | { readonly rule: RequestRule; readonly went: 'failed'; readonly code: ErrorCode; readonly detail: string | null }

/** The rule that an error says to be broken, where it does not say which of several it was. */
const RULE_OF: Readonly<Partial<Record<ErrorCode, RequestRule>>> = {
  'saml-missing-message': 'binding',
  'saml-artifact-request': 'binding',
  'saml-encoding': 'binding',
  'saml-parameters': 'binding',
  'saml-relay-state': 'binding',
  'saml-not-xml': 'xml',
  'saml-schema': 'schema',
  'saml-not-authn-request': 'head',
  'saml-version': 'head',
  'saml-issuer': 'head',
  'saml-unknown-service': 'registered',
  'saml-signature-missing': 'signature',
  'saml-signature': 'signature',
  'saml-signature-algorithm': 'signature',
  'saml-service-disabled': 'active',
  'saml-destination': 'destination',
  'saml-acs': 'acs',
  'saml-response-binding': 'acs',
  'saml-acs-gone': 'acs',
  'saml-too-old': 'time',
  'saml-replay': 'unused',
}

/** The rules that are looked at once the sender is known. */
const AFTER_SENDER: ReadonlySet<RequestRule | undefined> = new Set<RequestRule>([
  'active',
  'destination',
  'acs',
  'time',
  'unused',
])

export interface Broken {
  readonly code: ErrorCode
  readonly detail: string | null
}

/** Whether an error is about a rule for requests at all, and whether it then says that the sender is known. */
export const isOfRule = ({ code }: Broken): boolean => RULE_OF[code] !== undefined
export const saysWhoSent = ({ code }: Broken): boolean => AFTER_SENDER.has(RULE_OF[code])

/**
 * The rule that refused a request with this error, and how its checks went when they were made again: what only the
 * moment knew, such as an ID that was used, is added as it was found.
 */
export function checksOfRefusal(
  checks: readonly CheckedRule[],
  { code, detail }: Broken,
): { readonly rule: RequestRule; readonly checks: readonly CheckedRule[] } {
  const found = checks.find((check) => check.went === 'failed' && check.code === code)
  if (found) return { rule: found.rule, checks }
  const rule = RULE_OF[code] ?? 'binding'
  const others = checks.filter((check) => check.rule !== rule)
  return { rule, checks: [...others, { rule, went: 'failed', code, detail }] }
}
