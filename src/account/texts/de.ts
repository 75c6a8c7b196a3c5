import type { AccountTexts } from './messages.js'

/** German texts of the start page. */
export const de: AccountTexts = {
  start: {
    title: 'Startseite',
    heading: (site) => `${site}: ein Konto für viele Online-Dienste`,
    what: 'Mit diesem Konto melden Sie sich bei Online-Diensten von Städten, Kreisen und Ländern an.',
    beginsAtPortal: 'Die Anmeldung bei einem Dienst beginnt immer im Portal, nicht auf dieser Seite.',
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
    signIn: 'Anmelden',
    signInWhy: 'Hier sehen und ändern Sie Ihr Konto. Dafür melden Sie sich an.',
    easySections: null,
  },
}
