import { quoted } from '../../../ui/texts/en.js'
import type { AccessTexts, CodeTexts } from './access-messages.js'

/** English texts of the second step of an operator's sign-in. */
export const code: CodeTexts = {
  title: 'Code from the app',
  passkeyTitle: 'Confirm with your passkey',
  setUpTitle: 'Set up a second factor',
  setUpIntro:
    'A second factor is needed here. Choose a code app or a passkey. You can set up others later under “My access”.',
  appTitle: 'Code app',
  setUp: [
    'Open an app for one-time codes, such as FreeOTP or Aegis.',
    'Scan this QR code with it, or enter the key there. It is shown at this first sign-in only.',
    'Below, enter the code that the app then shows.',
  ],
  field: 'Code from the app',
  hint: '6 digits',
  submit: 'Sign in',
  again: 'Sign in with another user name',
  passkey: {
    title: 'Passkey',
    hint: 'Your device asks for your fingerprint, face or PIN.',
    create: 'Create a passkey',
    use: 'Confirm with your passkey',
    useTitle: 'Use the passkey once',
    useIntro: 'The passkey has been created. Confirm with it once now. After that it is valid.',
    failed: 'The passkey was not confirmed. You can try again.',
    needsScript: {
      create: 'A passkey needs JavaScript. Your browser does not run any here. Without it, use the code app.',
      use: 'The passkey needs JavaScript. Your browser does not run any here.',
    },
  },
  or: 'Or with a code',
  noWay: 'Your passkey does not work at this address. Ask an administrator to reset your second factor.',
  problems: {
    format: 'The code has 6 digits.',
    wrong: 'The code is wrong or has been used already. Enter the code that the app shows now.',
    passkey: 'The passkey could not be checked. Please try again.',
  },
}

/** English texts of the page of an operator's own access. */
export const access: AccessTexts = {
  title: 'My access',
  intro: (operator) => `How you sign in as ${operator}. Every change is in the log.`,
  done: {
    added: 'The second factor is set up. Your other sessions have ended.',
    removed: 'The second factor is removed. Your other sessions have ended.',
    password: 'The new password is valid. Your other sessions have ended.',
  },
  replaceTitle: 'Set a password of your own',
  replace: 'You have been given a one-time password. Set one of your own now. Then you can go on here.',
  factors: 'Second factors',
  app: 'Code app',
  since: (name, day) => `${name}, since ${day}`,
  changeFactors: 'Change second factors',
  changeFactorsHint: 'Enter your password, then choose.',
  currentPassword: 'Present password',
  addPasskey: 'Set up a passkey',
  addApp: 'Set up a code app',
  remove: (factor) => `Remove ${quoted(factor)}`,
  onlyOne: 'You always need a second factor. To remove this one, set up another first.',
  changePassword: 'Change password',
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters.',
  setPassword: 'Change password',
  signIns: 'Your last sign-ins',
  signInsHint: 'Was one of them not yours? Change your password, and tell an administrator.',
  noSignIns: 'None is in the log yet.',
  signIn: (when, factor) => `${when}, with ${quoted(factor)}`,
  signInGone: (when) => `${when}, with a factor that is there no more`,
  passkeyTitle: 'Set up a passkey',
  appTitle: 'Set up a code app',
  appSteps: [
    'Open an app for one-time codes, such as FreeOTP or Aegis.',
    'Scan this QR code with it, or enter the key there. It is shown now only.',
    'Below, enter the code that the app then shows.',
  ],
  name: 'Name of the passkey',
  nameHint: 'For example “key on my ring”. At most 60 characters.',
  submitCode: 'Check the code and set up',
  back: 'Back to “My access”',
  problems: {
    wrong: 'The present password is wrong.',
    expired: 'That took too long, or something has changed meanwhile. Please begin anew.',
    last: 'This factor stays: it is the only one, or is removed already.',
    none: 'This cannot be set up: there is a code app already, or too many passkeys.',
    same: 'That is the one-time password. Choose one of your own.',
    name: 'The name has at most 60 characters.',
    'password-length': 'The new password has 12 to 256 characters.',
    'password-common': 'Many people use this password. Choose another one.',
  },
}
