import type { EidTexts } from './messages.js'

/** German texts of the online ID card. */
export const de: EidTexts = {
  names: {
    row: 'Mit dem Online-Ausweis',
    label: 'Online-Ausweis',
    hint: 'Personalausweis, Aufenthaltstitel oder eID-Karte, dazu die AusweisApp und Ihre PIN.',
    ways: {
      identify: {
        text: 'Weisen Sie sich hier einmal mit dem Online-Ausweis aus. Danach reicht auch diese Anmeldeart weiter.',
      },
    },
  },
  title: 'Mit dem Online-Ausweis anmelden',
  needHeading: 'Das brauchen Sie',
  needs: [
    'Ihren Personalausweis, Aufenthaltstitel oder Ihre eID-Karte',
    'Ihre 6-stellige PIN',
    'die AusweisApp',
    'ein Smartphone oder ein Kartenlesegerät',
  ],
  start: 'AusweisApp öffnen',
  again: 'Noch einmal',
  startOnPhone: 'AusweisApp auf diesem Smartphone öffnen',
  againOnPhone: 'Noch einmal auf diesem Smartphone',
  readAgain: 'Für Ihr Konto lesen wir Ihren Ausweis noch einmal, mit den Angaben unten.',
  readsHeading: 'Das lesen wir aus Ihrem Ausweis',
  pseudonym: 'ein Kennzeichen Ihres Ausweises, das nur hier gilt',
  age: (years) => `ob Sie mindestens ${years} Jahre alt sind`,
  nothingElse: 'Mehr lesen wir nicht. Die AusweisApp zeigt Ihnen das noch einmal.',
  helpHeading: 'Hilfe',
  notOpening: 'Die AusweisApp öffnet sich nicht? Starten Sie sie zuerst und versuchen Sie es dann noch einmal.',
  install: 'AusweisApp installieren',
  pin: 'PIN vergessen?',
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
      what: 'Das liegt nicht an Ihnen. Versuchen Sie es später noch einmal, oder nehmen Sie eine andere Anmeldeart.',
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
      what: 'Mit diesem Ausweis geht es nicht. Ihr Bürgeramt hilft Ihnen weiter.',
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
      what: 'Das liegt nicht an Ihnen. Nehmen Sie bitte eine andere Anmeldeart, oder fragen Sie unseren Support.',
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
