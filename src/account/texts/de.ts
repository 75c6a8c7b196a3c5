import type { AccountTexts } from './messages.js'

/** German texts of the start page, and of the pages before and after the citizen logs out. */
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
  logout: {
    title: (site) => `Beim ${site} abmelden?`,
    what: 'Ist das nicht Ihr eigenes Gerät? Dann melden Sie sich bitte ab.',
    portals: 'In den Portalen bleiben Sie angemeldet, bis Sie sich dort abmelden.',
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    done: 'In diesem Browser ist beim Servicekonto niemand mehr angemeldet.',
    what: 'Sind Sie noch in einem Portal angemeldet? Melden Sie sich bitte auch dort ab.',
  },
}
