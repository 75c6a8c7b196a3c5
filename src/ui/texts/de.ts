import { eidDe } from './de-eid.js'
import { accountDe } from './de-account.js'
import { errorsDe } from './de-errors.js'
import { factorDe } from './de-factor.js'
import { devicesDe } from './de-devices.js'
import { passDe } from './de-pass.js'
import { releaseDe } from './de-release.js'
import type { Messages } from './messages.js'
import type { PortalName } from './portal-name.js'
import { strong } from './rich.js'

const quoted = (name: string): string => `„${name}“`
const portalOr = (portal: PortalName, other: string): string => (portal ? quoted(portal) : other)
const backTo = (portal: PortalName): string => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück')
const ENOUGH = {
  all: 'Alle Anmeldearten reichen dafür.',
  some: 'Diese Anmeldearten reichen dafür.',
  one: 'Diese Anmeldeart reicht dafür.',
} as const
const enough = (which: keyof typeof ENOUGH): string => ENOUGH[which]

/** German: “Sie”, at most 15 words a sentence, no “ungültig”, always what to do next. */
export const de = {
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
  methods: {
    house: {
      password: {
        row: 'Mit Benutzername und Passwort',
        label: 'Benutzername und Passwort',
        hint: 'Für einfache Anliegen.',
      },
      eid: {
        row: 'Mit dem Online-Ausweis',
        label: 'Online-Ausweis',
        hint: 'Personalausweis, Aufenthaltstitel oder eID-Karte, dazu die AusweisApp und Ihre PIN.',
      },
      pass: {
        row: 'Mit dem Servicekonto.Pass',
        label: 'Servicekonto.Pass',
        hint: 'Smartphone-App. Ohne Passwort, ohne Ausweis.',
      },
    },
    other: (name) => ({
      row: `Mit ${quoted(name)}`,
      label: name,
      hint: 'Anderes Nutzerkonto. Sie melden sich dort an und kommen hierher zurück.',
    }),
  },
  attributes: {
    givenName: 'Vorname',
    familyName: 'Familienname',
    birthName: 'Geburtsname',
    academicTitle: 'Doktorgrad',
    birthDate: 'Geburtsdatum',
    placeOfBirth: 'Geburtsort',
    gender: 'Geschlecht',
    nationality: 'Staatsangehörigkeit',
    documentType: 'Art des Ausweises',
    street: 'Straße und Hausnummer',
    postalCode: 'Postleitzahl',
    locality: 'Ort',
    country: 'Staat',
    email: 'E-Mail',
    phone: 'Telefon',
    deMail: 'De-Mail',
    address: 'Anschrift',
    trustLevel: 'Vertrauensniveau',
  },
  genders: { '0': 'unbekannt', '1': 'männlich', '2': 'weiblich', '9': 'keine Angabe' },
  documentTypes: { ID: 'Personalausweis', AR: 'Aufenthaltstitel', UB: 'eID-Karte' },
  methodChoice: {
    title: 'Wie möchten Sie sich anmelden?',
    signedIn: (citizen) => [
      citizen === '' ? 'Sie sind angemeldet' : 'Sie sind angemeldet als ',
      strong(citizen),
      '. Weisen Sie sich hier bitte noch einmal aus.',
    ],
    needs: (level) => ['Dieser Dienst braucht das Vertrauensniveau ', strong(level), '.'],
    needsHere: (level) => ['Hier brauchen Sie das Vertrauensniveau ', strong(level), '.'],
    explains: {
      basis: enough,
      normal: enough,
      substantiell: () => 'Das heißt: Sie weisen sich mit zwei Dingen aus, zum Beispiel mit Smartphone und PIN.',
      hoch: () => 'Dafür brauchen Sie einen Ausweis mit Online-Funktion.',
    },
    thenBack: (portal) => `Danach geht es automatisch zurück zu ${quoted(portal)}.`,
    thenAccount: 'Danach geht es in Ihrem Konto weiter.',
    lastUsed: 'Zuletzt auf diesem Gerät benutzt',
    whyMissing: (method) => `Warum fehlt ${quoted(method)}?`,
    missing: {
      'level-too-low': ({ method, reaches }) => [
        `${quoted(method)} erreicht hier nur das Niveau `,
        strong(reaches),
        '. Für diesen Dienst reicht das nicht.',
      ],
      'not-allowed-by-service': ({ portal }) => `${portalOr(portal, 'Der Dienst')} lässt diese Anmeldeart nicht zu.`,
      blocked: () => 'Diese Anmeldeart ist in Ihrem Konto gesperrt.',
      'not-working': () => 'Diese Anmeldeart funktioniert gerade nicht.',
    },
    waysUp: {
      identify: 'Weisen Sie sich hier einmal mit dem Online-Ausweis aus. Danach reicht auch diese Anmeldeart weiter.',
      'add-factor':
        'Ihr Passwort braucht dafür einen zweiten Faktor. Richten Sie ihn ein, während Sie mit diesem Niveau angemeldet sind.',
      pair: 'Richten Sie den Servicekonto.Pass ein, während Sie mit diesem Niveau angemeldet sind. Danach geht es hier weiter.',
      'pair-beside-card':
        'Am kürzesten ist hier der Weg mit dem Online-Ausweis. Damit angemeldet, können Sie auch den Servicekonto.Pass einrichten. Danach reicht der Pass allein.',
    },
    pairNow: 'Servicekonto.Pass einrichten',
    addFactorNow: 'Zweiten Faktor einrichten',
    wayElsewhere: (count) =>
      count === 1 ? 'Nehmen Sie bitte die Anmeldeart oben.' : 'Nehmen Sie bitte eine der Anmeldearten oben.',
    wayNowhere: 'Eine andere Anmeldeart gibt es hier noch nicht.',
    wayLater: 'Versuchen Sie es bitte später noch einmal.',
    cancel: (portal) => (portal ? `Abbrechen und zurück zu ${quoted(portal)}` : 'Abbrechen'),
    otherMethods: 'Andere Anmeldeart wählen',
    backToMethods: 'Zurück zu den Anmeldearten',
    nothing: {
      title: 'Hier reicht zurzeit keine Anmeldeart aus',
      noneReaches: 'Dieses Niveau können Sie hier zurzeit mit keiner Anmeldeart erreichen.',
      unreachable: 'Dieser Dienst verlangt ein höheres Vertrauensniveau, als es überhaupt gibt.',
      notYourFault: 'Sie haben nichts falsch gemacht.',
      whatToDo: 'Das können Sie tun',
      later: (method) => `${quoted(method)} funktioniert gerade nicht. Versuchen Sie es bitte später noch einmal.`,
      office: (portal) =>
        `Erledigen Sie Ihr Anliegen direkt beim Amt. Die Kontaktdaten finden Sie ${portal ? `bei ${quoted(portal)}` : 'im Portal'}.`,
      back: backTo,
    },
  },
  password: {
    title: 'Mit Benutzername und Passwort anmelden',
    username: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    summary: 'Das hat nicht geklappt',
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
    triesLeft: (count) =>
      count === 0
        ? [strong('Das war der letzte Versuch.')]
        : ['Noch ', strong(count === 1 ? '1 Versuch' : `${count} Versuche`), '.'],
    pause: 'Danach machen wir eine Pause, um Ihr Konto zu schützen.',
  },
  factor: factorDe,
  eid: eidDe,
  waiting: {
    goesOn: 'Diese Seite geht von selbst weiter.',
    stop: 'Automatisches Neuladen anhalten',
    goOn: 'Automatisch weitergehen',
  },
  pass: passDe,
  devices: devicesDe,
  ...releaseDe,
  accountSwitch: {
    title: 'Mit welchem Konto möchten Sie weitermachen?',
    intro: (current, other) => [
      'Sie sind noch angemeldet als ',
      strong(current),
      '. Gerade haben Sie sich aber ausgewiesen als ',
      strong(other),
      '.',
    ],
    nothingReleased: 'Bisher haben wir nichts weitergegeben.',
    consequence: (current) => `Wenn Sie wechseln, melden wir ${current} hier ab.`,
    goOn: (other) => `Weiter als ${other}`,
    back: (current) => `Angemeldet bleiben als ${current}`,
  },
  ...accountDe,
  handOver: {
    title: (portal) =>
      portal ? `Sie werden zu ${quoted(portal)} zurückgeleitet` : 'Sie werden zum Portal zurückgeleitet',
    intro: 'Das geht von selbst. Wenn nicht, drücken Sie bitte auf „Weiter“.',
    submit: () => 'Weiter',
    notices: {
      'proof-gone': {
        title: () => 'Ihre Anmeldung ist nicht mehr möglich',
        intro: 'Ihr Konto wurde gerade gelöscht, oder diese Anmeldeart wurde gesperrt. Wir haben nichts weitergegeben.',
        submit: (portal) => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück zum Portal'),
      },
    },
  },
  error: {
    texts: errorsDe,
    nextHeading: 'Das können Sie jetzt tun',
    quoteId: 'Wenn der Fehler bleibt, nennen Sie dem Support diese Nummer:',
    idIs: 'Nummer dieses Fehlers:',
    support: 'Support-Seite',
    phone: 'Telefon',
    continueLogin: 'Zur laufenden Anmeldung',
    otherMethods: 'Andere Anmeldeart wählen',
    backToPortal: (portal) => (portal ? `Zu ${quoted(portal)}` : 'Zum Portal'),
    toStart: 'Zur Startseite',
  },
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
} satisfies Messages
