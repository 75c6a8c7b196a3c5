import { strong } from '../../../ui/texts/messages.js'
import type { PassTexts } from './messages.js'

const renewed = 'Please ask for a new code.'

/** English texts of the smartphone pass and of the citizen's phones. */
export const en: PassTexts = {
  names: {
    row: 'With the Servicekonto.Pass',
    label: 'Servicekonto.Pass',
    subject: 'The Servicekonto.Pass',
    hint: 'Smartphone app. You have set it up in your account before.',
    ways: {
      'set-up': {
        text: 'Set up the Servicekonto.Pass while you are logged in with this level. After that you go on here.',
        besideCard:
          'The shortest way here is your online ID card. Logged in with it, you can also set up the Servicekonto.Pass. After that the pass alone is enough.',
        link: { label: 'Set up the Servicekonto.Pass', path: '/konto/geraete' },
      },
    },
  },
  pass: {
    title: 'Log in with the Servicekonto.Pass',
    openHere: 'Open the app on this device',
    qrAlt: 'QR code for the Servicekonto.Pass app. The link “Open in the app” holds the same.',
    steps: [
      ['Open the app ', strong('Servicekonto.Pass'), ' on your smartphone.'],
      'Scan the QR code.',
      'Enter this number in the app:',
    ],
    firstTime: 'The first time you choose a PIN of at least 5 digits in the app.',
    numberIs: 'Number to compare:',
    checkName: (portal) =>
      portal
        ? `Does the app show “${portal}”? If the name is another one, decline there.`
        : 'Check the name in the app. If it is not right, decline there.',
    status: {
      waiting: {
        title: 'We are waiting for you to confirm',
        text: (until) => `The code is valid until ${until}.`,
      },
      scanned: {
        title: 'Code scanned',
        text: (until) => `Please confirm in the app. The code is valid until ${until}.`,
      },
      returning: {
        title: 'Confirmed in the app',
        text: () =>
          'Your login goes on in the browser that the app opens. Shall it go on here? Then enter the number in the app.',
      },
      confirmed: { title: 'Confirmed', text: () => 'Your login goes on.' },
      declined: { title: 'You declined in the app', text: () => `Would you like to log in after all? ${renewed}` },
      'wrong-number': { title: 'That was not the right number', text: () => renewed },
      failed: {
        title: 'Confirming in the app did not work',
        text: () => renewed,
      },
      blocked: {
        title: 'The pass on this smartphone is blocked',
        text: () => 'Please log in another way. Then you can pair the smartphone again in your account.',
      },
      expired: { title: 'The code has expired', text: () => renewed },
    },
    pairAgain:
      'Without an account, ask for a new code and pair the smartphone again with it. The service will not know you again then.',
    look: 'I have confirmed',
    linkHeading: 'Is the app on this device, or can you not scan the code?',
    openInApp: 'Open in the app',
    openInAppTab: 'Open in the app (new tab)',
    copyLink: 'Copy the link',
    showLink: 'Show the link',
    thenBlocked: 'After that we block the pass on this smartphone.',
    threeTries: 'After three failed attempts we block the pass on this smartphone.',
    help: {
      noApp: 'No app yet?',
      install: 'Get the app',
      lost: 'Smartphone lost?',
      block: 'Block the pass',
      notPaired: 'Not paired yet? This is how',
      open: 'Log in to your account in another way:',
      steps: [
        'Choose “Pair a smartphone” there.',
        'Scan the QR code with the app. Choose a PIN.',
        'Then go back to this login.',
      ],
    },
    renew: 'Ask for a new code',
    goOn: 'Continue',
    elsewhere: {
      title: 'Your login is in another browser',
      what: 'You confirmed in the app. But you began to log in in another browser.',
      steps: [
        'Did you begin the login yourself? Then open the page where you are logging in.',
        'It shows a number. Enter that number in the app.',
        'Did somebody send you the link? Then enter no number, and close the app.',
      ],
    },
    link: {
      title: 'This link is for the Servicekonto.Pass app',
      what: 'You have opened it in a browser. Nothing happens with it here.',
      next: 'Open the app on your smartphone. Scan the QR code of the page where you are logging in.',
      warning: 'Did somebody send you this link? Then do not use it.',
    },
  },
  devices: {
    short: 'Smartphones',
    title: 'Smartphones with the Servicekonto.Pass',
    intro: 'Log in with your smartphone and a PIN: no password, no ID card.',
    none: 'You have not paired a smartphone yet.',
    since: (day) => `Paired ${day}`,
    goodFor: (use) => `good ${use}`,
    isBlocked: 'blocked',
    manage: (name) => `Change, block or unpair “${name}”`,
    manageBlocked: (name) => `Unpair “${name}”`,
    name: 'Name',
    rename: 'Rename',
    unpair: 'Unpair',
    unpairHint: 'You can then no longer log in with this smartphone.',
    block: 'Block',
    blockHint: 'Is the smartphone lost? Block it. After that it has to be paired again.',
    blockCode: 'Blocking code',
    blockCodeHint: 'Write it down. With it you can block the smartphone without logging in.',
    blockCodePage: 'Block a smartphone with its code',
    questions: {
      block: {
        title: (name) => `Block “${name}”?`,
        after: 'Nobody can log in with it any more. It cannot be unblocked: the smartphone is paired again.',
        submit: 'Block',
      },
      unpair: {
        title: (name) => `Unpair “${name}”?`,
        after: 'You can then no longer log in with this smartphone. You can pair it again later.',
        submit: 'Unpair',
      },
    },
    keep: 'Leave it as it is',
    pairHeading: 'Pair a smartphone',
    willBeGoodFor: (use) => `This pass will be good ${use}.`,
    couldBeGoodFor: (use) => `With the online ID it is good ${use}.`,
    stepUp: 'Log in with the online ID first',
    pair: 'Pair a smartphone',
    enough: 'You have paired very many smartphones already. Please unpair one first.',
    problems: {
      last: 'Without this smartphone you could not log in any more. Set up another way first.',
      'bad-name': 'The name needs 1 to 40 characters.',
      gone: 'This smartphone is no longer paired.',
    },
    pairing: {
      title: 'Pair a smartphone',
      qrAlt: 'QR code to pair the Servicekonto.Pass app. The link “Open in the app” holds the same.',
      steps: [
        ['Open the app ', strong('Servicekonto.Pass'), ' on your smartphone.'],
        'Scan the QR code. Show it to nobody.',
        'Choose a PIN with at least 5 digits in the app.',
        'Then we show you a number here. Enter that number in the app.',
      ],
      waiting: {
        title: 'We are waiting for your smartphone',
        text: (until) => `The code is valid until ${until}.`,
      },
      registered: {
        title: (name) => `“${name}” has connected`,
        enter: 'Enter this number and your new PIN in the app:',
        notYours: 'Is that not the name of your smartphone? Then cancel here.',
        text: (until) => `We are waiting for you to confirm. The number is valid until ${until}.`,
      },
      done: {
        title: 'Your smartphone is paired',
        text: (name) => `You can now log in with “${name}”.`,
        keepCode: 'Write down the blocking code. With it you can block the smartphone if you lose it:',
      },
      over: {
        title: 'Pairing did not work',
        text: 'The code has expired, or the number or PIN was wrong. Please start again.',
      },
      cancel: 'Cancel',
      back: 'To your smartphones',
      look: 'Continue',
    },
    code: {
      short: 'Block a pass',
      link: 'Smartphone lost? Block the pass',
      title: 'Block a smartphone with its code',
      intro: 'Is your smartphone lost? Block the pass on it. You do not need to log in for that.',
      field: 'Blocking code',
      hint: 'Twelve characters, for example 7QK4-ZR2M-X9TD.',
      submit: 'Block the smartphone',
      problems: {
        missing: 'The blocking code is still missing.',
        unknown: 'We do not know this blocking code. Please check the spelling.',
        braked: 'Too many attempts. Please wait a quarter of an hour.',
      },
      done: {
        title: 'The smartphone is blocked',
        text: 'Nobody can log in with it any more.',
        next: 'Is it back? Then pair it again in your account.',
      },
    },
  },
}
