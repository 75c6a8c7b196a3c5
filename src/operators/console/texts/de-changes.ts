import { quoted } from '../../../ui/texts/de.js'
import { pseudonyms } from './de-pseudonyms.js'
import type { ConsoleTexts } from './messages.js'

/** What became of a portal. */
export const history: ConsoleTexts['history'] = {
  heading: 'Verlauf',
  title: (name) => `Verlauf: ${name}`,
  all: 'Alle Fassungen',
  back: 'Zurück zum Portal',
  gone: 'Dieses Portal ist entfernt. Jede Fassung bringt es zurück.',
  nothing: 'Bisher hat niemand etwas geändert.',
  now: 'gilt jetzt',
  version: (number) => `Fassung ${number}`,
  acts: {
    imported: () => 'Portal registriert',
    updated: () => 'Metadaten neu eingelesen',
    set: () => 'Einstellungen geändert',
    enabled: () => 'Portal freigegeben',
    disabled: () => 'Portal gesperrt',
    restored: (number) => (number === null ? 'Fassung wiederhergestellt' : `Fassung ${number} wiederhergestellt`),
    removed: () => 'Portal entfernt',
  },
  when: (day, time) => `${day}, ${time} Uhr`,
  by: (actor, approvedBy) => `von ${actor}${approvedBy === null ? '' : `, bestätigt von ${approvedBy}`}`,
  fromBefore: 'So war das Portal, als der Verlauf begann.',
  changed: 'Was sich geändert hat',
  notKept: 'Was sich damals geändert hat, ist nicht mehr aufgehoben.',
  restore: (number) => `Fassung ${number} wiederherstellen …`,
  restoreTitle: (name, number) => `${quoted(name)}: Fassung ${number} wiederherstellen?`,
  nothingYet: 'Noch ist nichts geändert.',
  sameAlready: 'Das Portal ist schon so wie in dieser Fassung.',
  activeAfter: 'Danach ist das Portal aktiv.',
  disabledAfter: 'Danach ist das Portal gesperrt: Das hebt nur „Freigeben“ auf.',
  apply: 'Wiederherstellen',
  backToHistory: 'Zurück zum Verlauf',
}

/** What waits for a second person. */
export const drafts: ConsoleTexts['drafts'] = {
  pseudonyms,
  title: 'Entwürfe',
  intro: 'Diese Änderungen gelten erst, wenn eine zweite Person sie bestätigt.',
  none: 'Gerade wartet keine Änderung auf eine zweite Person.',
  acts: {
    imported: 'Portal registrieren',
    updated: 'Metadaten neu einlesen',
    set: 'Einstellungen ändern',
    enabled: 'Portal freigeben',
    disabled: 'Portal sperren',
    restored: 'Frühere Fassung wiederherstellen',
    removed: 'Portal entfernen',
    activate: 'Schlüssel aktivieren',
    retire: 'Schlüssel ausmustern',
    'reset-password': 'Passwort zurücksetzen',
    'import-pseudonyms': 'Frühere Kennungen übernehmen',
  },
  more: (count) => `und ${count === 1 ? '1 weiteres Portal' : `${count} weitere Portale`}`,
  proposed: (author) => `Vorgeschlagen von ${author}`,
  until: (when) => `Entscheiden kann man bis ${when}.`,
  draftTitle: (act) => `Entwurf: ${act}`,
  done: {
    proposed: 'Das gilt noch nicht: Eine zweite Person muss es bestätigen. Geben Sie ihr die Adresse dieser Seite.',
    approved: 'Bestätigt: Die Änderung gilt, auf allen Instanzen spätestens nach 5 Sekunden.',
    rejected: 'Abgelehnt: Nichts wurde geändert.',
  },
  nothingYet: 'Noch ist nichts geändert. Bestätigt wird genau das, was hier steht.',
  own: 'Das ist Ihr eigener Entwurf: Bestätigen muss ihn jemand anderes.',
  moved: 'Seit dem Entwurf hat sich etwas geändert. Er gilt nicht mehr: Machen Sie die Änderung noch einmal.',
  ended: 'Die Frist ist vorbei. Machen Sie die Änderung noch einmal.',
  approvedBy: (who, when) => `Bestätigt von ${who}, ${when}.`,
  rejectedBy: (who, when) => `Abgelehnt von ${who}, ${when}.`,
  approve: 'Bestätigen',
  reject: 'Ablehnen',
  takeBack: 'Zurückziehen',
  back: 'Alle Entwürfe',
  waiting: (count) =>
    count === 1 ? '1 Änderung wartet auf eine zweite Person.' : `${count} Änderungen warten auf eine zweite Person.`,
}
