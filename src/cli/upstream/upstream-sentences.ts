import { quoted } from '../../domain/quoted.js'
import type { FindingOf, PerCode, RefusalData, UpstreamFinding } from '../../operators/findings.js'
import type { AllUpstreamFindingData } from '../../operators/upstreams/upstream-findings.js'
import { counted, dayOf } from '../days.js'
import { READ_SENTENCES } from '../sp/read-sentences.js'
import { shown } from '../sp/read-settings.js'
import type { Sentence, SentenceOf } from '../sp/sentence.js'

const NAME_FAULTS = {
  form: 'is no lower-case word of 2 to 31 letters, digits and hyphens',
  method: 'is the name of a method of the house',
  address: 'is the name of a page of each login',
} as const

/** Why nothing is done to an upstream. */
export const UPSTREAM_REFUSALS = {
  'upstream-unknown': ({ name, nearest }) =>
    `No upstream is registered as ${quoted(name)}; ${nearest === null ? 'see: servicekonto upstream list' : `did you mean ${nearest}?`}`,
  'upstream-name': ({ name, fault }) => `--name ${quoted(name)} ${NAME_FAULTS[fault]}; take another one`,
  'upstream-taken': ({ name, entityId, registered }) =>
    `${name} is ${quoted(registered)}, and the file is of ${quoted(entityId)}; take another --name, or remove ${name} first: nobody is linked with the new one then`,
  'upstream-dialect': ({ name, dialect, registered }) =>
    `${name} is registered with the dialect ${registered}, and cannot become ${dialect}; remove it first`,
  // The command line refuses a typed value earlier, by its key, and then says what the setting may hold.
  'upstream-setting': ({ name, setting, value }) => `${setting} cannot be "${shown(String(value))}" for ${name}`,
  'upstream-changed': ({ name }) => `${name} was changed by another command; try again`,
  'upstream-issuer': ({ issuer }) =>
    `${quoted(issuer)} is no issuer: an https address without user, query and fragment (OpenID Connect Discovery 1.0, 3)`,
  'upstream-client': () => 'The client id is not 1 to 255 printable characters of ASCII (RFC 6749, A.1)',
  'upstream-secret': ({ proof }) =>
    proof === 'key'
      ? 'The client key is no private key in PEM of RSA with 2048 bits or more, or on P-256, P-384 or P-521'
      : 'The client secret is not 1 to 1024 printable characters of ASCII in one line',
  'upstream-no-source': ({ name }) =>
    `${name} has no address that is fetched again; import it from an address with --signer`,
  'upstream-refused': ({ from, rule, message }) => `${quoted(from)}: ${message} (${rule}); the last good version stays`,
} satisfies Partial<PerCode<RefusalData, string>>

const SENTENCES: { readonly [Code in keyof AllUpstreamFindingData]: SentenceOf<AllUpstreamFindingData[Code]> } = {
  ...READ_SENTENCES,
  'upstream-level-shipped': ({ level }, name) => ({
    message: `${name}: what it asserts counts at most as ${level}, as nobody has set more`,
    cure: `if it proves more by contract: servicekonto upstream set ${name} maxLevel=…`,
  }),
  'upstream-not-fetched': (_, name) => ({
    message: `${name}: its address is not fetched again, as nobody vouches for what it gives`,
    cure: 'import it with --signer, or again by hand when its keys change',
  }),
  'upstream-ended': ({ validUntil }, name) => ({
    message: `${name}: its metadata ended on ${dayOf(validUntil)}`,
    cure: 'import the new file that it gives',
  }),
  'upstream-ending': ({ validUntil, daysLeft }, name) => ({
    message: `${name}: its metadata end on ${dayOf(validUntil)} (${counted(daysLeft)})`,
    cure: 'see that newer ones come',
  }),
  'upstream-refresh-failing': ({ from, message, lastRefresh }, name) => ({
    message: `${name}: ${message}`,
    cure: `it works on with its last good metadata${lastRefresh === null ? '' : ` of ${dayOf(lastRefresh)}`}; ask whoever runs ${quoted(from)}`,
  }),
  'upstream-down': ({ detail }, name) => ({
    message: `${name}: its healthUrl does not answer${detail === null ? '' : ` (${detail})`}, so it is not offered`,
    cure: 'it comes back by itself with the first good answer',
  }),
  'upstream-named': ({ services }, name) => ({
    message: `${name} is named in the methods of ${services.slice(0, 3).join(', ')}${services.length > 3 ? ` and ${services.length - 3} more` : ''}`,
    cure: 'see that they have another method: servicekonto sp set <entityID> methods=…',
  }),
}

const sentence = <Code extends keyof AllUpstreamFindingData>(found: FindingOf<Code>, name: string): Sentence =>
  SENTENCES[found.code](found.data, name)

/** A finding as a document of its own. */
export const upstreamFindingDocument = (found: UpstreamFinding, name: string) => ({
  rule: found.rule,
  severity: found.severity,
  ...sentence(found, name),
})

/** A finding in one line. */
export function upstreamFindingLine(found: UpstreamFinding, name: string): string {
  const { message, cure } = sentence(found, name)
  return `${message}; ${cure}`
}
