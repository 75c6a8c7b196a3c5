import { quoted } from '../../../ui/texts/de.js'
import { keysDe } from './de-keys.js'
import { access, code } from './de-access.js'
import { accounts, audit, methods } from './de-oversight.js'
import { drafts, history } from './de-changes.js'
import { rules } from './de-metadata-sentences.js'
import { staff } from './de-staff.js'
import { findings, refusals } from './de-sentences.js'
import { fields, hints } from './de-settings.js'
import { setsDe } from './de-sets.js'
import { tabs, values } from './de-tabs.js'
import { upstreams } from './de-upstreams.js'
import { trialDe } from './de-trial.js'
import type { ConsoleTexts } from './messages.js'

const portals = (count: number): string => (count === 1 ? '1 Portal' : `${count} Portale`)

const konten = (count: number): string => (count === 1 ? '1 Konto' : `${count} Konten`)

/** German texts of the operators' console. */
export const de: ConsoleTexts = {
  bar: {
    label: 'Angemeldet im Betrieb',
    navigation: 'Betrieb',
    signedInAs: (operator, role, tenant) =>
      `Angemeldet als ${operator} (${role}${tenant === null ? '' : `, Mandant ${tenant}`})`,
    signOut: 'Abmelden',
    pages: {
      overview: 'Übersicht',
      services: 'Portale',
      requests: 'Anfragen',
      import: 'Metadaten einlesen',
      keys: 'Schlüssel',
      accounts: 'Konten',
      methods: 'Anmeldearten',
      upstreams: 'Andere Konten',
      audit: 'Protokoll',
      drafts: 'Entwürfe',
      operators: 'Zugänge',
      access: 'Mein Zugang',
    },
  },
  roles: { admin: 'Administration', operator: 'Betrieb', auditor: 'Prüfung' },
  signIn: {
    title: 'Betrieb: anmelden',
    notForCitizens: 'Hier melden sich Menschen an, die Portale betreuen. Ihr Servicekonto nutzen Sie über Ihr Portal.',
    username: 'Benutzername',
    password: 'Passwort',
    submit: 'Weiter',
    problems: {
      wrong: 'Der Benutzername oder das Passwort stimmt nicht.',
      expired: 'Das hat zu lange gedauert, oder inzwischen hat sich etwas geändert. Fangen Sie bitte neu an.',
    },
  },
  code,
  access,
  staff,
  overview: {
    title: 'Übersicht',
    attention: (count) =>
      count === 1 ? '1 Portal braucht Aufmerksamkeit' : `${count} Portale brauchen Aufmerksamkeit`,
    nothing: 'Kein Portal braucht gerade Aufmerksamkeit.',
    services: (active, all) => `${portals(all)} ${all === 1 ? 'ist' : 'sind'} registriert, davon ${active} aktiv.`,
    toServices: 'Alle Portale',
    toImport: 'Metadaten einlesen',
  },
  services: {
    title: 'Portale',
    search: 'Name oder entityID',
    level: 'Vertrauensniveau',
    allLevels: 'alle',
    filter: 'Filtern',
    found: (count) => portals(count),
    none: 'Dazu gibt es kein Portal.',
    columns: { name: 'Portal', level: 'Niveau', tenant: 'Mandant', end: 'Metadaten bis', state: 'Zustand' },
    states: { active: 'aktiv', disabled: 'gesperrt' },
    endless: 'ohne Ende',
    endsOn: (day) => day,
    endedOn: (day) => `abgelaufen am ${day}`,
    page: (now, of) => `Seite ${now} von ${of}`,
    previous: 'Vorige Seite',
    next: 'Nächste Seite',
  },
  service: {
    ownMetadata: 'Metadaten des Servicekontos für dieses Portal',
    findings: 'Befunde',
    noFindings: 'Nichts zu tun.',
    settings: 'Einstellungen',
    settingsHint: 'Wirkt sofort, spätestens nach 5 Sekunden auf allen Instanzen. Listen mit Komma trennen.',
    changedMeanwhile:
      'Noch ist nichts übernommen: Jemand anderes hat die Einstellungen inzwischen geändert. Sie sehen den neuen Stand und Ihre Eingaben. Prüfen Sie beides, und übernehmen Sie dann.',
    set: 'Übernehmen',
    done: {
      set: 'Die Einstellungen sind übernommen.',
      disabled: 'Das Portal ist gesperrt. Es bekommt keine Antworten mehr.',
      enabled: 'Das Portal bekommt wieder Antworten.',
      restored: 'Die frühere Fassung ist wiederhergestellt.',
      unchanged: 'Es war schon so: Nichts wurde geändert.',
      refreshed: 'Neue Metadaten sind geholt und übernommen.',
      fresh: 'Die Metadaten sind auf dem neuesten Stand. Nichts hat sich geändert.',
    },
    switching: 'Sperren, freigeben, entfernen',
    disable: 'Sperren',
    disableHint:
      'Anmeldungen bei diesem Portal werden abgelehnt, auch begonnene. Einstellungen und Pseudonyme bleiben.',
    enable: 'Freigeben',
    enableHint: 'Danach kann man sich bei diesem Portal wieder anmelden.',
    remove: 'Entfernen',
    removeHint: 'Nimmt das Portal aus dem Register.',
    removeTitle: (name) => `${quoted(name)} entfernen?`,
    removeAfter:
      'Bei diesem Portal kann sich dann niemand mehr anmelden. Wird es wieder eingelesen, hat es denselben Bereich und dieselben Pseudonyme.',
    removeLately: (logins, accounts, days) =>
      logins === 0
        ? `In den letzten ${days} Tagen hat sich hier niemand angemeldet.`
        : `In den letzten ${days} Tagen: ${logins === 1 ? '1 Anmeldung' : `${logins} Anmeldungen`} mit ${konten(accounts)}.`,
    removeNow: 'Wer sich hier gerade anmeldet, bekommt eine Fehlerseite. Sitzungen bei anderen Portalen gehen weiter.',
    removePseudonyms: (accounts) => {
      if (accounts === 0) return 'Noch niemand hat hier ein Pseudonym.'
      const held = accounts === null ? 'Konten haben' : `${konten(accounts)} ${accounts === 1 ? 'hat' : 'haben'}`
      return `${held} hier ein Pseudonym. Kommt das Portal zurück, ist es dasselbe.`
    },
    removeSharing: (services) => `${portals(services)} im selben Bereich: Dort ändert sich nichts.`,
    removeHistory: 'Der Verlauf bleibt, und mit ihm der Weg zurück:',
    keep: 'Behalten',
    source: {
      title: 'Quelle der Metadaten',
      from: 'Adresse',
      fetched: 'Zuletzt geholt',
      succeeded: 'Zuletzt übernommen',
      due: 'Nächstes Mal spätestens',
      never: 'noch nie',
      refresh: 'Jetzt holen',
      refreshHint: 'Holt die Metadaten jetzt. Ist etwas falsch daran, bleiben die bisherigen.',
      heldTitle: 'Das muss ein Mensch entscheiden',
      held: (gone, of) =>
        `In den neuen Metadaten fehlen ${gone} von ${of} Portalen. Übernehmen Sie sie trotzdem, werden diese Portale gesperrt.`,
      more: (count) => (count === 1 ? 'und 1 weiteres Portal' : `und ${count} weitere Portale`),
      confirm: (gone) => (gone === 1 ? 'Übernehmen und 1 Portal sperren' : `Übernehmen und ${gone} Portale sperren`),
    },
    refused: 'Nichts wurde geändert',
    wrongValue: (expected) => `Das geht hier nicht. Möglich ist: ${expected}`,
    hints,
  },
  history,
  drafts,
  request: {
    title: 'Abgelehnte Anfrage nachschlagen',
    intro: 'Was hat ein Portal gesendet, und welche Regel hat es abgelehnt? Das sehen Sie hier 7 Tage lang.',
    errorId: 'Fehlernummer',
    hint: 'Von der Fehlerseite, zum Beispiel E-3VEE-43FD. Oder aus dem Log des Portals: die ID der Anfrage oder der Antwort.',
    answered: 'Antwort an das Portal',
    lookUp: 'Nachschlagen',
    unknown: 'Anfragen sehen Sie 7 Tage lang. Andere Fehler stehen nur im Protokoll, ebenso Anfragen aus einer Flut.',
    foundTitle: (errorId) => `Anfrage ${errorId}`,
    refusedBy: (rule) => `Abgelehnt: ${rule}`,
    from: 'Absender',
    nobody: 'nicht genannt',
    claimed: 'nur behauptet',
    tenant: 'Mandant',
    at: 'Zeitpunkt (UTC)',
    binding: 'Übertragung',
    noRelayState: 'keiner',
    bytes: (count) => `${count} Byte`,
    checks: 'Was geprüft wurde',
    undecoded: 'Die Anfrage ließ sich nicht entpacken.',
    masked: 'Was eine Person nennt (Subject, NameID), ist weggelassen.',
    elsewhere: 'Eine Anfrage, die nicht hier ankam, kann jede Person ohne Anmeldung prüfen:',
    toCheck: 'Anfrage prüfen',
  },
  import: {
    title: 'Metadaten einlesen',
    intro:
      'Geben Sie die SAML-Metadaten eines oder vieler Portale als Datei, als Text oder als Adresse. Zuerst sehen Sie, was sich ändern würde.',
    file: 'Datei',
    text: 'Oder als Text',
    url: 'Oder von dieser Adresse',
    signer: 'Zertifikat des Unterzeichners (PEM)',
    signerHint: 'Freiwillig. Damit prüfen wir die Unterschrift der Metadaten.',
    level: 'Vertrauensniveau',
    levelOfMetadata: 'wie in den Metadaten, sonst normal',
    tenant: 'Mandant',
    noTenant: 'keiner',
    preview: 'Prüfen',
    previewTitle: 'Metadaten prüfen',
    nothingYet: 'Noch ist nichts geändert.',
    source: (from) => `Quelle: ${from}`,
    document: (sha256) => `Fingerabdruck des Dokuments: SHA-256 ${sha256}`,
    signed: (sha256) => `Die Unterschrift ist geprüft. Zertifikat: SHA-256 ${sha256}`,
    notSigned:
      'Die Unterschrift ist nicht geprüft. Vergleichen Sie den Fingerabdruck mit dem, den das Portal Ihnen nennt.',
    kinds: { registered: 'neu', updated: 'wird geändert', unchanged: 'unverändert' },
    refused: 'Nicht übernommen wird',
    moreRefused: (count) => `Und ${count} weitere.`,
    moreServices: (count) => (count === 1 ? 'Und 1 weiteres Portal.' : `Und ${count} weitere Portale.`),
    changes: 'Was sich ändert',
    noChanges: 'Hier ändert sich nichts.',
    columns: { field: 'Feld', before: 'Bisher', after: 'Neu' },
    apply: (count) => (count === 1 ? 'Für 1 Portal übernehmen' : `Für ${count} Portale übernehmen`),
    discard: 'Verwerfen',
    changedMeanwhile: 'Inzwischen hat sich etwas geändert. Sehen Sie sich bitte noch einmal an, was übernommen würde.',
    doneTitle: 'Metadaten übernommen',
    done: (count) => `${portals(count)} übernommen.`,
    within: 'Auf allen Instanzen gilt das spätestens nach 5 Sekunden.',
    another: 'Weitere Metadaten einlesen',
    problems: {
      missing: 'Geben Sie die Metadaten als Datei, als Text oder als Adresse an.',
      several: 'Geben Sie die Metadaten nur auf eine Art an: als Datei, als Text oder als Adresse.',
      'too-large': 'Das ist mehr als 32 MiB. Teilen Sie die Datei, oder geben Sie ihre Adresse an.',
    },
    refusedTitle: 'Diese Metadaten können wir nicht übernehmen',
  },
  keys: keysDe,
  accounts,
  methods,
  audit,
  trial: trialDe,
  upstreams,
  sets: setsDe,
  severities: { info: 'Hinweis', warning: 'Warnung', error: 'Fehler' },
  tabs,
  values,
  fields,
  empty: '(leer)',
  yes: 'ja',
  no: 'nein',
  refusals,
  rules,
  findings,
}
