import { lines } from '../../../ui/texts/lines.js'
import type { EidTexts } from './messages.js'

const again = 'Versuchen Sie es bitte noch einmal.'
const innocent = 'Sie haben alles richtig gemacht.'
const elsewhere = 'Oder melden Sie sich anders an.'
const office = 'Sie können auch direkt zum Amt gehen.'

/** The pages of the online ID card in Leichte Sprache. */
export const easy: EidTexts = {
  names: {
    row: 'Mit dem Online-Ausweis',
    label: 'Online-Ausweis',
    subject: 'Der Online-Ausweis',
    hint: lines(
      'Das ist Ihr Personal-Ausweis mit Online-Funktion.',
      'Ein Aufenthalts-Titel oder eine eID-Karte geht auch.',
      'Sie brauchen auch die Ausweis-App und Ihre PIN.',
    ),
    ways: {
      identify: {
        text: lines('Melden Sie sich hier einmal mit dem Online-Ausweis an.', 'Danach reicht auch diese Anmeldung.'),
      },
    },
  },
  title: 'Mit dem Online-Ausweis anmelden',
  titleAgain: 'Den Online-Ausweis noch einmal lesen',
  needHeading: 'Das brauchen Sie',
  needs: [
    'Ihren Personal-Ausweis, Ihren Aufenthalts-Titel oder Ihre eID-Karte',
    lines('Ihre PIN mit 6 Zahlen', 'Eine PIN ist eine Geheim-Nummer.'),
    lines('die Ausweis-App', 'Sie heißt genau: AusweisApp'),
  ],
  readerOfComputer: lines(
    'ein Handy oder ein Karten-Lese-Gerät',
    'Das Handy muss NFC haben: Damit liest es die Karte.',
  ),
  readerOfPhone: lines('dieses Handy', 'Es liest den Ausweis.', 'Das nennt man: NFC.'),
  takes: 'Das dauert etwa 3 Minuten.',
  start: 'Ausweis-App öffnen',
  again: 'Ausweis-App noch einmal öffnen',
  startOnPhone: 'Ausweis-App auf diesem Handy öffnen',
  againOnPhone: 'Ausweis-App noch einmal auf diesem Handy öffnen',
  readAgain: lines(
    'Wir haben Ihren Ausweis geprüft.',
    'Für Ihr Konto lesen wir ihn noch einmal.',
    'Was wir lesen, steht unten.',
  ),
  readsHeading: 'Das lesen wir aus Ihrem Ausweis',
  optional: (attribute) => `${attribute} (nur wenn Sie das wollen)`,
  pseudonym: 'eine Nummer von Ihrem Ausweis, die nur hier gilt',
  age: (years) => `ob Sie mindestens ${years} Jahre alt sind`,
  nothingElse: lines('Mehr lesen wir nicht.', 'Die Ausweis-App zeigt Ihnen das noch einmal.'),
  help: {
    heading: 'Hilfe',
    notOpening: lines(
      'Geht die Ausweis-App nicht auf?',
      'Dann starten Sie die App zuerst.',
      'Versuchen Sie es danach noch einmal.',
    ),
    install: 'Ausweis-App laden',
    noReader: lines(
      'Haben Sie kein Karten-Lese-Gerät?',
      'Dann nehmen Sie Ihr Handy.',
      'Verbinden Sie das Handy in der Ausweis-App.',
    ),
    transportPin: lines(
      'Hat Ihre PIN nur 5 Zahlen?',
      'Das ist die Transport-PIN.',
      'Sie steht in Ihrem PIN-Brief.',
      'Den Brief haben Sie zu Ihrem Ausweis bekommen.',
      'Machen Sie zuerst in der Ausweis-App eine eigene PIN.',
    ),
    blockedPin: lines(
      'War die PIN 3-mal falsch?',
      'Dann brauchen Sie die PUK.',
      'Die PUK ist eine andere Geheim-Nummer.',
      'Sie steht in Ihrem PIN-Brief.',
      'Mit der PUK geht Ihre PIN wieder.',
    ),
    noPin: lines(
      'Haben Sie die PIN vergessen?',
      'Oder hatten Sie noch nie eine eigene PIN?',
      'Beim Bürger-Amt bekommen Sie eine neue PIN.',
      'Das kostet nichts.',
    ),
    office: 'Bürger-Amt finden',
  },
  problems: {
    cancelled: {
      title: 'Die Ausweis-App hat aufgehört',
      what: lines('Sie haben abgebrochen, oder die PIN war falsch.', again),
    },
    'no-channel': {
      title: 'Die Ausweis-App findet das Internet nicht',
      what: lines('Prüfen Sie bitte Ihr Internet.', again),
    },
    client: {
      title: 'Die Ausweis-App hat einen Fehler',
      what: lines('Machen Sie die Ausweis-App bitte zu.', 'Öffnen Sie sie dann neu.', again),
    },
    communication: {
      title: 'Die Ausweis-App konnte nicht anfangen',
      what: lines('Wir haben nichts gelesen.', again),
    },
    server: {
      title: 'Wir können den Ausweis gerade nicht prüfen',
      what: lines(innocent, 'Versuchen Sie es bitte später noch einmal.'),
      elsewhere,
    },
    'server-busy': {
      title: 'Gerade ist sehr viel los',
      what: lines('Warten Sie bitte eine Minute.', again),
    },
    'too-late': { title: 'Das hat zu lange gedauert', what: again },
    'invalid-document': {
      title: 'Ihr Ausweis ist gesperrt oder zu alt',
      what: lines(
        'Gehen Sie bitte zum Bürger-Amt.',
        'Dort bekommen Sie einen neuen Ausweis.',
        'Oder das Bürger-Amt entsperrt Ihren Ausweis.',
        office,
      ),
    },
    'denied-document': {
      title: 'Dieser Ausweis reicht hier nicht',
      what: lines('Sie haben den Ausweis auf dem Handy genommen.', 'Nehmen Sie bitte die Karte selbst.'),
    },
    'under-age': {
      title: 'Sie sind noch zu jung für den Online-Ausweis',
      what: lines('Ihre Eltern können Ihnen helfen.', 'Oder Sie gehen direkt zum Amt.'),
    },
    'data-refused': {
      title: 'Es fehlt etwas aus Ihrem Ausweis',
      what: lines('Sie haben nicht alle Daten erlaubt, die nötig sind.', 'Ohne diese Daten geht die Anmeldung nicht.'),
    },
    'card-data': {
      title: 'Etwas auf Ihrem Ausweis können wir nicht lesen',
      what: lines(innocent, office),
      elsewhere,
    },
    'unknown-return': { title: 'Das ist schon zu Ende', what: 'Fangen Sie bitte noch einmal an.' },
    'too-often': {
      title: 'Das waren zu viele Versuche',
      what: lines(
        'Gehen Sie bitte zurück zum Portal.',
        'Das ist die Seite, von der Sie kommen.',
        'Fangen Sie dort neu an.',
      ),
    },
  },
  waiting: {
    title: 'Wir prüfen Ihren Ausweis',
    intro: 'Das dauert einen Moment.',
    look: 'Jetzt nachsehen',
  },
}
