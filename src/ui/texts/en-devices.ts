import type { DeviceMessages } from './device-messages.js'
import { strong } from './rich.js'

/** English texts about paired phones. */
export const devicesEn: DeviceMessages = {
  title: 'Smartphones with the Servicekonto.Pass',
  intro: 'Log in with your smartphone and a PIN: no password, no ID card.',
  none: 'You have not paired a smartphone yet.',
  since: (day) => `Paired on ${day}`,
  reachesLevel: (level) => `good for level ${level}`,
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
  pairHeading: 'Pair a smartphone',
  willReach: (level) => ['This pass will be good for the level ', strong(level), '.'],
  couldReach: (level) => ['Logged in with the online ID, it will be good for ', strong(level), '.'],
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
    title: 'Block a smartphone with its code',
    intro: 'Is your smartphone lost? Block the pass on it. You do not need to log in for that.',
    field: 'Blocking code',
    hint: 'Twelve characters, for example 7QK4-ZR2M-X9TD.',
    submit: 'Block the smartphone',
    summary: 'That did not work',
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
}
