import type { PassMessages } from './pass-messages.js'
import { strong } from './rich.js'

const renewed = 'Please ask for a new code.'

export const passEn: PassMessages = {
  title: 'Log in with the Servicekonto.Pass',
  openHere: 'Open the app on this device',
  qrAlt: 'QR code for the Servicekonto.Pass app. The link “Open in the app” holds the same.',
  steps: [
    ['Open the app ', strong('Servicekonto.Pass'), ' on your smartphone.'],
    'Scan the QR code.',
    'Enter this number in the app:',
  ],
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
        'Your login goes on in the browser that the app opens. Is it this one? Then enter the number in the app.',
    },
    confirmed: { title: 'Confirmed', text: () => 'Your login goes on.' },
    declined: { title: 'You declined in the app', text: () => `Would you like to log in after all? ${renewed}` },
    'wrong-number': { title: 'That was not the right number', text: () => renewed },
    failed: {
      title: 'Confirming in the app did not work',
      text: () => `${renewed} After three failed attempts we block the pass on this smartphone.`,
    },
    blocked: {
      title: 'The pass on this smartphone is blocked',
      text: () => 'Please log in another way. Then you can pair the smartphone again in your account.',
    },
    expired: { title: 'The code has expired', text: () => renewed },
  },
  look: 'I have confirmed',
  linkHeading: 'Is the app on this device, or can you not scan the code?',
  openInApp: 'Open in the app:',
  renew: 'Ask for a new code',
  goOn: 'Continue',
  otherMethods: 'Choose another way to log in',
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
}
