import { keysEn } from './en-keys.js'
import { access, code } from './en-access.js'
import { accounts, audit, methods } from './en-oversight.js'
import { drafts, history } from './en-changes.js'
import { rules } from './en-metadata-sentences.js'
import { staff } from './en-staff.js'
import { findings, refusals } from './en-sentences.js'
import { fields, hints } from './en-settings.js'
import { setsEn } from './en-sets.js'
import { tabs, values } from './en-tabs.js'
import { upstreams } from './en-upstreams.js'
import { trialEn } from './en-trial.js'
import type { ConsoleTexts } from './messages.js'

const portals = (count: number): string => (count === 1 ? '1 portal' : `${count} portals`)

const accountCount = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`)

/** English texts of the operators' console. */
export const en: ConsoleTexts = {
  bar: {
    label: 'Signed in to operations',
    navigation: 'Operations',
    signedInAs: (operator, role, tenant) =>
      `Signed in as ${operator} (${role}${tenant === null ? '' : `, tenant ${tenant}`})`,
    signOut: 'Sign out',
    pages: {
      overview: 'Overview',
      services: 'Portals',
      requests: 'Requests',
      import: 'Import metadata',
      keys: 'Keys',
      accounts: 'Accounts',
      methods: 'Methods',
      upstreams: 'Other accounts',
      audit: 'Audit log',
      drafts: 'Drafts',
      operators: 'Operators',
      access: 'My access',
    },
  },
  roles: { admin: 'administration', operator: 'operations', auditor: 'audit' },
  signIn: {
    title: 'Operations: sign in',
    notForCitizens: 'This is for people who look after portals. You use your Servicekonto through your portal.',
    username: 'User name',
    password: 'Password',
    submit: 'Continue',
    problems: {
      wrong: 'The user name or the password is wrong.',
      expired: 'That took too long, or something has changed meanwhile. Please begin anew.',
    },
  },
  code,
  access,
  staff,
  overview: {
    title: 'Overview',
    attention: (count) => (count === 1 ? '1 portal needs attention' : `${count} portals need attention`),
    nothing: 'No portal needs attention now.',
    services: (active, all) => `${portals(all)} registered, ${active} of them active.`,
    toServices: 'All portals',
    toImport: 'Import metadata',
  },
  services: {
    title: 'Portals',
    search: 'Name or entityID',
    level: 'Level',
    allLevels: 'all',
    filter: 'Filter',
    found: (count) => portals(count),
    none: 'There is no portal like that.',
    columns: { name: 'Portal', level: 'Level', tenant: 'Tenant', end: 'Metadata until', state: 'State' },
    states: { active: 'active', disabled: 'disabled' },
    endless: 'no end',
    endsOn: (day) => day,
    endedOn: (day) => `ended on ${day}`,
    page: (now, of) => `Page ${now} of ${of}`,
    previous: 'Previous page',
    next: 'Next page',
  },
  service: {
    ownMetadata: 'Metadata of the Servicekonto for this portal',
    findings: 'Findings',
    noFindings: 'Nothing to do.',
    settings: 'Settings',
    settingsHint: 'Effective at once, on all instances within 5 seconds. Lists with commas.',
    changedMeanwhile:
      'Nothing is applied yet: somebody else has changed the settings meanwhile. You see them as they are now, and what you typed. Check both, then apply.',
    set: 'Apply',
    done: {
      set: 'The settings are applied.',
      disabled: 'The portal is disabled. It gets no answers any more.',
      enabled: 'The portal gets answers again.',
      restored: 'The earlier version is restored.',
      unchanged: 'It was like this already: nothing was changed.',
      refreshed: 'New metadata were fetched and taken.',
      fresh: 'The metadata are up to date. Nothing has changed.',
    },
    switching: 'Disable, enable, remove',
    disable: 'Disable',
    disableHint: 'Logins at this portal are refused, those under way too. Settings and pseudonyms stay.',
    enable: 'Enable',
    enableHint: 'People can log in at this portal again then.',
    remove: 'Remove',
    removeHint: 'Takes the portal out of the registry.',
    removeTitle: (name) => `Remove “${name}”?`,
    removeAfter:
      'Nobody can log in at this portal any more then. If it is imported again, it has the same sector and the same pseudonyms.',
    removeLately: (logins, accounts, days) =>
      logins === 0
        ? `Nobody has logged in here in the last ${days} days.`
        : `In the last ${days} days: ${logins === 1 ? '1 login' : `${logins} logins`} of ${accountCount(accounts)}.`,
    removeNow: 'Whoever is logging in here now gets an error page. Sessions of other portals go on.',
    removePseudonyms: (accounts) => {
      if (accounts === 0) return 'Nobody has a pseudonym here yet.'
      const held = accounts === null ? 'Accounts have' : `${accountCount(accounts)} ${accounts === 1 ? 'has' : 'have'}`
      return `${held} a pseudonym here. If the portal comes back, it is the same.`
    },
    removeSharing: (services) => `${portals(services)} of the same sector: nothing changes there.`,
    removeHistory: 'The history stays, and with it the way back:',
    keep: 'Keep',
    source: {
      title: 'Source of the metadata',
      from: 'Address',
      fetched: 'Last fetched',
      succeeded: 'Last taken',
      due: 'Next time at the latest',
      never: 'never yet',
      refresh: 'Fetch now',
      refreshHint: 'Fetches the metadata now. If anything is wrong with them, the present ones stay.',
      heldTitle: 'A person has to decide this',
      held: (gone, of) =>
        `The new metadata lack ${gone} of ${of} services. If you take them all the same, these services are disabled.`,
      more: (count) => (count === 1 ? 'and 1 more service' : `and ${count} more services`),
      confirm: (gone) => (gone === 1 ? 'Take them and disable 1 service' : `Take them and disable ${gone} services`),
    },
    refused: 'Nothing was changed',
    wrongValue: (expected) => `That is not possible here. It may be: ${expected}`,
    hints,
  },
  history,
  drafts,
  request: {
    title: 'Look up a refused request',
    intro: 'What did a portal send, and which rule refused it? You see that here for 7 days.',
    errorId: 'Error number',
    hint: 'From the error page, for instance E-3VEE-43FD. Or from the portal’s log: the ID of the request or of the answer.',
    answered: 'Answer to the portal',
    lookUp: 'Look up',
    unknown: 'Requests are seen for 7 days. Other errors are in the log alone, as are requests of a flood.',
    foundTitle: (errorId) => `Request ${errorId}`,
    refusedBy: (rule) => `Refused: ${rule}`,
    from: 'Sender',
    nobody: 'not named',
    claimed: 'claimed alone',
    tenant: 'Tenant',
    at: 'Time (UTC)',
    binding: 'Transport',
    noRelayState: 'none',
    bytes: (count) => `${count} bytes`,
    checks: 'What was checked',
    undecoded: 'The request could not be decoded.',
    masked: 'What names a person (Subject, NameID) is left out.',
    elsewhere: 'Anybody can check a request that did not arrive here, without signing in:',
    toCheck: 'Check a request',
  },
  import: {
    title: 'Import metadata',
    intro:
      'Give the SAML metadata as a file, as text or by their address. They may be of one portal or many. First you see what would change.',
    file: 'File',
    text: 'Or as text',
    url: 'Or from this address',
    signer: 'Certificate of the signer (PEM)',
    signerHint: 'Optional. The signature of the metadata is checked with it.',
    level: 'Level',
    levelOfMetadata: 'as in the metadata, else normal',
    tenant: 'Tenant',
    noTenant: 'none',
    preview: 'Check',
    previewTitle: 'Check metadata',
    nothingYet: 'Nothing is changed yet.',
    source: (from) => `Source: ${from}`,
    document: (sha256) => `Fingerprint of the document: SHA-256 ${sha256}`,
    signed: (sha256) => `The signature was checked. Certificate: SHA-256 ${sha256}`,
    notSigned: 'The signature was not checked. Compare the fingerprint with the one that the portal tells you.',
    kinds: { registered: 'new', updated: 'changes', unchanged: 'unchanged' },
    refused: 'Not imported',
    moreRefused: (count) => `And ${count} more.`,
    moreServices: (count) => (count === 1 ? 'And 1 more service.' : `And ${count} more services.`),
    changes: 'What changes',
    noChanges: 'Nothing changes here.',
    columns: { field: 'Field', before: 'Before', after: 'After' },
    apply: (count) => (count === 1 ? 'Apply for 1 portal' : `Apply for ${count} portals`),
    discard: 'Discard',
    changedMeanwhile: 'Something has changed meanwhile. Please look once more at what would be applied.',
    doneTitle: 'Metadata applied',
    done: (count) => `${portals(count)} applied.`,
    within: 'It holds on all instances within 5 seconds.',
    another: 'Import more metadata',
    problems: {
      missing: 'Give the metadata as a file, as text or by an address.',
      several: 'Give the metadata in one way alone: as a file, as text or by an address.',
      'too-large': 'That is more than 32 MiB. Split the file, or give its address.',
    },
    refusedTitle: 'These metadata cannot be applied',
  },
  keys: keysEn,
  accounts,
  methods,
  audit,
  trial: trialEn,
  upstreams,
  sets: setsEn,
  severities: { info: 'Note', warning: 'Warning', error: 'Error' },
  tabs,
  values,
  fields,
  empty: '(empty)',
  yes: 'yes',
  no: 'no',
  refusals,
  rules,
  findings,
}
