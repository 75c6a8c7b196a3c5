import type { AccountMessages } from './messages-account.js'
import { strong } from './rich.js'

const quoted = (name: string): string => `“${name}”`

/** English texts about the citizen's account. */
export const accountEn: AccountMessages = {
  meetPerson: {
    situations: {
      unknown: {
        title: 'How would you like to go on?',
        intro: () => 'Your ID card has been checked. It does not belong to any account yet.',
      },
      renewed: {
        title: 'You have an account already',
        intro: () => 'Your ID card has been checked. There is an account for an earlier card of yours.',
      },
      'signed-in': {
        title: 'Connect this ID card with your account?',
        intro: (name) =>
          `${name ? `You are logged in as ${name}. ` : ''}This ID card does not belong to any account yet.`,
      },
      'another-person': {
        title: 'This ID card does not match the account',
        intro: () => 'The name or date of birth differs from the account. We connected nothing and passed on nothing.',
      },
    },
    choices: {
      'open-account': {
        label: () => 'Create an account',
        hint: () => 'From your ID card we store names, date and place of birth, and address. Next time it is faster.',
      },
      'link-account': {
        label: () => 'Connect with my account',
        hint: () => 'You have an account already. Log in to it once now.',
      },
      'link-session': {
        label: (_portal, name) => (name ? `Connect with the account of ${name}` : 'Connect with this account'),
        hint: () => 'After that you can log in with the ID card too. Name and date of birth must be the same.',
      },
      'link-renewed': {
        label: () => 'Use the new ID card',
        hint: () => 'Your new ID card is then valid for this account. We take the address from the new card.',
      },
      temporary: {
        label: () => 'Continue without an account',
        hint: (portal) =>
          `${portal ? quoted(portal) : 'The service'} receives what it needs. We do not store any of it.`,
      },
      'leave-account': {
        label: (_portal, name) => (name ? `Log ${name} out` : 'Log out'),
        hint: () => 'After that you go on with the ID card.',
      },
      back: {
        label: (_portal, name) => (name ? `Stay logged in as ${name}` : 'Back'),
        hint: () => 'You do not need the ID card then.',
      },
      cancel: {
        label: (portal) => (portal ? `Cancel and go back to ${quoted(portal)}` : 'Cancel'),
        hint: () => 'We store nothing and pass on nothing.',
      },
    },
    readAgain: 'For this we read your ID card once more.',
    toChoice: 'Back to the choice',
  },
  proveAccount: {
    title: 'Which account do you want to connect?',
    intro: 'Log in to this account once. After that your ID card is valid for it too.',
  },
  account: {
    navigation: 'My account',
    pages: { devices: 'Smartphones', 'second-factors': 'Second factor' },
    signedIn: 'You are logged in.',
    signedInAs: (citizen) => `You are logged in as ${citizen}.`,
    endsAt: (time) => `If you do nothing, we will log you out at ${time}.`,
    logout: 'Log out',
    waiting: (portal) => `Your login at ${quoted(portal)} is still waiting.`,
    goOn: 'Go on there',
    warning: 'For your security we will log you out in 2 minutes.',
    stay: 'Stay logged in',
  },
  signedOut: {
    title: 'You are logged out',
    what: 'Are you still logged in at a portal? Please log out there too.',
  },
  reviewMethods: {
    title: 'Are these your ways to log in?',
    intro: (level) => [
      'Your account now has the level of assurance ',
      strong(level),
      '. Tick only what you have set up yourself. Everything else counts as before.',
    ],
    legend: 'Set up so far',
    since: (day) => `since ${day}`,
    contacts: 'This is how we reach you',
    contactsHint: 'Is this wrong? Please contact our support.',
    submit: 'Continue',
  },
}
