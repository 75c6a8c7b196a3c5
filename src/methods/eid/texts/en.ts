import type { EidTexts } from './messages.js'

/** English texts of the online ID card. */
export const en: EidTexts = {
  names: {
    row: 'With your online ID',
    label: 'Online ID',
    hint: 'German identity card, residence permit or eID card, plus AusweisApp and PIN.',
    ways: {
      identify: {
        text: 'Identify yourself here once with your ID card. After that this way to log in reaches further too.',
      },
    },
  },
  title: 'Log in with your online ID',
  needHeading: 'What you need',
  needs: [
    'your ID card, residence permit or eID card',
    'your 6-digit PIN',
    'the AusweisApp',
    'a smartphone or a card reader',
  ],
  start: 'Open the AusweisApp',
  again: 'Try again',
  startOnPhone: 'Open the AusweisApp on this smartphone',
  againOnPhone: 'Try again on this smartphone',
  readAgain: 'For your account we read your card once more, with the details below.',
  readsHeading: 'What we read from your card',
  pseudonym: 'an identifier of your card that is valid here alone',
  age: (years) => `whether you are at least ${years} years old`,
  nothingElse: 'We read nothing else. The AusweisApp shows you this once more.',
  helpHeading: 'Help',
  notOpening: 'The AusweisApp does not open? Start it first, then try again.',
  install: 'Install the AusweisApp',
  pin: 'Forgotten your PIN?',
  problems: {
    cancelled: {
      title: 'The AusweisApp was cancelled',
      what: 'You cancelled, or the PIN was not right. You can try again.',
    },
    'no-channel': {
      title: 'The AusweisApp could not connect',
      what: 'Please check your internet connection and try again.',
    },
    client: {
      title: 'The AusweisApp reported a fault',
      what: 'Restart the AusweisApp and try again.',
    },
    communication: {
      title: 'The AusweisApp could not begin',
      what: 'Nothing was read. Please try again.',
    },
    server: {
      title: 'Your card could not be checked just now',
      what: 'This is not your fault. Try again later, or choose another way to log in.',
    },
    'server-busy': {
      title: 'Very many people are identifying themselves just now',
      what: 'Please try again in a minute.',
    },
    'too-late': {
      title: 'This took too long',
      what: 'The process has ended. Please try again.',
    },
    'invalid-document': {
      title: 'Your card is blocked or has expired',
      what: 'This card cannot be used. Your citizens’ office can help you.',
    },
    'denied-document': {
      title: 'This ID is not enough here',
      what: 'Please use the card itself instead of an ID on a smartphone.',
    },
    'under-age': {
      title: 'You are too young for the online ID card',
      what: 'Please ask your parents for help, or go to the office directly.',
    },
    'data-refused': {
      title: 'Some data from your card is missing',
      what: 'You did not allow all the data that is needed. Without it you cannot log in.',
    },
    'card-data': {
      title: 'We cannot read one of the values on your card',
      what: 'This is not your fault. Please choose another way to log in, or contact our support.',
    },
    'unknown-return': {
      title: 'This process is already over',
      what: 'Please begin once more.',
    },
    'too-often': {
      title: 'Too many attempts',
      what: 'Go back to the portal and begin the login again.',
    },
  },
  waiting: {
    title: 'Your card is being checked',
    intro: 'This takes a moment.',
    look: 'Look now',
  },
}
