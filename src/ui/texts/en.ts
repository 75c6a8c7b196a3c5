import { eidEn } from './en-eid.js'
import { accountEn } from './en-account.js'
import { errorsEn } from './en-errors.js'
import { factorEn } from './en-factor.js'
import { devicesEn } from './en-devices.js'
import { passEn } from './en-pass.js'
import { releaseEn } from './en-release.js'
import type { Messages } from './messages.js'
import type { PortalName } from './portal-name.js'
import { strong } from './rich.js'

const quoted = (name: string): string => `“${name}”`
const portalOr = (portal: PortalName, other: string): string => (portal ? quoted(portal) : other)
const backTo = (portal: PortalName): string => (portal ? `Back to ${quoted(portal)}` : 'Back')
const ENOUGH = {
  all: 'All ways to log in are enough for it.',
  some: 'These ways to log in are enough for it.',
  one: 'This way to log in is enough for it.',
} as const
const enough = (which: keyof typeof ENOUGH): string => ENOUGH[which]

/** English: the same plain sentences. */
export const en = {
  language: 'en',
  locale: 'en-GB',
  shell: {
    skip: 'Skip to content',
    navigation: 'Help and language',
    legal: 'Legal information',
    help: 'Help',
    imprint: 'Legal notice',
    privacy: 'Privacy',
    accessibility: 'Accessibility statement',
    reportBarrier: 'Report a barrier',
    home: (site) => `${site}, go to the start page`,
    comingFrom: 'You come from:',
    titleOfProblem: (title) => `Error: ${title}`,
    inputDropped: 'Your login has already moved on, so we did not use what you entered last.',
  },
  levels: { basis: 'basic', normal: 'normal', substantiell: 'substantial', hoch: 'high' },
  methods: {
    house: {
      password: { row: 'With user name and password', label: 'User name and password', hint: 'For simple matters.' },
      eid: {
        row: 'With your online ID',
        label: 'Online ID',
        hint: 'German identity card, residence permit or eID card, plus AusweisApp and PIN.',
      },
      pass: {
        row: 'With the Servicekonto.Pass',
        label: 'Servicekonto.Pass',
        hint: 'Smartphone app. No password, no ID card.',
      },
    },
    other: (name) => ({
      row: `With ${quoted(name)}`,
      label: name,
      hint: 'Another user account. You log in there and come back here.',
    }),
  },
  attributes: {
    givenName: 'First name',
    familyName: 'Last name',
    birthName: 'Name at birth',
    academicTitle: 'Doctoral degree',
    birthDate: 'Date of birth',
    placeOfBirth: 'Place of birth',
    gender: 'Gender',
    nationality: 'Nationality',
    documentType: 'Type of ID document',
    street: 'Street and number',
    postalCode: 'Postcode',
    locality: 'Town or city',
    country: 'Country',
    email: 'E-mail',
    phone: 'Phone',
    deMail: 'De-Mail',
    address: 'Address',
    trustLevel: 'Level of assurance',
  },
  genders: { '0': 'unknown', '1': 'male', '2': 'female', '9': 'not stated' },
  documentTypes: { ID: 'identity card', AR: 'residence permit', UB: 'eID card' },
  methodChoice: {
    title: 'How would you like to log in?',
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
    waysUp: {
      identify: 'Identify yourself here once with your ID card. After that this way to log in reaches further too.',
      'add-factor': 'For that your password needs a second factor. Set it up while you are logged in at this level.',
      pair: 'Set up the Servicekonto.Pass while you are logged in with this level. After that you go on here.',
      'pair-beside-card':
        'The shortest way here is your online ID card. Logged in with it, you can also set up the Servicekonto.Pass. After that the pass alone is enough.',
    },
    pairNow: 'Set up the Servicekonto.Pass',
    addFactorNow: 'Set up a second factor',
    wayElsewhere: (count) => (count === 1 ? 'Please use the way above.' : 'Please use one of the ways above.'),
    wayNowhere: 'There is no other way to log in here yet.',
    wayLater: 'Please try again later.',
    cancel: (portal) => (portal ? `Cancel and go back to ${quoted(portal)}` : 'Cancel'),
    otherMethods: 'Choose another way to log in',
    backToMethods: 'Back to the ways to log in',
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
  password: {
    title: 'Log in with user name and password',
    username: 'User name',
    password: 'Password',
    submit: 'Log in',
    summary: 'That did not work',
    problems: {
      'proof-expired': [
        {
          field: 'username',
          atField: 'The login took too long.',
          inSummary: 'The login took too long. Please enter both again.',
        },
      ],
      wrong: [
        {
          field: 'username',
          atField: 'User name or password is not right.',
          inSummary: 'User name or password is not right. Check both and try again.',
        },
      ],
      'username-missing': [
        { field: 'username', atField: 'The user name is missing.', inSummary: 'Enter your user name.' },
      ],
      'password-missing': [
        { field: 'password', atField: 'The password is missing.', inSummary: 'Enter your password.' },
      ],
      'both-missing': [
        { field: 'username', atField: 'The user name is missing.', inSummary: 'Enter your user name.' },
        { field: 'password', atField: 'The password is missing.', inSummary: 'Enter your password.' },
      ],
    },
    triesLeft: (count) =>
      count === 0
        ? [strong('That was the last attempt.')]
        : [strong(count === 1 ? '1 attempt' : `${count} attempts`), ' left.'],
    pause: 'After that we take a break to protect your account.',
  },
  factor: factorEn,
  eid: eidEn,
  waiting: {
    goesOn: 'This page goes on by itself.',
    stop: 'Stop reloading automatically',
    goOn: 'Go on automatically',
  },
  pass: passEn,
  devices: devicesEn,
  ...releaseEn,
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
  ...accountEn,
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
  error: {
    texts: errorsEn,
    nextHeading: 'What you can do now',
    quoteId: 'If the error stays, give our support this number:',
    idIs: 'Number of this error:',
    support: 'Support page',
    phone: 'Phone',
    continueLogin: 'Go to your current login',
    otherMethods: 'Choose another way to log in',
    backToPortal: (portal) => (portal ? `Go to ${quoted(portal)}` : 'Go to the portal'),
    toStart: 'Go to the start page',
  },
  start: {
    title: 'Start page',
    heading: (site) => `${site}: one account for many online services`,
    what: 'With this account you log in to online services of German towns, districts and states.',
    beginsAtPortal: 'A login always starts in the portal, not on this page.',
    stepsHeading: 'How it works',
    steps: [
      'Open the portal of your town or city.',
      'Choose “Anmelden” (log in) there. That brings you here.',
      'Choose a way to log in and prove who you are.',
      'See which data the portal receives, and confirm.',
    ],
    youDecide: 'We pass on data only after you confirm. Then you are back in the portal.',
    methodsHeading: 'Ways to log in',
    accountHeading: 'Your account',
  },
} satisfies Messages
