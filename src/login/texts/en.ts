import { backTo, portalOr, quoted } from '../../ui/texts/en.js'
import { strong } from '../../ui/texts/messages.js'
import type { ReleaseTexts, LoginTexts } from './messages.js'

/** English texts about what a portal gets, and what it still needs. */
const release: ReleaseTexts = {
  profile: {
    title: 'Add your details',
    intro: (portal, count) =>
      count === 1
        ? `${portalOr(portal, 'The service')} needs this detail. It is not in your account yet.`
        : `${portalOr(portal, 'The service')} needs these details. They are not in your account yet.`,
    submit: 'Save and continue',
    cancel: 'Cancel',
    summary: 'Please check what you entered',
    birthDate: {
      hint: 'For example 9 3 1987. If the day is unknown, leave it empty. If the month is unknown, leave the day empty too.',
      day: 'Day',
      month: 'Month',
      year: 'Year',
    },
    hints: {
      givenName: 'All first names as in your ID document.',
      nationality: 'Code as in your passport, for example D for Germany.',
      phone: 'For example +49 241 5550100.',
    },
    choose: 'Please choose',
    problems: {
      missing: () => 'This detail is missing.',
      characters: (character) => `We cannot store the character ${quoted(character)}. Please write it differently.`,
      date: () => 'This date cannot be right. Please check day, month and year.',
      'too-long': () => 'This text is too long. Please shorten it.',
      format: () => 'Please check the spelling.',
    },
    impossible: {
      title: (count) =>
        count === 1 ? 'A detail is missing in your account' : 'Some details are missing in your account',
      intro: (portal) => `${portalOr(portal, 'The service')} also needs from you:`,
      meaning: 'You cannot add this here. So this login cannot be completed.',
      canBeRead: 'We can read this from your ID card. After that you go on here.',
      wayOut: (portal) =>
        `Contact the office directly. You find its contact details ${portal ? `at ${quoted(portal)}` : 'in the portal'}.`,
      back: backTo,
    },
  },
  confirm: {
    notMe: (citizen) => `Not ${citizen}? Log in with another account`,
    title: 'Pass on this data?',
    signedInAs: (citizen) => ['You are logged in as ', strong(citizen), '.'],
    gets: (portal, service) =>
      `${portalOr(portal, 'The service')} receives this data${service ? ` for ${quoted(service)}` : ''}:`,
    getsLevelOnly: (portal) =>
      `${portalOr(portal, 'The service')} receives nothing about you but the level of assurance:`,
    optional: 'Optional data',
    optionalHint: 'Untick what you do not want to pass on.',
    selfDeclared: 'level basic, stated by yourself',
    atLevel: (level) => `level ${level}`,
    pseudonym: (withheld) =>
      `The portal also receives an identifier that is valid only there. ${
        withheld ?? 'It does not learn of your logins at other portals.'
      }`,
    remember: 'Skip this question next time',
    rememberHint: (portal) =>
      `This applies to ${portalOr(portal, 'this service')} only. If the data changes, we ask again.`,
    confirm: 'Confirm and continue',
    cancel: 'Do not pass on',
    privacy: (portal) => `Privacy at ${quoted(portal)}`,
  },
}

const ENOUGH = {
  all: 'All ways to log in are enough for it.',
  some: 'These ways to log in are enough for it.',
  one: 'This way to log in is enough for it.',
} as const
const enough = (which: keyof typeof ENOUGH): string => ENOUGH[which]

/** English texts of the pages of a login. */
export const en: LoginTexts = {
  methodChoice: {
    title: 'How would you like to log in?',
    sessionEnded: 'For your security your session has ended, so please log in once more.',
    signedIn: (citizen) => [
      citizen === '' ? 'You are logged in' : 'You are logged in as ',
      strong(citizen),
      '. Please identify yourself here once more.',
    ],
    needs: (level) => ['This service needs the level of assurance ', strong(level), '.'],
    needsHere: (level) => ['Here you need the level of assurance ', strong(level), '.'],
    explains: {
      basis: enough,
      normal: enough,
      substantiell: () => 'That means: you identify yourself with two things, such as a smartphone and a PIN.',
      hoch: () => 'For this you need an ID card with the online function.',
    },
    thenBack: (portal) => `After that you go back to ${quoted(portal)} automatically.`,
    thenAccount: 'After that you go on in your account.',
    lastUsed: 'Last used on this device',
    whyMissing: (method) => `Why is ${quoted(method)} missing?`,
    missing: {
      'level-too-low': ({ method, reaches }) => [
        `${quoted(method)} only reaches the level `,
        strong(reaches),
        ' here. For this service that is not enough.',
      ],
      'not-allowed-by-service': ({ portal }) =>
        `${portalOr(portal, 'The service')} does not accept this way to log in.`,
      blocked: () => 'This way to log in is blocked in your account.',
      'not-working': () => 'This way to log in does not work at the moment.',
    },
    wayElsewhere: (count) => (count === 1 ? 'Please use the way above.' : 'Please use one of the ways above.'),
    wayNowhere: 'There is no other way to log in here yet.',
    wayLater: 'Please try again later.',
    cancel: (portal) => (portal ? `Cancel and go back to ${quoted(portal)}` : 'Cancel'),
    nothing: {
      title: 'No way to log in here is enough at the moment',
      noneReaches: 'No way to log in here reaches this level at the moment.',
      unreachable: 'This service asks for a higher level of assurance than there is.',
      notYourFault: 'You did nothing wrong.',
      whatToDo: 'What you can do',
      later: (method) => `${quoted(method)} does not work at the moment. Please try again later.`,
      office: (portal) =>
        `Contact the office directly. You find its contact details ${portal ? `at ${quoted(portal)}` : 'in the portal'}.`,
      back: backTo,
    },
  },
  linkOrCreateAccount: {
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
  },
  proveAccount: {
    title: 'Which account do you want to connect?',
    intro: 'Log in to this account once. After that your ID card is valid for it too.',
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
  ...release,
  accountSwitch: {
    title: 'Which account do you want to go on with?',
    intro: (current, other) => [
      'You are still logged in as ',
      strong(current),
      '. But you have just proved to be ',
      strong(other),
      '.',
    ],
    nothingReleased: 'We have not passed on anything so far.',
    consequence: (current) => `If you switch, we log ${current} out here.`,
    goOn: (other) => `Continue as ${other}`,
    back: (current) => `Stay logged in as ${current}`,
  },
  handOver: {
    title: (portal) => (portal ? `You are going back to ${quoted(portal)}` : 'You are going back to the portal'),
    intro: 'This happens by itself. If it does not, please press “Continue”.',
    submit: () => 'Continue',
    notices: {
      'proof-gone': {
        title: () => 'You can no longer log in this way',
        intro: 'Your account has just been deleted, or this way to log in was blocked. We have passed on nothing.',
        submit: (portal) => (portal ? `Back to ${quoted(portal)}` : 'Back to the portal'),
      },
    },
  },
}
