import { quoted } from '../../../ui/texts/de.js'
import { actions } from './de-actions.js'
import type { ConsoleTexts } from './messages.js'

/** German texts of the page of citizens' accounts. */
export const accounts: ConsoleTexts['accounts'] = {
  title: 'Konten',
  intro:
    'Für Anrufe von Bürgerinnen und Bürgern. Jedes Nachsehen steht im Protokoll und kann für die Person sichtbar werden.',
  identifier: 'Benutzername oder E-Mail-Adresse',
  identifierHint: 'Genau so, wie die Person sie nennt.',
  reason: 'Grund',
  reasonHint: 'Zum Beispiel „Anruf: Telefon gestohlen“. Bitte keine Namen.',
  lookUp: 'Nachsehen',
  problems: {
    identifier: 'Geben Sie den Benutzernamen oder die E-Mail-Adresse ein.',
    reason: 'Geben Sie den Grund an, mit höchstens 300 Zeichen.',
    expired: 'Das Nachsehen ist zu lange her. Sehen Sie das Konto bitte noch einmal nach.',
  },
  foundTitle: 'Gefundenes Konto',
  fields: { username: 'Benutzername', email: 'E-Mail-Adresse', id: 'Kennung im Protokoll', status: 'Zustand' },
  states: { active: 'aktiv', blocked: 'gesperrt' },
  nothing: '–',
  methods: 'Anmeldearten des Kontos',
  noMethods: 'In dieses Konto führt keine Anmeldeart.',
  kinds: { factor: 'zweiter Faktor', phone: 'Smartphone', app: 'Code-App' },
  since: (day) => `seit ${day}`,
  block: 'Konto sperren',
  blockHint: 'Niemand kommt mehr hinein. Sitzungen und begonnene Anmeldungen enden.',
  unblock: 'Konto entsperren',
  unblockHint: 'Danach kann sich die Person wieder anmelden. Beendete Sitzungen bleiben beendet.',
  endSessions: 'Sitzungen beenden',
  endSessionsHint: 'Meldet die Person überall ab. Sie kann sich gleich wieder anmelden.',
  remove: 'Konto löschen …',
  removeHint: 'Erst kommt eine Rückfrage.',
  blockMethod: (method) => `${quoted(method)} sperren`,
  unblockMethod: (method) => `${quoted(method)} entsperren`,
  removeMethod: (method) => `${quoted(method)} entfernen`,
  done: {
    blocked: 'Das Konto ist gesperrt, seine Sitzungen sind beendet.',
    unblocked: 'Das Konto ist entsperrt.',
    'sessions-ended': 'Alle Sitzungen des Kontos sind beendet.',
    'method-blocked': 'Die Anmeldeart ist gesperrt, die Sitzungen sind beendet.',
    'method-unblocked': 'Die Anmeldeart ist entsperrt.',
    'method-removed': 'Die Anmeldeart ist entfernt, die Sitzungen sind beendet.',
    deleted: 'Das Konto ist gelöscht.',
    unchanged: 'Es war schon so: Nichts wurde geändert.',
  },
  deleteTitle: 'Dieses Konto löschen?',
  deleteAfter: [
    'Mit dem Konto gehen alle Angaben, Anmeldearten und Freigaben. Sitzungen und begonnene Anmeldungen enden.',
    'Das lässt sich nicht zurückholen. Portale erkennen die Person danach nicht wieder.',
  ],
  deleteSubmit: 'Konto endgültig löschen',
  keep: 'Nicht löschen',
}

/** German texts of the page of the kill switches. */
export const methods: ConsoleTexts['methods'] = {
  title: 'Anmeldearten',
  intro:
    'Hier schalten Sie eine Anmeldeart für alle Portale ab, zum Beispiel bei einem Vorfall. Spätestens nach 5 Sekunden gilt es auf allen Instanzen.',
  states: { on: 'eingeschaltet', off: 'abgeschaltet' },
  offSince: (time) => `seit ${time}`,
  disable: (method) => `${quoted(method)} abschalten …`,
  enable: (method) => `${quoted(method)} wieder einschalten`,
  done: {
    disabled: 'Die Anmeldeart ist abgeschaltet. Was sie bis jetzt bewiesen hat, zählt nicht mehr.',
    enabled: 'Die Anmeldeart ist wieder eingeschaltet.',
    unchanged: 'Es war schon so: Nichts wurde geändert.',
  },
  askTitle: (method) => `${quoted(method)} abschalten?`,
  askAfter: [
    'Damit kann sich dann niemand mehr anmelden, bei keinem Portal. Begonnene Anmeldungen fragen nach einer anderen Anmeldeart.',
    'Sitzungen, die allein darauf beruhen, enden. Sie kommen auch nicht zurück, wenn Sie die Anmeldeart wieder einschalten.',
  ],
  keep: 'Eingeschaltet lassen',
}

/** German texts of the page of the audit log. */
export const audit: ConsoleTexts['audit'] = {
  title: 'Protokoll',
  intro: 'Wer wann was getan hat, das Neueste zuerst. Auch dieses Nachsehen wird protokolliert.',
  tenantAlone: (tenant) => `Sie sehen die Einträge, die ein Portal des Mandanten ${tenant} nennen.`,
  since: 'Von',
  until: 'Bis',
  timeHint: 'JJJJ-MM-TT, in UTC',
  actor: 'Wer',
  actorHint: 'broker, citizen, operator:… oder cli:…',
  service: 'Portal (entityID)',
  action: 'Ereignis',
  allActions: 'alle',
  actions,
  errorId: 'Fehlernummer',
  filter: 'Filtern',
  none: 'Dazu gibt es keinen Eintrag.',
  caption: 'Einträge, das Neueste zuerst',
  columns: { at: 'Zeit (UTC)', seq: 'Nr.', actor: 'Wer', sentence: 'Was' },
  older: 'Ältere Einträge',
  newest: 'Zu den neuesten',
  exportAs: (format) => `Als ${format} herunterladen`,
}
