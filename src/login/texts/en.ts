import { otherAccount } from './en-other-account.js'
import { backTo, portalOr, quoted } from '../../ui/texts/en.js'
import { lowerFirst } from '../../ui/texts/lower-first.js'
import { strong } from '../../ui/texts/messages.js'
import { release } from './en-release.js'
import type { LoginTexts, Place } from './messages.js'

const AT = { service: 'For this service', 'own-account': 'Here' } as const

const enough = (at: Place, which: 'all' | 'some' | 'one'): string =>
  ({
    all: `${AT[at]} you can use any way to log in.`,
    some: `${AT[at]} these ways to log in are enough.`,
    one: `${AT[at]} this way to log in is enough.`,
  })[which]

/** English texts of the pages of a login. */
export const en: LoginTexts = {
  unsolicited: {
    title: (portal) => `Log in at ${quoted(portal)}?`,
    what: (portal) => `You log in here and then go to ${quoted(portal)}. Before that you see which data it receives.`,
    begin: 'Continue',
  },
  methodChoice: {
    title: 'How would you like to log in?',
    sessionEnded: 'For your security your session has ended, so please log in once more.',
    signedIn: (citizen) => [citizen === '' ? 'You are logged in' : 'You are logged in as ', strong(citizen), '.'],
    onceMore: 'Please identify yourself here once more.',
    notEnough: (at, method, by) =>
      `${AT[at]} ${quoted(method)} is not enough. ${
        by === null ? 'Please use one of these ways to log in.' : `Please identify yourself ${by}.`
      }`,
    toDo: {
      basis: enough,
      normal: enough,
      substantiell: (at) => `${AT[at]} you need two things, such as a smartphone and a PIN.`,
      hoch: (at) => `${AT[at]} you need your ID card with the online function.`,
    },
    named: quoted,
    aboutLevels: {
      question: 'What is a level of assurance?',
      needs: (at, level) => [
        at === 'service' ? 'This service needs the level of assurance ' : 'Here you need the level of assurance ',
        strong(level),
        '.',
      ],
      meaning:
        'The level of assurance says how certain it is who you are. There are four: basic, normal, substantial and high.',
    },
    thenBack: (portal) => `After that you go back to ${quoted(portal)} automatically.`,
    thenAccount: 'After that you go on in your account.',
    lastUsed: 'Last used on this device',
    pausedUntil: (time) => `Paused until ${time}`,
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
      'no-proxy': ({ portal }) => `${portalOr(portal, 'The service')} does not allow logins with another user account.`,
      'level-refused': ({ method }) =>
        `${quoted(method)} has just said that it does not reach the level that is needed.`,
      'switched-off': () => 'We have switched this way to log in off for the time being.',
    },
    wayElsewhere: (count) => (count === 1 ? 'Please use the way above.' : 'Please use one of the ways above.'),
    wayNowhere: 'There is no other way to log in here yet.',
    wayLater: 'Please try again later.',
    wayOnceWorking: (method) => `This is possible again once ${lowerFirst(method)} works.`,
    cancel: (portal) => (portal ? `Cancel and go back to ${quoted(portal)}` : 'Cancel'),
    toPageOf: (portal) => `To the page of ${quoted(portal)}`,
    nothing: {
      title: 'No way to log in here is enough at the moment',
      noneReaches: (at) =>
        at === 'service'
          ? 'No way to log in here reaches what this service needs at the moment.'
          : 'No way to log in here reaches what you need for this at the moment.',
      unreachable: 'This service asks for a higher level of assurance than there is.',
      notYourFault: 'You did nothing wrong.',
      whatToDo: 'What you can do',
      down: {
        title: (methods) =>
          methods.length === 1
            ? `${methods[0]} does not work at the moment`
            : 'These ways to log in do not work at the moment',
        notYou: 'This is not your fault. Please try again later.',
      },
      office: (portal) =>
        `Contact the office directly. You find its contact details ${portal ? `at ${quoted(portal)}` : 'in the portal'}.`,
      back: backTo,
    },
  },
  otherAccount,
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
    changedName: {
      question: 'Did you marry, or has your name changed?',
      why: 'Then your account still has your earlier name. So we cannot connect the new ID card with it.',
      goOn: (name) => `You can go on with the ID card alone: choose “${name ? `Log ${name} out` : 'Log out'}”.`,
      beginAnew: 'Cancel, and log in anew from the portal: use the ID card alone then.',
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
  leave: { title: (name) => `You are being led to ${quoted(name)}` },
  handOver: {
    title: (portal) => (portal ? `You are going back to ${quoted(portal)}` : 'You are going back to the portal'),
    intro: 'Does it not go on by itself? Please press “Continue”.',
    withoutScript: 'Your browser runs no JavaScript, so it does not go on by itself.',
    soon: 'Please press within one minute.',
    submit: () => 'Continue',
    notices: {
      'proof-gone': {
        title: () => 'You can no longer log in this way',
        intro: 'Your account has just been deleted, or this way to log in was blocked. We have passed on nothing.',
        submit: (portal) => (portal ? `Back to ${quoted(portal)}` : 'Back to the portal'),
      },
      'account-blocked': {
        title: () => 'Your account is blocked',
        intro: 'Nobody can log in with this account now. We have passed on nothing. Please contact the hotline.',
        submit: (portal) => (portal ? `Back to ${quoted(portal)}` : 'Back to the portal'),
      },
    },
  },
}
