import { attributeLabels } from './attribute-labels.js'
import { type PortalName, type Messages, strong } from './messages.js'
import { errorsDe } from './de-errors.js'

/** A name within a sentence. */
export const quoted = (name: string): string => `„${name}“`

/** The portal by its name, or `other` where none is known. */
export const portalOr = (portal: PortalName, other: string): string => (portal ? quoted(portal) : other)

export const backTo = (portal: PortalName): string => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück')

/** German: “Sie”, at most 15 words a sentence, no “ungültig”, always what to do next. */
export const de: Messages = {
  language: 'de',
  locale: 'de-DE',
  shell: {
    skip: 'Zum Inhalt springen',
    progress: (now, of) => `Schritt ${now} von ${of}`,
    navigation: 'Hilfe und Sprache',
    legal: 'Rechtliches',
    help: 'Hilfe',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Erklärung zur Barrierefreiheit',
    reportBarrier: 'Barriere melden',
    home: (site) => `${site}, zur Startseite`,
    signLanguage: 'Gebärdensprache',
    operatedBy: (operator) => `Eine Seite von: ${operator}`,
    realPage: 'So erkennen Sie die echte Seite',
    realPageIs: (address) =>
      `Ihre Adresse beginnt immer mit ${address} – vergleichen Sie bitte mit der Adresse oben im Browser.`,
    testSite: 'Testsystem: Alle Personen hier sind erfunden. Geben Sie keine echten Daten ein.',
    testPortal: 'Testportal: Diese Anmeldung dient nur zum Ausprobieren.',
    comingFrom: 'Sie kommen von:',
    titleOfProblem: (title) => `Fehler: ${title}`,
    onlyStandardGerman: 'Diese Seite gibt es nur in schwerer Sprache.',
    inputDropped: 'Ihre Anmeldung war schon weiter: Ihre letzte Eingabe haben wir nicht benutzt.',
  },
  levels: { basis: 'basis', normal: 'normal', substantiell: 'substantiell', hoch: 'hoch' },
  goodFor: {
    basis: 'überall, wo kein Nachweis nötig ist (Niveau basis)',
    normal: 'überall, wo ein Passwort genügt (Niveau normal)',
    substantiell: 'auch, wo ein Passwort nicht genügt (Niveau substantiell)',
    hoch: 'überall (Niveau hoch)',
  },
  otherMethod: (name) => ({
    row: `Mit ${quoted(name)}`,
    label: name,
    hint: 'Anderes Nutzerkonto. Sie melden sich dort an und kommen hierher zurück.',
  }),
  attributes: attributeLabels('de'),
  genders: { '0': 'unbekannt', '1': 'männlich', '2': 'weiblich', '9': 'keine Angabe' },
  documentTypes: { ID: 'Personalausweis', AR: 'Aufenthaltstitel', UB: 'eID-Karte' },
  form: {
    problem: 'Das hat nicht geklappt',
    triesLeft: (count) =>
      count === 0
        ? [strong('Das war der letzte Versuch.')]
        : ['Noch ', strong(count === 1 ? '1 Versuch' : `${count} Versuche`), '.'],
    showPassword: 'Passwort anzeigen',
    pause: 'Danach machen wir eine Pause, um Ihr Konto zu schützen.',
  },
  wayBack: {
    otherMethods: 'Andere Anmeldeart wählen',
    backToMethods: 'Zurück zu den Anmeldearten',
    toChoice: 'Zurück zur Auswahl',
    toPortal: backTo,
  },
  waiting: {
    goesOn: 'Diese Seite geht von selbst weiter.',
    stop: 'Automatisches Neuladen anhalten',
    goOn: 'Automatisch weitergehen',
  },
  codeApp: {
    qr: 'QR-Code mit dem Schlüssel für die App. Darunter steht der Schlüssel auch als Text.',
    secret: 'Schlüssel zum Abtippen',
    openHere: 'In der App auf diesem Gerät öffnen',
    copy: 'Schlüssel kopieren',
  },
  copy: { copied: 'Kopiert.', notCopied: 'Das Kopieren hat nicht geklappt.' },
  accountBar: {
    navigation: 'Mein Konto',
    signedIn: 'Sie sind angemeldet.',
    signedInAs: (citizen) => `Sie sind angemeldet als ${citizen}.`,
    endsAt: (time) => `Wenn Sie nichts tun, melden wir Sie um ${time}\u00a0Uhr ab.`,
    logout: 'Abmelden',
    goOn: (portal) => `Weiter zur Anmeldung bei ${quoted(portal)}`,
    warning: 'Aus Sicherheitsgründen melden wir Sie in 2 Minuten ab.',
    stay: 'Angemeldet bleiben',
  },
  error: {
    texts: errorsDe,
    nextHeading: 'Das können Sie jetzt tun',
    quoteId: 'Wenn der Fehler bleibt, nennen Sie dem Support diese Nummer:',
    idIs: 'Nummer dieses Fehlers:',
    support: 'Support-Seite',
    phone: 'Telefon',
    continueLogin: 'Zur laufenden Anmeldung',
    logOutHere: 'Hier abmelden',
    startAgain: 'Neu anmelden',
    askAgain: 'Noch einmal versuchen',
    startAgainAt: (portal) => (portal ? `Bei „${portal}“ neu beginnen` : 'Im Portal neu beginnen'),
    helpAt: (portal) => (portal ? `Hilfe von ${quoted(portal)}` : 'Hilfe des Portals'),
    backToPortal: (portal) => (portal ? `Zu ${quoted(portal)}` : 'Zum Portal'),
    toStart: 'Zur Startseite',
    toOverview: 'Zur Übersicht',
  },
}
