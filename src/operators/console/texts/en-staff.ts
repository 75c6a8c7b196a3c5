import { quoted } from '../../../ui/texts/en.js'
import type { StaffTexts } from './staff-messages.js'

/** English texts of the page of all operators. */
export const staff: StaffTexts = {
  title: 'Operators',
  intro: 'Who can sign in here. Operators are made on the command line.',
  columns: { name: 'User name', role: 'Role and tenant', state: 'State', password: 'Password' },
  disabled: 'disabled',
  active: 'active',
  hotline: 'with hotline',
  noFactor: 'second factor not set up yet',
  oneTimeUntil: (when) => `one-time password until ${when}`,
  own: 'You change your own at “My access”.',
  reset: 'Reset\u00a0…',
  resetOf: (name) => `Reset the password of ${name} …`,
  askTitle: (name) => `Reset the password of ${quoted(name)}?`,
  askAfter: [
    'First check who asks you for it.',
    'You get a one-time password. It holds for 24 hours, for the next sign-in.',
    'At that sign-in it is replaced by one of their own. Nothing else is possible before.',
    'The second factors stay. All sessions of this person end.',
  ],
  askDrafted: 'It holds only once a second person agrees.',
  ownPassword: 'Your own password',
  ownPasswordHint: 'So that nobody does this from a place that was left.',
  wrong: 'Your password is not right.',
  submit: 'Give a one-time password',
  keep: 'Do not reset',
  givenTitle: (name) => `One-time password for ${quoted(name)}`,
  given: 'One-time password',
  shownOnce: 'We show it only now. If it is lost, reset once more.',
  handOver: (name) =>
    `Tell it to ${name} in person, with the dashes. It holds for 24 hours, together with the second factor.`,
  drafted: 'It does not hold yet: a second person has to agree first. From then on it holds for 24 hours.',
  toDraft: 'To the draft',
  copy: 'Copy',
  back: 'All operators',
  drafts: {
    'reset-password': (name) =>
      `${name} gets a one-time password for 24 hours. All sessions end, the second factors stay.`,
    'create-operator': (name) => `${name} becomes a new operator, with a one-time password for 24 hours.`,
    'reset-second-factor': (name) =>
      `${name} loses all second factors, and sets one up at the next sign-in. All sessions end.`,
  },
  draftKnown: 'Whoever made the draft knows the one-time password.',
}
