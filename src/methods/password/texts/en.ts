import { lowerFirst } from '../../../ui/texts/lower-first.js'
import { strong } from '../../../ui/texts/messages.js'
import type { PasswordTexts } from './messages.js'

/** English texts of the page for user name and password. */
export const en: PasswordTexts = {
  names: {
    row: 'With user name and password',
    label: 'User name and password',
    subject: 'Logging in by password',
    hint: 'For simple matters.',
    withheld: 'It receives neither your password nor your logins at other portals.',
    remarks: {
      'codes-left': (count) =>
        count === 0
          ? 'That was your last recovery code. You get new ones in your account under “Second factor”.'
          : [
              'This recovery code is used up now. You have ',
              strong(count === 1 ? '1 code' : `${count} codes`),
              ' left.',
            ],
    },
    ways: {
      'add-factor': {
        text: 'For that your password needs a second factor. Set it up while you are logged in at this level.',
        link: { label: 'Set up a second factor', path: '/konto/zweiter-faktor' },
      },
    },
  },
  title: 'Log in with user name and password',
  username: 'User name',
  password: 'Password',
  submit: 'Log in',
  forgotten: {
    heading: 'Forgotten your password?',
    logIn: (row) => `Log in ${lowerFirst(row)}.`,
    otherMethod: 'Choose another way to log in.',
    ask: 'Ask us:',
    orAsk: 'Or ask us:',
    office: 'You cannot set a new one here. Please settle your matter at the office directly.',
  },
  newHere: {
    heading: 'No account yet?',
    make: (row) => `You create one ${row.charAt(0).toLowerCase()}${row.slice(1)}.`,
  },
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
    'password-missing': [{ field: 'password', atField: 'The password is missing.', inSummary: 'Enter your password.' }],
    'both-missing': [
      { field: 'username', atField: 'The user name is missing.', inSummary: 'Enter your user name.' },
      { field: 'password', atField: 'The password is missing.', inSummary: 'Enter your password.' },
    ],
  },
}
