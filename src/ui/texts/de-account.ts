import type { AccountMessages } from './messages-account.js'
import { strong } from './rich.js'

const quoted = (name: string): string => `„${name}“`

/** German texts about the citizen's account. */
export const accountDe: AccountMessages = {
  meetPerson: {
    situations: {
      unknown: {
        title: 'Wie möchten Sie weitermachen?',
        intro: () => 'Ihr Ausweis ist geprüft. Er gehört noch zu keinem Servicekonto.',
      },
      renewed: {
        title: 'Sie haben schon ein Konto',
        intro: () => 'Ihr Ausweis ist geprüft. Zu einem früheren Ausweis von Ihnen gibt es schon ein Servicekonto.',
      },
      'signed-in': {
        title: 'Ausweis mit Ihrem Konto verbinden?',
        intro: (name) =>
          `${name ? `Sie sind angemeldet als ${name}. ` : ''}Dieser Ausweis gehört noch zu keinem Servicekonto.`,
      },
      'another-person': {
        title: 'Dieser Ausweis passt nicht zum Konto',
        intro: () =>
          'Name oder Geburtsdatum sind andere als im Konto. Wir haben nichts verbunden und nichts weitergegeben.',
      },
    },
    choices: {
      'open-account': {
        label: () => 'Konto anlegen',
        hint: () =>
          'Wir speichern aus Ihrem Ausweis: Namen, Geburtsdatum, Geburtsort und Anschrift. Nächstes Mal geht es schneller.',
      },
      'link-account': {
        label: () => 'Mit meinem Konto verbinden',
        hint: () => 'Sie haben schon ein Servicekonto. Melden Sie sich gleich einmal damit an.',
      },
      'link-session': {
        label: (_portal, name) => (name ? `Mit dem Konto von ${name} verbinden` : 'Mit diesem Konto verbinden'),
        hint: () =>
          'Danach können Sie sich auch mit dem Ausweis anmelden. Name und Geburtsdatum müssen übereinstimmen.',
      },
      'link-renewed': {
        label: () => 'Neuen Ausweis übernehmen',
        hint: () => 'Ihr neuer Ausweis gilt dann für dieses Konto. Die Anschrift nehmen wir vom neuen Ausweis.',
      },
      temporary: {
        label: () => 'Ohne Konto weiter',
        hint: (portal) =>
          `${portal ? quoted(portal) : 'Der Dienst'} bekommt die nötigen Angaben. Wir speichern nichts davon.`,
      },
      'leave-account': {
        label: (_portal, name) => (name ? `${name} abmelden` : 'Abmelden'),
        hint: () => 'Danach geht es mit dem Ausweis weiter.',
      },
      back: {
        label: (_portal, name) => (name ? `Angemeldet bleiben als ${name}` : 'Zurück'),
        hint: () => 'Den Ausweis brauchen Sie dann gerade nicht.',
      },
      cancel: {
        label: (portal) => (portal ? `Abbrechen und zurück zu ${quoted(portal)}` : 'Abbrechen'),
        hint: () => 'Wir speichern nichts und geben nichts weiter.',
      },
    },
    readAgain: 'Dafür lesen wir Ihren Ausweis noch einmal.',
    toChoice: 'Zurück zur Auswahl',
  },
  proveAccount: {
    title: 'Mit welchem Konto verbinden?',
    intro: 'Melden Sie sich einmal mit diesem Konto an. Danach gilt auch Ihr Ausweis dafür.',
  },
  account: {
    navigation: 'Mein Konto',
    pages: { devices: 'Smartphones', 'second-factors': 'Zweiter Faktor' },
    signedIn: 'Sie sind angemeldet.',
    signedInAs: (citizen) => `Sie sind angemeldet als ${citizen}.`,
    endsAt: (time) => `Wenn Sie nichts tun, melden wir Sie um ${time}\u00a0Uhr ab.`,
    logout: 'Abmelden',
    waiting: (portal) => `Ihre Anmeldung bei ${quoted(portal)} wartet noch.`,
    goOn: 'Dort weitermachen',
    warning: 'Aus Sicherheitsgründen melden wir Sie in 2 Minuten ab.',
    stay: 'Angemeldet bleiben',
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    what: 'Sind Sie noch in einem Portal angemeldet? Melden Sie sich bitte auch dort ab.',
  },
  reviewMethods: {
    title: 'Sind das Ihre Anmeldearten?',
    intro: (level) => [
      'Ihr Konto hat jetzt das Vertrauensniveau ',
      strong(level),
      '. Kreuzen Sie nur an, was Sie selbst eingerichtet haben. Alles andere gilt so wie bisher.',
    ],
    legend: 'Bisher eingerichtet',
    since: (day) => `seit ${day}`,
    contacts: 'Hier erreichen wir Sie',
    contactsHint: 'Stimmt das nicht? Wenden Sie sich bitte an den Support.',
    submit: 'Weiter',
  },
}
