import type { KeyTexts } from './key-messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (time: number): string => {
  const count = Math.floor(time / 86_400_000)
  return `${count} ${count === 1 ? 'day' : 'days'}`
}

/** English texts of the page of the broker's keys. */
export const keysEn: KeyTexts = {
  title: 'Keys',
  intro: 'What this Servicekonto signs with. Portals know the keys from its metadata.',
  uses: { signing: 'Signing', encryption: 'Decryption' },
  usesHint: {
    signing: 'For the answers to portals and for its own metadata.',
    encryption: 'For encrypted messages to the Servicekonto, such as requests to log out.',
  },
  none: 'There is none yet.',
  states: { next: 'announced', active: 'active', previous: 'superseded', retired: 'retired' },
  does: {
    signing: {
      next: 'Is in the metadata and does not sign yet.',
      active: 'Is in the metadata and signs.',
      previous: 'Is still in the metadata and signs no more.',
      retired: 'Is in the metadata no more.',
    },
    encryption: {
      next: 'Is in the metadata and decrypts already.',
      active: 'Is in the metadata and decrypts.',
      previous: 'Is still in the metadata and still decrypts.',
      retired: 'Is used no more.',
    },
  },
  fields: { id: 'Id', type: 'Type', since: 'In this state since', until: 'Certificate until', sha256: 'SHA-256' },
  inHsm: 'in the HSM',
  fetches: {
    never: 'Nobody has fetched the metadata since this key stands in them.',
    often: (count, last) => `Fetched with this key ${count === 1 ? 'once' : `${count} times`}, last on ${last}.`,
    named: 'Fetched under their own name by:',
    byName: (service, count, last) => `${service}: ${count === 1 ? 'once' : `${count} times`}, last on ${last}`,
    notYet: 'Fetched under their own name before, and not yet with this key:',
    nobodyNamed: 'No portal gave its name for it.',
    hint: 'Whoever fetches them has received the key. It does not say that the portal uses it yet.',
  },
  certificate: 'Show the certificate',
  retired: (count) => (count === 1 ? '1 retired key' : `${count} retired keys`),
  steps: {
    heading: 'How to change the key',
    all: [
      'Announce a new key. It goes into the metadata.',
      'Wait until all portals have loaded the metadata anew. The key says when that is.',
      'Activate it. From then on it signs. Try a login at each portal that matters.',
      'Retire the superseded one. The key says from which day.',
    ],
  },
  make: 'Announce a new key',
  makeHint: 'It is not used yet.',
  use: 'For',
  type: 'Type',
  choose: 'Please choose',
  submit: 'Announce',
  activate: 'Activate',
  retire: 'Retire',
  keep: 'Leave it as it is',
  waits: 'A second person has to agree. Until then the key stays as it is.',
  asked: {
    activate: {
      title: 'Activate it already?',
      after: 'Portals with older metadata then refuse logins until they load the new ones.',
      submit: 'Activate it anyway',
    },
    retire: {
      title: 'Retire the key?',
      after: 'It goes out of the metadata. There is no way back.',
      submit: 'Retire',
    },
    'retire-at-once': {
      title: 'Retire it anyway?',
      after:
        'Do this only if the key was stolen. Portals with older metadata then refuse every login until they load the new ones.',
      submit: 'Yes, it was stolen: retire it',
    },
  },
  done: {
    generated: 'The new key is announced.',
    activated: 'The key is active.',
    retired: 'The key is retired.',
  },
  refused: 'Nothing was changed',
  findings: {
    'certificate-expired': ({ notAfter }) =>
      `The certificate expired on ${day(notAfter)}. Some portals look at that date.`,
    'certificate-expiring': ({ left }) => `The certificate expires in ${days(left)}. Some portals look at that date.`,
    'key-decrypts-already': () => 'Decrypts already. To announce it, activate it.',
    'key-to-activate': ({ from }) =>
      from === null
        ? 'Can be activated now.'
        : `To be activated from ${day(from)}: then nobody may have older metadata any more.`,
    'successor-to-make': ({ type }) => `Announce a successor (${type}).`,
    'key-to-retire': ({ from }) => (from === null ? 'Can be retired now.' : `To be retired from ${day(from)}.`),
    'key-activated-early': ({ announced, kept }) =>
      `This key has been announced for ${days(announced)} only. Portals may keep older metadata for ${days(kept)}.`,
  },
}
