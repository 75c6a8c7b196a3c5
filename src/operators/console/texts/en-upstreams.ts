import { quoted } from '../../../ui/texts/en.js'
import type { UpstreamRefusals, UpstreamTexts } from './upstream-messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

const LEVELS = 'basis, normal, substantiell or hoch'

export const upstreams: UpstreamTexts = {
  title: 'Other accounts',
  about: 'Citizens can log in here with these accounts.',
  none: 'No other account is registered yet.',
  caption: 'Other accounts',
  columns: { name: 'Name', dialect: 'Dialect', level: 'Counts at most as', state: 'State' },
  states: { enabled: 'active', disabled: 'switched off', down: 'does not answer' },
  done: {
    imported: 'The other account was read in. It holds everywhere in a few seconds.',
    set: 'The settings are changed.',
    enabled: 'The other account is switched on again.',
    disabled: 'The other account is switched off.',
    removed: 'The other account is removed.',
    unchanged: 'It was so already. Nothing has changed.',
  },
  back: 'To all other accounts',
  import: {
    title: 'Read another account in',
    again: (name) => `Read ${quoted(name)} again`,
    name: 'Name of the method',
    nameHint: 'Lower-case letters, digits and hyphens. The name stands in addresses and stays.',
    dialect: 'Dialect',
    maxLevel: 'Counts at most as',
    maxLevelHint: 'We never believe this account more than that, whatever it asserts.',
    previewTitle: (name) => `Preview: ${quoted(name)}`,
    preview: 'Preview',
    apply: 'Read in',
    newOne: 'The other account is new, and active at once.',
    changed: 'This changes:',
    same: 'Nothing changes.',
    tell: 'What the other side enters',
    addresses: { metadata: 'Our metadata', acs: 'Address for answers' },
    openId: 'An account with OpenID Connect is registered on the command line.',
  },
  facts: {
    entityId: 'Identifier (entityID)',
    dialect: 'Dialect',
    names: 'Name in the metadata',
    keys: 'Keys (SHA-256)',
    from: 'Came from',
    importedAt: 'Read in',
    lastRefresh: 'Last renewed',
    validUntil: 'Metadata valid until',
    health: 'Reachable',
    client: 'Identifier of the client',
  },
  vouched: { signed: 'signed, renewed by itself', unsigned: 'not renewed by itself' },
  never: 'never yet',
  endless: 'without an end',
  health: {
    up: 'The probed address answers.',
    down: 'The probed address does not answer.',
    unprobed: 'It is not probed.',
  },
  findings: 'What you should know',
  noFindings: 'Nothing was found.',
  settings: 'Settings',
  settingsHint: 'An empty field means: as shipped.',
  set: 'Save the settings',
  shipped: 'as shipped',
  labels: {
    maxLevel: 'Counts at most as',
    methodName: 'Name for citizens',
    signed: 'What must be signed',
    healthUrl: 'Address to probe',
    hideAuthority: 'Not named to portals',
    levels: 'Further classes of trust',
  },
  hints: {
    maxLevel: 'We never believe this account more than that.',
    methodName: 'What the method is called on the page. Empty: the name in the metadata.',
    signed: 'Without this signature we take no answer.',
    healthUrl: 'We call this address every two seconds. After two failures we do not offer the account.',
    hideAuthority: 'Portals then do not learn which account was used.',
    levels: 'class=level, separated by commas.',
  },
  signedPlaces: { response: 'the response', assertion: 'the assertion', either: 'one of the two', both: 'both' },
  dialects: {
    saml2int: 'SAML 2.0 (saml2int)',
    akdb: 'BundID (akdb)',
    fink: 'FINK',
    eidas: 'eIDAS',
    ekona: 'ELSTER, Mein Unternehmenskonto (ekona)',
    oidc: 'OpenID Connect',
  },
  wrongValue: (expected) => `It may be: ${expected}.`,
  expects: {
    maxLevel: LEVELS,
    methodName: 'a text of at most 60 characters',
    signed: 'response, assertion, either or both',
    healthUrl: 'an https address',
    hideAuthority: 'yes or no',
    levels: `class=level with ${LEVELS}`,
  },
  switching: 'Switching on and off',
  disable: 'Switch off',
  disableHint: 'Nobody logs in with it any more. Sessions that rest on it alone end.',
  disableTitle: (name) => `Switch ${quoted(name)} off?`,
  enable: 'Switch on',
  enableHint: 'Citizens can log in with it again. What was proved before counts no more.',
  remove: 'Remove',
  removeHint: 'The other account is taken out of the registry.',
  removeTitle: (name) => `Remove ${quoted(name)}?`,
  removeAfter: 'Links with accounts then lead nowhere, even where the name is used again.',
  removeNamed: (services) => (services === 1 ? '1 portal names this method.' : `${services} portals name this method.`),
  removeNow: 'Remove for good',
  keep: 'Do not remove',
  sentences: {
    'upstream-level-shipped': ({ level }) => ({
      message: `This account counts at most as ${level}, as nobody has set more.`,
      cure: 'If it proves more by contract, set it here.',
    }),
    'upstream-not-fetched': () => ({
      message: 'The address is not fetched again by itself, as nobody vouches for what it gives.',
      cure: 'Read it in with a certificate of its signer. Or read new keys in by hand.',
    }),
    'upstream-ended': ({ validUntil }) => ({
      message: `The metadata ended on ${day(validUntil)}.`,
      cure: 'Read the new file in.',
    }),
    'upstream-ending': ({ validUntil, daysLeft }) => ({
      message: `The metadata end on ${day(validUntil)}, in ${days(daysLeft)}.`,
      cure: 'See that newer ones come.',
    }),
    'upstream-refresh-failing': ({ from, message, lastRefresh }) => ({
      message: `The metadata from ${from} were not renewed: ${message}.`,
      cure: `The account works on with the last good ones${lastRefresh === null ? '' : ` of ${day(lastRefresh)}`}.`,
    }),
    'upstream-down': ({ detail }) => ({
      message: `The probed address does not answer${detail === null ? '' : ` (${detail})`}. The account is not offered.`,
      cure: 'It comes back by itself with the first good answer.',
    }),
    'upstream-named': ({ services }) => ({
      message: `These portals name the method: ${services.slice(0, 5).join(', ')}`,
      cure: 'See that they have another one.',
    }),
  },
}

