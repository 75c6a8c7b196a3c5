import type { PasswordTexts } from './messages.js'

/** German texts of the page for user name and password. */
export const de: PasswordTexts = {
  title: 'Mit Benutzername und Passwort anmelden',
  username: 'Benutzername',
  password: 'Passwort',
  submit: 'Anmelden',
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
