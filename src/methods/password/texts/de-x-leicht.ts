import { lines } from '../../../ui/texts/lines.js'
import { lowerFirst } from '../../../ui/texts/lower-first.js'
import type { PasswordTexts } from './messages.js'

const wrong = 'Der Benutzer-Name oder das Passwort ist falsch.'
const nameMissing = 'Schreiben Sie bitte Ihren Benutzer-Namen.'
const passwordMissing = 'Schreiben Sie bitte Ihr Passwort.'

/** The page for user name and password in Leichte Sprache. */
export const easy: PasswordTexts = {
  names: {
    row: 'Mit Benutzer-Name und Passwort',
    label: 'Benutzer-Name und Passwort',
    subject: 'Die Anmeldung mit Passwort',
    hint: 'Für einfache Dinge.',
    withheld: lines(
      'Ihr Passwort bekommt das Portal nicht.',
      'Es sieht auch nicht Ihre Anmeldungen bei anderen Portalen.',
    ),
    remarks: {
      'codes-left': (count) =>
        count === 0
          ? lines('Das war Ihr letzter Code von der Liste.', 'In Ihrem Konto bekommen Sie neue Codes.')
          : lines(
              'Diesen Code können Sie nicht noch einmal nehmen.',
              `Sie haben noch ${count === 1 ? '1 Code' : `${count} Codes`}.`,
            ),
    },
    ways: {
      'add-factor': {
        text: lines(
          'Dafür brauchen Sie das Passwort und noch etwas.',
          'Zum Beispiel einen Code vom Handy.',
          'Das nennt man: zweiter Faktor.',
          'Melden Sie sich zuerst mit diesem Niveau an.',
          'Dann können Sie ihn einrichten.',
        ),
        link: { label: 'Zweiten Faktor einrichten', path: '/konto/zweiter-faktor' },
      },
    },
  },
  title: 'Mit Benutzer-Name und Passwort anmelden',
  username: 'Benutzer-Name',
  password: 'Passwort',
  submit: 'Anmelden',
  forgotten: {
    heading: 'Haben Sie Ihr Passwort vergessen?',
    logIn: (row) => `Melden Sie sich ${lowerFirst(row)} an.`,
    otherMethod: 'Melden Sie sich bitte anders an.',
    ask: 'Fragen Sie uns:',
    orAsk: 'Oder fragen Sie uns:',
    office: lines('Hier gibt es kein neues Passwort.', 'Gehen Sie bitte direkt zum Amt.'),
  },
  newHere: {
    heading: 'Haben Sie noch kein Konto?',
    make: (row) => lines(`${row} geht das auch.`, 'Dabei bekommen Sie ein Konto.'),
  },
  problems: {
    'proof-expired': [
      {
        field: 'username',
        atField: 'Das hat zu lange gedauert.',
        inSummary: lines('Das hat zu lange gedauert.', 'Schreiben Sie bitte beides noch einmal.'),
      },
    ],
    wrong: [{ field: 'username', atField: wrong, inSummary: lines(wrong, 'Versuchen Sie es bitte noch einmal.') }],
    'username-missing': [{ field: 'username', atField: nameMissing, inSummary: nameMissing }],
    'password-missing': [{ field: 'password', atField: passwordMissing, inSummary: passwordMissing }],
    'both-missing': [
      { field: 'username', atField: nameMissing, inSummary: nameMissing },
      { field: 'password', atField: passwordMissing, inSummary: passwordMissing },
    ],
  },
}
