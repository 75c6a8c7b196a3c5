import { type Messages, strong } from './messages.js'
import { de, quoted } from './de.js'
import { easyErrors } from './de-x-leicht-errors.js'
import { lines } from './lines.js'

/**
 * Leichte Sprache (BITV 2.0 § 4, Anlage 2): one sentence a line, short words, compounds with hyphens, hard words
 * explained. A draft: an operator has it approved by a testing group before going live.
 */
export const easy: Messages = {
  ...de,
  shell: {
    ...de.shell,
    skip: 'Zum Text springen',
    testSite: 'Das ist ein Test: Alle Personen sind erfunden.',
    testPortal: 'Das ist ein Test-Portal: nur zum Ausprobieren.',
    imprint: 'Impressum: Wer macht diese Seite?',
    privacy: 'Daten-Schutz',
    accessibility: 'Erklärung zur Barriere-Freiheit',
    signLanguage: 'Gebärden-Sprache',
    realPage: 'So erkennen Sie die echte Seite',
    realPageIs: (address) =>
      lines(
        `Die Adresse von der echten Seite fängt so an: ${address}`,
        'Die Adresse steht oben im Browser.',
        'Vergleichen Sie bitte.',
      ),
    inputDropped: lines('Ihre Anmeldung war schon weiter.', 'Ihre letzte Eingabe haben wir weg-gelassen.'),
  },
  otherMethod: (name) => ({
    row: `Mit ${quoted(name)}`,
    label: name,
    hint: lines('Das ist ein anderes Konto.', 'Sie melden sich dort an.', 'Dann kommen Sie hierher zurück.'),
  }),
  attributes: {
    ...de.attributes,
    familyName: 'Familien-Name',
    birthName: 'Geburts-Name',
    academicTitle: 'Doktor-Titel',
    birthDate: 'Geburts-Datum',
    placeOfBirth: 'Geburts-Ort',
    nationality: 'Staats-Angehörigkeit',
    street: 'Straße und Haus-Nummer',
    postalCode: 'Post-Leit-Zahl',
    trustLevel: 'Wie sicher wir wissen, wer Sie sind',
    documentType: 'Art vom Ausweis',
    country: 'Land',
    address: 'Adresse',
  },
  genders: { ...de.genders, '9': 'Das sage ich nicht' },
  documentTypes: { ID: 'Personal-Ausweis', AR: 'Aufenthalts-Titel', UB: 'eID-Karte' },
  form: {
    problem: 'Da stimmt etwas nicht',
    triesLeft: (count) =>
      count === 0
        ? [strong('Das war der letzte Versuch.')]
        : ['Sie haben noch ', strong(count === 1 ? '1 Versuch' : `${count} Versuche`), '.'],
    pause: lines('Danach machen wir eine Pause.', 'So schützen wir Ihr Konto.'),
    showPassword: 'Passwort zeigen',
  },
  wayBack: {
    otherMethods: 'Anders anmelden',
    backToMethods: 'Zurück zur Auswahl',
    toChoice: 'Zurück zur Auswahl',
    toPortal: de.wayBack.toPortal,
  },
  waiting: {
    goesOn: 'Diese Seite geht von selbst weiter.',
    stop: 'Anhalten',
    goOn: 'Von selbst weiter-gehen',
  },
  accountBar: {
    ...de.accountBar,
    endsAt: (time) => lines(`Um ${time}\u00a0Uhr melden wir Sie ab.`, 'Das machen wir, wenn Sie hier nichts tun.'),
    warning: lines('In 2 Minuten melden wir Sie ab.', 'So schützen wir Ihr Konto.'),
  },
  error: {
    ...de.error,
    texts: easyErrors,
    nextHeading: 'Das können Sie jetzt tun',
    quoteId: lines('Brauchen Sie Hilfe?', 'Dann sagen Sie uns bitte diese Nummer:'),
    idIs: 'Die Nummer von diesem Fehler:',
    support: 'Seite mit Hilfe',
    continueLogin: 'Weiter mit der Anmeldung',
    logOutHere: 'Hier abmelden',
    startAgain: 'Neu anfangen',
    askAgain: 'Noch einmal versuchen',
    helpAt: (portal) => (portal ? `Hilfe von ${quoted(portal)}` : 'Hilfe von der Seite'),
    startAgainAt: (portal) => (portal ? `Bei ${quoted(portal)} neu anfangen` : 'Neu anfangen'),
    toStart: 'Zur Start-Seite',
    toOverview: 'Zur Übersicht',
  },
}
