import { lines } from '../../../ui/texts/lines.js'
import type { PassMessages } from './messages.js'

const renewed = 'Holen Sie sich bitte einen neuen Code.'

/** The texts of the pass's pages in a login, in Leichte Sprache. */
export const easyPass: PassMessages = {
  title: 'Mit der App vom Service-Konto anmelden',
  openHere: 'App auf diesem Gerät öffnen',
  qrAlt: 'QR-Code für die App Servicekonto.Pass. Der Link „In der App öffnen“ macht das Gleiche.',
  steps: [
    lines('Öffnen Sie die App auf Ihrem Handy.', 'Die App heißt: Servicekonto.Pass'),
    lines('Zeigen Sie der App das Bild mit den Kästchen.', 'Das Bild nennt man: QR-Code.'),
    'Schreiben Sie in der App diese Zahl:',
  ],
  firstTime: lines(
    'Beim ersten Mal denken Sie sich eine PIN aus.',
    'Eine PIN ist eine Geheim-Nummer.',
    'Sie hat 5 Zahlen oder mehr.',
  ),
  numberIs: 'Die Zahl ist:',
  checkName: (portal) =>
    portal
      ? lines(`In der App steht: „${portal}“.`, 'Steht da etwas anderes?', 'Dann sagen Sie dort bitte Nein.')
      : lines('In der App steht ein Name.', 'Ist der Name falsch?', 'Dann sagen Sie dort bitte Nein.'),
  status: {
    waiting: { title: 'Wir warten auf Ihre App', text: (until) => `Der Code gilt bis ${until}\u00a0Uhr.` },
    scanned: {
      title: 'Die App hat den Code',
      text: (until) => lines('Sagen Sie jetzt in der App bitte Ja.', `Der Code gilt bis ${until}\u00a0Uhr.`),
    },
    returning: {
      title: 'Sie haben in der App Ja gesagt',
      text: () =>
        lines(
          'Die App öffnet einen Browser.',
          'Ein Browser ist das Programm für Internet-Seiten.',
          'Dort geht es weiter.',
          'Soll es hier weitergehen?',
          'Dann schreiben Sie die Zahl in der App.',
        ),
    },
    confirmed: { title: 'Sie haben Ja gesagt', text: () => 'Ihre Anmeldung geht weiter.' },
    declined: {
      title: 'Sie haben in der App Nein gesagt',
      text: () => lines('Möchten Sie sich doch anmelden?', renewed),
    },
    'wrong-number': { title: 'Das war die falsche Zahl', text: () => renewed },
    failed: { title: 'In der App hat etwas nicht geklappt', text: () => renewed },
    blocked: {
      title: 'Die App auf diesem Handy ist gesperrt',
      text: () => lines('Melden Sie sich bitte anders an.', 'Danach können Sie die App in Ihrem Konto neu einrichten.'),
    },
    expired: { title: 'Der Code ist zu alt', text: () => renewed },
  },
  pairAgain: lines(
    'Haben Sie kein Konto?',
    'Dann holen Sie sich einen neuen Code.',
    'Damit verbinden Sie das Handy neu.',
    'Der Dienst erkennt Sie danach nicht wieder.',
  ),
  look: 'Ich habe Ja gesagt',
  linkHeading: 'Ist die App auf diesem Gerät?',
  openInApp: 'In der App öffnen',
  openInAppTab: 'In der App öffnen (neues Fenster)',
  copyLink: 'Link kopieren',
  showLink: 'Link zeigen',
  thenBlocked: 'Danach sperren wir die App auf diesem Handy.',
  threeTries: lines('Sie können es 3-mal falsch machen.', 'Danach sperren wir die App auf diesem Handy.'),
  help: {
    noApp: 'Haben Sie die App noch nicht?',
    install: 'App laden',
    lost: 'Haben Sie Ihr Handy verloren?',
    block: 'App sperren',
    notPaired: 'Ist Ihr Handy noch nicht verbunden?',
    open: 'Melden Sie sich anders in Ihrem Konto an:',
    steps: [
      'Klicken Sie dort auf: Smartphone koppeln',
      lines('Zeigen Sie der App das Bild mit den Kästchen.', 'Denken Sie sich eine PIN aus.'),
      'Gehen Sie danach zurück zu dieser Anmeldung.',
    ],
  },
  renew: 'Neuen Code holen',
  goOn: 'Weiter',
  elsewhere: {
    title: 'Ihre Anmeldung ist in einem anderen Browser',
    what: lines(
      'Ein Browser ist das Programm für Internet-Seiten.',
      'Sie haben in der App Ja gesagt.',
      'Aber Sie haben in einem anderen Browser angefangen.',
    ),
    steps: [
      lines('Haben Sie selbst mit der Anmeldung angefangen?', 'Dann gehen Sie auf die Seite mit der Anmeldung.'),
      lines('Dort steht eine Zahl.', 'Schreiben Sie diese Zahl in der App.'),
      lines('Hat Ihnen jemand den Link geschickt?', 'Dann schreiben Sie keine Zahl.', 'Machen Sie die App zu.'),
    ],
  },
  link: {
    title: 'Dieser Link ist für die App Servicekonto.Pass',
    what: lines('Sie haben den Link in einem Browser geöffnet.', 'Hier passiert damit nichts.'),
    next: lines(
      'Öffnen Sie bitte die App auf Ihrem Handy.',
      'Gehen Sie auf die Seite mit der Anmeldung.',
      'Zeigen Sie der App dort das Bild mit den Kästchen.',
    ),
    warning: lines('Hat Ihnen jemand diesen Link geschickt?', 'Dann benutzen Sie ihn nicht.'),
  },
}
