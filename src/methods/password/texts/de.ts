import { lowerFirst } from '../../../ui/texts/lower-first.js'
import { strong } from '../../../ui/texts/messages.js'
import type { PasswordTexts } from './messages.js'

/** German texts of the page for user name and password. */
export const de: PasswordTexts = {
  names: {
    row: 'Mit Benutzername und Passwort',
    label: 'Benutzername und Passwort',
    subject: 'Die Anmeldung mit Passwort',
    hint: 'Für einfache Anliegen.',
    withheld: 'Ihr Passwort und Ihre Anmeldungen bei anderen Portalen bekommt es nicht.',
    remarks: {
      'codes-left': (count) =>
        count === 0
          ? 'Das war Ihr letzter Wiederherstellungscode. In Ihrem Konto bekommen Sie unter „Zweiter Faktor“ neue.'
          : [
              'Dieser Wiederherstellungscode ist jetzt verbraucht. Sie haben noch ',
              strong(count === 1 ? '1 Code' : `${count} Codes`),
              '.',
            ],
    },
    ways: {
      'add-factor': {
        text: 'Ihr Passwort braucht dafür einen zweiten Faktor. Richten Sie ihn ein, während Sie mit diesem Niveau angemeldet sind.',
        link: { label: 'Zweiten Faktor einrichten', path: '/konto/zweiter-faktor' },
      },
    },
  },
  title: 'Mit Benutzername und Passwort anmelden',
  username: 'Benutzername',
  password: 'Passwort',
  submit: 'Anmelden',
  forgotten: {
    heading: 'Passwort vergessen?',
    logIn: (row) => `Melden Sie sich ${lowerFirst(row)} an.`,
    otherMethod: 'Wählen Sie eine andere Anmeldeart.',
    ask: 'Fragen Sie uns:',
    orAsk: 'Oder fragen Sie uns:',
    office: 'Hier können Sie es nicht neu setzen. Erledigen Sie Ihr Anliegen bitte direkt beim Amt.',
  },
  newHere: {
    heading: 'Noch kein Konto?',
    make: (row) => `${row} legen Sie eines an.`,
  },
  problems: {
    'proof-expired': [
      {
        field: 'username',
        atField: 'Die Anmeldung hat zu lange gedauert.',
        inSummary: 'Die Anmeldung hat zu lange gedauert. Geben Sie beides bitte noch einmal ein.',
      },
    ],
    wrong: [
      {
        field: 'username',
        atField: 'Benutzername oder Passwort stimmt nicht.',
        inSummary: 'Benutzername oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
      },
    ],
    'username-missing': [
      { field: 'username', atField: 'Der Benutzername fehlt noch.', inSummary: 'Geben Sie Ihren Benutzernamen ein.' },
    ],
    'password-missing': [
      { field: 'password', atField: 'Das Passwort fehlt noch.', inSummary: 'Geben Sie Ihr Passwort ein.' },
    ],
    'both-missing': [
      { field: 'username', atField: 'Der Benutzername fehlt noch.', inSummary: 'Geben Sie Ihren Benutzernamen ein.' },
      { field: 'password', atField: 'Das Passwort fehlt noch.', inSummary: 'Geben Sie Ihr Passwort ein.' },
    ],
  },
}
