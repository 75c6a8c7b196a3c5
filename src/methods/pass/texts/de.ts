import { strong } from '../../../ui/texts/messages.js'
import type { PassTexts } from './messages.js'

const renewed = 'Fordern Sie bitte einen neuen Code an.'

/** German texts of the smartphone pass and of the citizen's phones. */
export const de: PassTexts = {
  names: {
    row: 'Mit dem Servicekonto.Pass',
    label: 'Servicekonto.Pass',
    subject: 'Der Servicekonto.Pass',
    hint: 'Smartphone-App. Sie haben sie vorher in Ihrem Konto eingerichtet.',
    ways: {
      'set-up': {
        text: 'Richten Sie den Servicekonto.Pass ein, während Sie mit diesem Niveau angemeldet sind. Danach geht es hier weiter.',
        besideCard:
          'Am kürzesten ist hier der Weg mit dem Online-Ausweis. Damit angemeldet, können Sie auch den Servicekonto.Pass einrichten. Danach reicht der Pass allein.',
        link: { label: 'Servicekonto.Pass einrichten', path: '/konto/geraete' },
      },
    },
  },
  pass: {
    title: 'Mit dem Servicekonto.Pass anmelden',
    openHere: 'App auf diesem Gerät öffnen',
    qrAlt: 'QR-Code für die App Servicekonto.Pass. Den gleichen Inhalt hat der Link „In der App öffnen“.',
    steps: [
      ['Öffnen Sie die App ', strong('Servicekonto.Pass'), ' auf Ihrem Smartphone.'],
      'Scannen Sie den QR-Code.',
      'Geben Sie in der App diese Zahl ein:',
    ],
    firstTime: 'Beim ersten Mal wählen Sie in der App eine PIN mit mindestens 5 Ziffern.',
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
          'Es geht in dem Browser weiter, den die App öffnet. Soll es hier weitergehen? Dann geben Sie in der App die Zahl ein.',
      },
      confirmed: { title: 'Bestätigt', text: () => 'Ihre Anmeldung geht weiter.' },
      declined: { title: 'Sie haben in der App abgelehnt', text: () => `Möchten Sie sich doch anmelden? ${renewed}` },
      'wrong-number': { title: 'Die Zahl war nicht die richtige', text: () => renewed },
      failed: {
        title: 'Die Bestätigung in der App hat nicht geklappt',
        text: () => renewed,
      },
      blocked: {
        title: 'Der Pass auf diesem Smartphone ist gesperrt',
        text: () => 'Nehmen Sie bitte eine andere Anmeldeart. Danach können Sie das Smartphone im Konto neu koppeln.',
      },
      expired: { title: 'Der Code ist abgelaufen', text: () => renewed },
    },
    pairAgain:
      'Ohne Konto fordern Sie einen neuen Code an und koppeln das Smartphone damit neu. Der Dienst erkennt Sie danach nicht wieder.',
    look: 'Ich habe bestätigt',
    linkHeading: 'App auf diesem Gerät oder QR-Code nicht lesbar?',
    openInApp: 'In der App öffnen',
    openInAppTab: 'In der App öffnen (neuer Tab)',
    copyLink: 'Link kopieren',
    showLink: 'Link anzeigen',
    thenBlocked: 'Danach sperren wir den Pass auf diesem Smartphone.',
    threeTries: 'Nach drei Fehlversuchen sperren wir den Pass auf diesem Smartphone.',
    help: {
      noApp: 'Noch keine App?',
      install: 'App laden',
      lost: 'Smartphone verloren?',
      block: 'Pass sperren',
      notPaired: 'Noch nicht gekoppelt? So geht es',
      open: 'Melden Sie sich mit einer anderen Anmeldeart in Ihrem Konto an:',
      steps: [
        'Wählen Sie dort „Smartphone koppeln“.',
        'Scannen Sie den QR-Code mit der App. Denken Sie sich eine PIN aus.',
        'Gehen Sie danach zurück zu dieser Anmeldung.',
      ],
    },
    renew: 'Neuen Code anfordern',
    goOn: 'Weiter',
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
  },
  devices: {
    short: 'Smartphones',
    title: 'Smartphones mit Servicekonto.Pass',
    intro: 'Damit melden Sie sich mit Smartphone und PIN an: ohne Passwort und ohne Ausweis.',
    none: 'Sie haben noch kein Smartphone gekoppelt.',
    since: (day) => `Gekoppelt am ${day}`,
    goodFor: (use) => `reicht ${use}`,
    isBlocked: 'gesperrt',
    manage: (name) => `„${name}“ ändern, sperren oder entkoppeln`,
    manageBlocked: (name) => `„${name}“ entkoppeln`,
    name: 'Name',
    rename: 'Umbenennen',
    unpair: 'Entkoppeln',
    unpairHint: 'Mit diesem Smartphone können Sie sich dann nicht mehr anmelden.',
    block: 'Sperren',
    blockHint: 'Ist das Smartphone weg? Sperren Sie es. Danach hilft nur neu koppeln.',
    blockCode: 'Sperrcode',
    blockCodeHint: 'Schreiben Sie ihn auf. Damit sperren Sie das Smartphone auch ohne Anmeldung.',
    blockCodePage: 'Smartphone mit Sperrcode sperren',
    questions: {
      block: {
        title: (name) => `„${name}“ sperren?`,
        after:
          'Damit kann sich dann niemand mehr anmelden. Eine Sperre lässt sich nicht aufheben: Das Smartphone wird neu gekoppelt.',
        submit: 'Sperren',
      },
      unpair: {
        title: (name) => `„${name}“ entkoppeln?`,
        after: 'Mit diesem Smartphone können Sie sich dann nicht mehr anmelden. Sie können es später neu koppeln.',
        submit: 'Entkoppeln',
      },
    },
    keep: 'So lassen',
    pairHeading: 'Smartphone koppeln',
    willBeGoodFor: (use) => `Dieser Pass reicht dann ${use}.`,
    couldBeGoodFor: (use) => `Mit dem Online-Ausweis angemeldet, reicht er ${use}.`,
    stepUp: 'Zuerst mit dem Online-Ausweis anmelden',
    pair: 'Smartphone koppeln',
    enough: 'Sie haben schon sehr viele Smartphones gekoppelt. Entkoppeln Sie bitte zuerst eines.',
    problems: {
      last: 'Ohne dieses Smartphone könnten Sie sich nicht mehr anmelden. Richten Sie zuerst eine andere Anmeldeart ein.',
      'bad-name': 'Der Name braucht 1 bis 40 Zeichen.',
      gone: 'Dieses Smartphone ist nicht mehr gekoppelt.',
    },
    pairing: {
      title: 'Smartphone koppeln',
      qrAlt: 'QR-Code zum Koppeln für die App Servicekonto.Pass. Den gleichen Inhalt hat der Link „In der App öffnen“.',
      steps: [
        ['Öffnen Sie die App ', strong('Servicekonto.Pass'), ' auf Ihrem Smartphone.'],
        'Scannen Sie den QR-Code. Zeigen Sie ihn niemandem.',
        'Denken Sie sich in der App eine PIN mit mindestens 5 Ziffern aus.',
        'Danach zeigen wir Ihnen hier eine Zahl. Geben Sie die Zahl in der App ein.',
      ],
      waiting: {
        title: 'Wir warten auf Ihr Smartphone',
        text: (until) => `Der Code gilt bis ${until}\u00a0Uhr.`,
      },
      registered: {
        title: (name) => `„${name}“ hat sich gemeldet`,
        enter: 'Geben Sie in der App diese Zahl und Ihre neue PIN ein:',
        notYours: 'Heißt Ihr Smartphone anders? Dann brechen Sie hier ab.',
        text: (until) => `Wir warten auf Ihre Bestätigung. Die Zahl gilt bis ${until}\u00a0Uhr.`,
      },
      done: {
        title: 'Ihr Smartphone ist gekoppelt',
        text: (name) => `Sie können sich jetzt mit „${name}“ anmelden.`,
        keepCode: 'Schreiben Sie den Sperrcode auf. Damit sperren Sie das Smartphone, wenn es weg ist:',
      },
      over: {
        title: 'Das Koppeln hat nicht geklappt',
        text: 'Der Code ist abgelaufen, oder Zahl oder PIN war falsch. Bitte fangen Sie neu an.',
      },
      cancel: 'Abbrechen',
      back: 'Zu Ihren Smartphones',
      look: 'Weiter',
    },
    code: {
      short: 'Pass sperren',
      link: 'Smartphone verloren? Pass sperren',
      title: 'Smartphone mit Sperrcode sperren',
      intro: 'Ihr Smartphone ist weg? Sperren Sie den Pass darauf. Eine Anmeldung brauchen Sie dafür nicht.',
      field: 'Sperrcode',
      hint: 'Zwölf Zeichen, zum Beispiel 7QK4-ZR2M-X9TD.',
      submit: 'Smartphone sperren',
      problems: {
        missing: 'Der Sperrcode fehlt noch.',
        unknown: 'Diesen Sperrcode kennen wir nicht. Prüfen Sie bitte die Schreibweise.',
        braked: 'Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde.',
      },
      done: {
        title: 'Das Smartphone ist gesperrt',
        text: 'Damit kann sich niemand mehr anmelden.',
        next: 'Ist es wieder da? Dann koppeln Sie es in Ihrem Konto neu.',
      },
    },
  },
}
