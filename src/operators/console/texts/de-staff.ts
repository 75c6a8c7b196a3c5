import { quoted } from '../../../ui/texts/de.js'
import type { StaffTexts } from './staff-messages.js'

/** German texts of the page of all operators. */
export const staff: StaffTexts = {
  title: 'Zugänge',
  intro: 'Wer sich hier anmelden kann. Angelegt werden Zugänge auf der Befehlszeile.',
  columns: { name: 'Benutzername', role: 'Rolle und Mandant', state: 'Zustand', password: 'Passwort' },
  disabled: 'gesperrt',
  active: 'aktiv',
  hotline: 'mit Hotline',
  noFactor: 'zweiter Faktor fehlt noch',
  oneTimeUntil: (when) => `Einmalpasswort bis ${when}`,
  own: 'Ihr eigenes ändern Sie unter „Mein Zugang“.',
  reset: 'Zurücksetzen\u00a0…',
  resetOf: (name) => `Passwort von ${name} zurücksetzen …`,
  askTitle: (name) => `Passwort von ${quoted(name)} zurücksetzen?`,
  askAfter: [
    'Prüfen Sie zuerst, wer Sie darum bittet.',
    'Sie bekommen ein Einmalpasswort. Es gilt 24 Stunden, für die nächste Anmeldung.',
    'Bei dieser Anmeldung wird es durch ein eigenes ersetzt. Vorher geht nichts anderes.',
    'Die zweiten Faktoren bleiben. Alle Sitzungen dieser Person enden.',
  ],
  askDrafted: 'Es gilt erst, wenn eine zweite Person zustimmt.',
  ownPassword: 'Ihr eigenes Passwort',
  ownPasswordHint: 'Damit niemand das von einem verlassenen Platz aus tut.',
  wrong: 'Ihr Passwort stimmt nicht.',
  submit: 'Einmalpasswort geben',
  keep: 'Nicht zurücksetzen',
  givenTitle: (name) => `Einmalpasswort für ${quoted(name)}`,
  given: 'Einmalpasswort',
  shownOnce: 'Wir zeigen es nur jetzt. Geht es verloren, setzen Sie noch einmal zurück.',
  handOver: (name) =>
    `Sagen Sie es ${name} selbst, mit den Strichen. Es gilt 24 Stunden, zusammen mit dem zweiten Faktor.`,
  drafted: 'Es gilt noch nicht: Eine zweite Person muss erst zustimmen. Ab dann gilt es 24 Stunden.',
  toDraft: 'Zum Entwurf',
  copy: 'Kopieren',
  back: 'Alle Zugänge',
  drafts: {
    'reset-password': (name) =>
      `${name} bekommt ein Einmalpasswort für 24 Stunden. Alle Sitzungen enden, die zweiten Faktoren bleiben.`,
    'create-operator': (name) => `${name} bekommt einen neuen Zugang, mit einem Einmalpasswort für 24 Stunden.`,
    'reset-second-factor': (name) =>
      `${name} verliert alle zweiten Faktoren und richtet beim Anmelden einen neuen ein. Alle Sitzungen enden.`,
  },
  draftKnown: 'Wer den Entwurf gemacht hat, kennt das Einmalpasswort.',
}
