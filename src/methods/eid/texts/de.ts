import type { EidTexts } from './messages.js'

/** German texts of the online ID card. */
export const de: EidTexts = {
  names: {
    row: 'Mit dem Online-Ausweis',
    label: 'Online-Ausweis',
    subject: 'Der Online-Ausweis',
    hint: 'Personalausweis, Aufenthaltstitel oder eID-Karte, dazu die AusweisApp und Ihre PIN.',
    ways: {
      identify: {
        text: 'Weisen Sie sich hier einmal mit dem Online-Ausweis aus. Danach reicht auch diese Anmeldeart weiter.',
      },
    },
  },
  title: 'Mit dem Online-Ausweis anmelden',
  titleAgain: 'Ausweis noch einmal lesen',
  needHeading: 'Das brauchen Sie',
  needs: ['Ihren Personalausweis, Aufenthaltstitel oder Ihre eID-Karte', 'Ihre 6-stellige PIN', 'die AusweisApp'],
  readerOfComputer: 'ein Smartphone mit NFC oder ein Kartenlesegerät',
  readerOfPhone: 'dieses Smartphone: Es liest den Ausweis (NFC)',
  takes: 'Das dauert etwa 3 Minuten.',
  start: 'AusweisApp öffnen',
  again: 'AusweisApp noch einmal öffnen',
  startOnPhone: 'AusweisApp auf diesem Smartphone öffnen',
  againOnPhone: 'AusweisApp noch einmal auf diesem Smartphone öffnen',
  readAgain: 'Ihr Ausweis ist geprüft. Für Ihr Konto lesen wir ihn noch einmal, mit den Angaben unten.',
  readsHeading: 'Das lesen wir aus Ihrem Ausweis',
  optional: (attribute) => `${attribute} (freiwillig)`,
  pseudonym: 'ein Kennzeichen Ihres Ausweises, das nur hier gilt',
  age: (years) => `ob Sie mindestens ${years} Jahre alt sind`,
  nothingElse: 'Mehr lesen wir nicht. Die AusweisApp zeigt Ihnen das noch einmal.',
  help: {
    heading: 'Hilfe',
    notOpening: 'Die AusweisApp öffnet sich nicht? Starten Sie sie zuerst und versuchen Sie es dann noch einmal.',
    install: 'AusweisApp installieren',
    noReader: 'Kein Kartenlesegerät? Koppeln Sie in der AusweisApp Ihr Smartphone als Kartenleser.',
    transportPin:
      'Nur eine 5-stellige Transport-PIN? Sie steht im PIN-Brief, den Sie zu Ihrem Ausweis bekommen haben. Setzen Sie damit in der AusweisApp zuerst Ihre eigene PIN.',
    blockedPin: 'PIN dreimal falsch? Mit der PUK aus Ihrem PIN-Brief entsperren Sie sie.',
    noPin: 'PIN vergessen oder noch nie gesetzt? Ihr Bürgeramt setzt sie kostenlos neu.',
    office: 'Bürgeramt finden',
  },
  problems: {
    cancelled: {
      title: 'Die AusweisApp wurde abgebrochen',
      what: 'Sie haben abgebrochen, oder die PIN hat nicht gestimmt. Sie können es noch einmal versuchen.',
    },
    'no-channel': {
      title: 'Die AusweisApp konnte keine Verbindung aufbauen',
      what: 'Prüfen Sie bitte Ihre Internetverbindung und versuchen Sie es noch einmal.',
    },
    client: {
      title: 'Die AusweisApp hat einen Fehler gemeldet',
      what: 'Starten Sie die AusweisApp neu und versuchen Sie es noch einmal.',
    },
    communication: {
      title: 'Die AusweisApp konnte den Vorgang nicht beginnen',
      what: 'Es wurde nichts gelesen. Versuchen Sie es bitte noch einmal.',
    },
    server: {
      title: 'Der Ausweis konnte gerade nicht geprüft werden',
      what: 'Das liegt nicht an Ihnen. Versuchen Sie es bitte später noch einmal.',
      elsewhere: 'Oder nehmen Sie eine andere Anmeldeart.',
    },
    'server-busy': {
      title: 'Gerade weisen sich sehr viele Menschen aus',
      what: 'Versuchen Sie es bitte in einer Minute noch einmal.',
    },
    'too-late': {
      title: 'Das hat zu lange gedauert',
      what: 'Der Vorgang ist abgelaufen. Versuchen Sie es bitte noch einmal.',
    },
    'invalid-document': {
      title: 'Ihr Ausweis ist gesperrt oder abgelaufen',
      what: 'Ihr Bürgeramt stellt Ihnen einen neuen Ausweis aus. Ist er nur gesperrt, entsperrt es ihn. Ihr Anliegen können Sie auch direkt beim Amt erledigen.',
    },
    'denied-document': {
      title: 'Dieser Ausweis reicht hier nicht aus',
      what: 'Nehmen Sie bitte die Karte selbst statt eines Ausweises auf dem Smartphone.',
    },
    'under-age': {
      title: 'Sie sind noch zu jung für den Online-Ausweis',
      what: 'Lassen Sie bitte Ihre Eltern helfen, oder gehen Sie direkt zum Amt.',
    },
    'data-refused': {
      title: 'Es fehlen Angaben aus Ihrem Ausweis',
      what: 'Sie haben nicht alle nötigen Angaben erlaubt. Ohne sie geht die Anmeldung nicht.',
    },
    'card-data': {
      title: 'Eine Angabe auf Ihrem Ausweis können wir nicht lesen',
      what: 'Das liegt nicht an Ihnen. Ihr Anliegen können Sie auch direkt beim Amt erledigen.',
      elsewhere: 'Oder nehmen Sie eine andere Anmeldeart.',
    },
    'unknown-return': {
      title: 'Dieser Vorgang ist schon zu Ende',
      what: 'Beginnen Sie bitte noch einmal.',
    },
    'too-often': {
      title: 'Das waren zu viele Versuche',
      what: 'Gehen Sie zurück zum Portal und beginnen Sie die Anmeldung neu.',
    },
  },
  waiting: {
    title: 'Ihr Ausweis wird geprüft',
    intro: 'Das dauert einen Moment.',
    look: 'Jetzt nachsehen',
  },
}
