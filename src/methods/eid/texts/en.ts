import type { EidTexts } from './messages.js'

/** English texts of the online ID card. */
export const en: EidTexts = {
  names: {
    row: 'With your online ID',
    label: 'Online ID',
    subject: 'The online ID card',
    hint: 'German identity card, residence permit or eID card, plus AusweisApp and PIN.',
    ways: {
      identify: {
        text: 'Identify yourself here once with your ID card. After that this way to log in reaches further too.',
      },
    },
  },
  title: 'Log in with your online ID',
  titleAgain: 'Read your card once more',
  needHeading: 'What you need',
  needs: ['your ID card, residence permit or eID card', 'your 6-digit PIN', 'the AusweisApp'],
  readerOfComputer: 'a smartphone with NFC or a card reader',
  readerOfPhone: 'this smartphone: it reads the card (NFC)',
  takes: 'This takes about 3 minutes.',
  start: 'Open the AusweisApp',
  again: 'Open the AusweisApp again',
  startOnPhone: 'Open the AusweisApp on this smartphone',
  againOnPhone: 'Open the AusweisApp again on this smartphone',
  readAgain: 'Your card has been checked. For your account we read it once more, with the details below.',
  readsHeading: 'What we read from your card',
  optional: (attribute) => `${attribute} (optional)`,
  pseudonym: 'an identifier of your card that is valid here alone',
  age: (years) => `whether you are at least ${years} years old`,
  nothingElse: 'We read nothing else. The AusweisApp shows you this once more.',
  help: {
    heading: 'Help',
    notOpening: 'The AusweisApp does not open? Start it first, then try again.',
    install: 'Install the AusweisApp',
    noReader: 'No card reader? Pair your smartphone as a card reader in the AusweisApp.',
    transportPin:
      'Only a 5-digit transport PIN? It is in the PIN letter that came with your card. Use it to set your own PIN in the AusweisApp first.',
    blockedPin: 'Wrong PIN three times? Unblock it with the PUK of your PIN letter.',
    noPin: 'Forgotten your PIN, or never set one? Your citizens’ office sets it anew free of charge.',
    office: 'Find the citizens’ office',
  },
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
      what: 'This is not your fault. Please try again later.',
      elsewhere: 'Or choose another way to log in.',
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
      what: 'Your citizens’ office issues a new card. If it is only blocked, they unblock it. You can also settle your matter at the office directly.',
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
      what: 'This is not your fault. You can also settle your matter at the office directly.',
      elsewhere: 'Or choose another way to log in.',
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
