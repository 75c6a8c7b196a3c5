import { quoted } from '../../ui/texts/en.js'
import { strong } from '../../ui/texts/messages.js'
import type { FactorTexts } from './messages.js'

/** English texts of the password's second factors. */
export const en: FactorTexts = {
  login: {
    title: 'Second step of the login',
    field: {
      totp: { label: 'Code from the app', hint: 'The 6 digits that your app shows right now.' },
      'recovery-code': { label: 'Recovery code', hint: '16 digits from your list.' },
    },
    submit: 'Log in',
    passkey: 'Confirm with your passkey',
    passkeyHint: 'Your device asks for your fingerprint, face or PIN.',
    or: 'Or with a code',
    otherUser: 'Log in with another user name',
    toOther: {
      totp: 'Phone not at hand? Enter a recovery code',
      'recovery-code': 'Enter the code from the app',
    },
    problems: {
      missing: 'The code is missing. Please enter it.',
      format: 'This cannot be a code. The code of the app has 6 digits, a recovery code has 16.',
      wrong: 'The code is not right. Enter the code that the app shows now.',
      used: 'You have used this code already. Wait until the app shows the next one.',
      'recovery-code':
        'This recovery code is not right, or you have used it already. Please take another one from your list.',
      passkey: 'The passkey could not be checked. Try again, or enter a code.',
    },
  },
  passkey: {
    needsScript: 'The passkey needs JavaScript. Your browser does not run any here.',
    failed: 'The passkey was not confirmed. You can try again.',
  },
  kinds: { totp: 'Code app', passkey: 'Passkey' },
  list: {
    short: 'Second factor',
    title: 'Second factor for your password',
    intro:
      'With a second factor the password alone is no longer enough. At each login you also confirm with a code or a passkey.',
    none: 'You have not set up a second factor yet.',
    done: {
      added: 'The second factor is set up.',
      removed: 'The second factor has been removed.',
      'codes-gone':
        'We do not show your recovery codes a second time. You no longer have them? Then take new ones below.',
    },
    noPassword: 'Your account has no password. So there is nothing to set up here.',
    since: (day) => `since ${day}`,
    counts: (use) => `good ${use}`,
    remove: (name) => `Remove ${quoted(name)}`,
    add: 'Add',
    addTotp: 'Set up a code app',
    addPasskey: 'Set up a passkey',
    codes: 'Recovery codes',
    codesLeft: (count) =>
      count === 0
        ? 'You have no recovery code left.'
        : ['You have ', strong(count === 1 ? '1 code' : `${count} codes`), ' left. Each is valid once.'],
    renewCodes: 'Show new codes',
  },
  setup: {
    problems: {
      missing: 'The code is missing. Please enter it.',
      format: 'The code has 6 digits.',
      wrong: 'The code is not right. Is the clock of your device right? Enter the code that the app shows now.',
      expired: 'That took too long. Please scan the new QR code.',
    },
    name: 'Name',
    nameHint: 'So that you recognise the device in the list.',
    counts: (use) => `Password and factor are then good ${use}.`,
    more: (use) =>
      `Should they be good for more? Then they are good ${use}. For that, log in another way first, for example with the online ID.`,
    back: 'Back without changing anything',
  },
  totp: {
    title: 'Set up a code app',
    steps: [
      'Open an app for one-time codes, for instance FreeOTP, Aegis or Google Authenticator. Many password managers can do it too.',
      'Scan this QR code with it. Or enter the key there.',
      'The app then shows a code. Enter it below.',
    ],
    code: 'Code from the app',
    codeHint: '6 digits',
    submit: 'Check the code and set up',
  },
  passkeySetup: {
    title: 'Set up a passkey',
    intro: 'Your device creates a passkey. For that it asks for your fingerprint, face or PIN.',
    create: 'Create a passkey',
    useTitle: 'Use the passkey once',
    useIntro: 'The passkey has been created. Confirm with it once now. After that it is valid.',
    use: 'Confirm with your passkey',
    failed: 'The passkey could not be checked. Please try again.',
    expired: 'That took too long. Please start again.',
  },
  codes: {
    title: 'Your recovery codes',
    added: 'The second factor is set up. From now on we ask for it at each login with your password.',
    intro:
      'If you lose your device, log in with your password and one of these codes. Each is valid once. Print, save or write down the list, and keep it in a safe place.',
    once: [strong('We show these codes only this once.')],
    listOf: (site, account, day) => `${site}, user name ${account}, as of ${day}`,
    copy: 'Copy the codes',
    print: 'Print the codes',
    save: 'Save the codes as a file',
    file: 'recovery-codes',
    done: 'I have the codes, continue',
    question: {
      title: 'New recovery codes?',
      voids: 'Your old codes then no longer work.',
      once: 'We show the new codes only this once.',
      submit: 'Show new codes',
      back: 'Keep the old ones',
    },
  },
  removal: {
    title: (name) => `Remove ${quoted(name)}?`,
    after: 'Your other second factors stay. You still need one of them at each login with your password.',
    afterLast: 'After that you log in with the password alone again. Your recovery codes then no longer work.',
    submit: 'Remove',
    back: 'Keep it',
  },
}
