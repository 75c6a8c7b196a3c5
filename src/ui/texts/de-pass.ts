import type { PassMessages } from './pass-messages.js'
import { strong } from './rich.js'

const renewed = 'Fordern Sie bitte einen neuen Code an.'

export const passDe: PassMessages = {
  title: 'Mit dem Servicekonto.Pass anmelden',
  openHere: 'App auf diesem Gerät öffnen',
  qrAlt: 'QR-Code für die App Servicekonto.Pass. Den gleichen Inhalt hat der Link „In der App öffnen“.',
  steps: [
    ['Öffnen Sie die App ', strong('Servicekonto.Pass'), ' auf Ihrem Smartphone.'],
    'Scannen Sie den QR-Code.',
    'Geben Sie in der App diese Zahl ein:',
  ],
  numberIs: 'Vergleichszahl:',
  checkName: (portal) =>
    portal
      ? `Die App zeigt „${portal}“ an? Stimmt der Name nicht, lehnen Sie dort ab.`
      : 'Prüfen Sie den Namen in der App. Stimmt er nicht, lehnen Sie dort ab.',
  status: {
    waiting: {
      title: 'Wir warten auf Ihre Bestätigung',
      text: (until) => `Der Code gilt bis ${until}\u00a0Uhr.`,
    },
    scanned: {
      title: 'Code gescannt',
      text: (until) => `Bitte bestätigen Sie in der App. Der Code gilt bis ${until}\u00a0Uhr.`,
    },
    returning: {
      title: 'In der App bestätigt',
      text: () =>
        'Es geht in dem Browser weiter, den die App öffnet. Ist es dieser hier? Dann geben Sie in der App die Zahl ein.',
    },
    confirmed: { title: 'Bestätigt', text: () => 'Ihre Anmeldung geht weiter.' },
    declined: { title: 'Sie haben in der App abgelehnt', text: () => `Möchten Sie sich doch anmelden? ${renewed}` },
    'wrong-number': { title: 'Die Zahl war nicht die richtige', text: () => renewed },
    failed: {
      title: 'Die Bestätigung in der App hat nicht geklappt',
      text: () => `${renewed} Nach drei Fehlversuchen sperren wir den Pass auf diesem Smartphone.`,
    },
    blocked: {
      title: 'Der Pass auf diesem Smartphone ist gesperrt',
      text: () => 'Nehmen Sie bitte eine andere Anmeldeart. Danach können Sie das Smartphone im Konto neu koppeln.',
    },
    expired: { title: 'Der Code ist abgelaufen', text: () => renewed },
  },
  look: 'Ich habe bestätigt',
  linkHeading: 'App auf diesem Gerät oder QR-Code nicht lesbar?',
  openInApp: 'In der App öffnen:',
  renew: 'Neuen Code anfordern',
  goOn: 'Weiter',
  otherMethods: 'Andere Anmeldeart wählen',
  elsewhere: {
    title: 'Ihre Anmeldung läuft in einem anderen Browser',
    what: 'Sie haben in der App bestätigt. Begonnen haben Sie die Anmeldung aber in einem anderen Browser.',
    steps: [
      'Haben Sie die Anmeldung selbst begonnen? Dann öffnen Sie die Seite, auf der Sie sich anmelden.',
      'Dort steht eine Zahl. Geben Sie diese Zahl in der App ein.',
      'Hat Ihnen jemand den Link geschickt? Dann geben Sie keine Zahl ein und schließen die App.',
    ],
  },
  link: {
    title: 'Diesen Link öffnet die App Servicekonto.Pass',
    what: 'Sie haben ihn in einem Browser geöffnet. Hier passiert damit nichts.',
    next: 'Öffnen Sie die App auf Ihrem Smartphone. Scannen Sie dort den QR-Code der Seite, auf der Sie sich anmelden.',
    warning: 'Hat Ihnen jemand diesen Link geschickt? Dann benutzen Sie ihn nicht.',
  },
}
