import { attributeLabels } from './attribute-labels.js'
import { type PortalName, type Messages, strong } from './messages.js'
import { errorsEn } from './en-errors.js'

/** A name within a sentence. */
export const quoted = (name: string): string => `“${name}”`

/** The portal by its name, or `other` where none is known. */
export const portalOr = (portal: PortalName, other: string): string => (portal ? quoted(portal) : other)

export const backTo = (portal: PortalName): string => (portal ? `Back to ${quoted(portal)}` : 'Back')

/** English: the same plain sentences. */
export const en: Messages = {
  language: 'en',
  locale: 'en-GB',
  shell: {
    skip: 'Skip to content',
    progress: (now, of) => `Step ${now} of ${of}`,
    navigation: 'Help and language',
    legal: 'Legal information',
    help: 'Help',
    imprint: 'Legal notice',
    privacy: 'Privacy',
    accessibility: 'Accessibility statement',
    reportBarrier: 'Report a barrier',
    home: (site) => `${site}, go to the start page`,
    signLanguage: 'German Sign Language',
    operatedBy: (operator) => `A site of: ${operator}`,
    realPage: 'How to recognise the real site',
    realPageIs: (address) =>
      `Its address always begins with ${address} – please compare it with your browser’s address bar.`,
    testSite: 'Test system: all people here are invented. Do not enter real data.',
    testPortal: 'Test portal: this login is only for trying things out.',
    comingFrom: 'You come from:',
    titleOfProblem: (title) => `Error: ${title}`,
    onlyStandardGerman: 'This page is in standard German only.',
    inputDropped: 'Your login has already moved on, so we did not use what you entered last.',
  },
  levels: { basis: 'basic', normal: 'normal', substantiell: 'substantial', hoch: 'high' },
  goodFor: {
    basis: 'where no proof is needed (level basic)',
    normal: 'where passwords are enough (level normal)',
    substantiell: 'also where passwords are not enough (level substantial)',
    hoch: 'everywhere (level high)',
  },
  otherMethod: (name) => ({
    row: `With ${quoted(name)}`,
    label: name,
    hint: 'Another user account. You log in there and come back here.',
  }),
  attributes: attributeLabels('en'),
  genders: { '0': 'unknown', '1': 'male', '2': 'female', '9': 'not stated' },
  documentTypes: { ID: 'identity card', AR: 'residence permit', UB: 'eID card' },
  form: {
    problem: 'That did not work',
    triesLeft: (count) =>
      count === 0
        ? [strong('That was the last attempt.')]
        : [strong(count === 1 ? '1 attempt' : `${count} attempts`), ' left.'],
    showPassword: 'Show the password',
    pause: 'After that we take a break to protect your account.',
  },
  wayBack: {
    otherMethods: 'Choose another way to log in',
    backToMethods: 'Back to the ways to log in',
    toChoice: 'Back to the choice',
    toPortal: backTo,
  },
  waiting: {
    goesOn: 'This page goes on by itself.',
    stop: 'Stop reloading automatically',
    goOn: 'Go on automatically',
  },
  codeApp: {
    qr: 'QR code with the key for the app. Below it is the key as text too.',
    secret: 'Key to type in',
    openHere: 'Open in the app on this device',
    copy: 'Copy the key',
  },
  copy: { copied: 'Copied.', notCopied: 'Copying did not work.' },
  accountBar: {
    navigation: 'My account',
    signedIn: 'You are logged in.',
    signedInAs: (citizen) => `You are logged in as ${citizen}.`,
    endsAt: (time) => `If you do nothing, we will log you out at ${time}.`,
    logout: 'Log out',
    goOn: (portal) => `Go on with the login at ${quoted(portal)}`,
    warning: 'For your security we will log you out in 2 minutes.',
    stay: 'Stay logged in',
  },
  error: {
    texts: errorsEn,
    nextHeading: 'What you can do now',
    quoteId: 'If the error stays, give our support this number:',
    idIs: 'Number of this error:',
    support: 'Support page',
    phone: 'Phone',
    continueLogin: 'Go to your current login',
    logOutHere: 'Log out here',
    startAgain: 'Start again',
    askAgain: 'Try again',
    startAgainAt: (portal) => (portal ? `Start again at “${portal}”` : 'Start again in the portal'),
    helpAt: (portal) => (portal ? `Help of ${quoted(portal)}` : 'Help of the portal'),
    backToPortal: (portal) => (portal ? `Go to ${quoted(portal)}` : 'Go to the portal'),
    toStart: 'Go to the start page',
    toOverview: 'Go to the overview',
  },
}