const NAME_FAULTS = {
  form: 'has not the form: lower-case letters, digits and hyphens, 2 to 31 characters',
  method: 'is that of a method of the house',
  address: 'is that of a page of each login',
} as const

export const upstreamRefusals: UpstreamRefusals = {
  'upstream-unknown': ({ name }) => `There is no other account ${quoted(name)}.`,
  'upstream-name': ({ name, fault }) => `The name ${quoted(name)} ${NAME_FAULTS[fault]}. Take another one.`,
  'upstream-taken': ({ name, entityId, registered }) =>
    `${quoted(name)} is ${registered}, and the file is of ${entityId}. Take another name.`,
  'upstream-dialect': ({ name, dialect, registered }) =>
    `${quoted(name)} has the dialect ${registered}. It becomes ${dialect} only by being removed first.`,
  'upstream-setting': ({ setting, value }) => `${setting} cannot be ${quoted(String(value))}.`,
  'upstream-changed': ({ name }) => `Somebody else has changed ${quoted(name)} meanwhile. Try again.`,
  'upstream-issuer': ({ issuer }) =>
    `${quoted(issuer)} is no issuer: an https address without user, query and fragment.`,
  'upstream-client': () => 'The identifier of the client is not 1 to 255 printable characters.',
  'upstream-secret': ({ proof }) =>
    proof === 'key'
      ? 'This is no private key in PEM: RSA from 2048 bits on, P-256, P-384 or P-521.'
      : 'The secret is not 1 to 1024 printable characters in one line.',
  'upstream-no-source': ({ name }) => `${quoted(name)} has no address that is fetched by itself.`,
  'upstream-refused': ({ from, message }) => `${quoted(from)}: ${message}. The last good ones stay.`,
}
