import type { AccountTexts } from './messages.js'

/** German texts of the start page, and of the page after the citizen has logged out. */
export const de: AccountTexts = {
  start: {
    title: 'Startseite',
    heading: (site) => `${site}: ein Konto für viele Online-Dienste`,
    what: 'Mit diesem Konto melden Sie sich bei Online-Diensten von Städten, Kreisen und Ländern an.',
    beginsAtPortal: 'Eine Anmeldung beginnt immer im Portal, nicht auf dieser Seite.',
    stepsHeading: 'So geht es',
    steps: [
      'Öffnen Sie das Portal Ihrer Stadt oder Gemeinde.',
      'Wählen Sie dort „Anmelden“. Sie kommen dann hierher.',
      'Wählen Sie Ihre Anmeldeart und weisen Sie sich aus.',
      'Sehen Sie nach, welche Angaben das Portal bekommt, und bestätigen Sie.',
    ],
    youDecide: 'Erst wenn Sie bestätigen, geben wir Angaben weiter. Danach sind Sie wieder im Portal.',
    methodsHeading: 'Damit können Sie sich anmelden',
    accountHeading: 'Ihr Konto',
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    what: 'Sind Sie noch in einem Portal angemeldet? Melden Sie sich bitte auch dort ab.',
  },
}
