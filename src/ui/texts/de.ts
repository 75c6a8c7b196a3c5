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
    navigation: 'Hilfe und Sprache',
    legal: 'Rechtliches',
    help: 'Hilfe',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Erklärung zur Barrierefreiheit',
    reportBarrier: 'Barriere melden',
    home: (site) => `${site}, zur Startseite`,
    comingFrom: 'Sie kommen von:',
    titleOfProblem: (title) => `Fehler: ${title}`,
    inputDropped: 'Ihre Anmeldung war schon weiter: Ihre letzte Eingabe haben wir nicht benutzt.',
  },
  levels: { basis: 'basis', normal: 'normal', substantiell: 'substantiell', hoch: 'hoch' },
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
    pause: 'Danach machen wir eine Pause, um Ihr Konto zu schützen.',
  },
  wayBack: {
    otherMethods: 'Andere Anmeldeart wählen',
    backToMethods: 'Zurück zu den Anmeldearten',
    toChoice: 'Zurück zur Auswahl',
  },
  waiting: {
    goesOn: 'Diese Seite geht von selbst weiter.',
    stop: 'Automatisches Neuladen anhalten',
    goOn: 'Automatisch weitergehen',
  },
  accountBar: {
    navigation: 'Mein Konto',
    signedIn: 'Sie sind angemeldet.',
    signedInAs: (citizen) => `Sie sind angemeldet als ${citizen}.`,
    endsAt: (time) => `Wenn Sie nichts tun, melden wir Sie um ${time}\u00a0Uhr ab.`,
    logout: 'Abmelden',
    waiting: (portal) => `Ihre Anmeldung bei ${quoted(portal)} wartet noch.`,
    goOn: 'Dort weitermachen',
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
    backToPortal: (portal) => (portal ? `Zu ${quoted(portal)}` : 'Zum Portal'),
    toStart: 'Zur Startseite',
  },
}
