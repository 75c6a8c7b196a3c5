import { quoted } from '../../../ui/texts/de.js'
import type { UpstreamRefusals, UpstreamTexts } from './upstream-messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (count: number): string => `${count} ${count === 1 ? 'Tag' : 'Tage'}`

const LEVELS = 'basis, normal, substantiell oder hoch'

export const upstreams: UpstreamTexts = {
  title: 'Andere Konten',
  about: 'Mit diesen Konten kann man sich hier anmelden.',
  none: 'Es ist noch kein anderes Konto registriert.',
  caption: 'Andere Konten',
  columns: { name: 'Name', dialect: 'Dialekt', level: 'Zählt höchstens', state: 'Zustand' },
  states: { enabled: 'aktiv', disabled: 'ausgeschaltet', down: 'antwortet nicht' },
  done: {
    imported: 'Das andere Konto ist eingelesen. Es gilt in wenigen Sekunden überall.',
    set: 'Die Einstellungen sind geändert.',
    enabled: 'Das andere Konto ist wieder eingeschaltet.',
    disabled: 'Das andere Konto ist ausgeschaltet.',
    removed: 'Das andere Konto ist entfernt.',
    unchanged: 'Es war schon so. Nichts ist geändert.',
  },
  back: 'Zu allen anderen Konten',
  import: {
    title: 'Anderes Konto einlesen',
    again: (name) => `${quoted(name)} neu einlesen`,
    name: 'Name der Anmeldeart',
    nameHint: 'Kleinbuchstaben, Ziffern und Bindestriche. Der Name steht in Adressen und bleibt.',
    dialect: 'Dialekt',
    maxLevel: 'Zählt höchstens als',
    maxLevelHint: 'Mehr als das glauben wir diesem Konto nie, was es auch behauptet.',
    previewTitle: (name) => `Vorschau: ${quoted(name)}`,
    preview: 'Vorschau',
    apply: 'Einlesen',
    newOne: 'Das andere Konto ist neu und danach sofort aktiv.',
    changed: 'Das ändert sich:',
    same: 'Nichts ändert sich.',
    tell: 'Das trägt die andere Seite ein',
    addresses: { metadata: 'Unsere Metadaten', acs: 'Adresse für Antworten' },
    openId: 'Ein Konto mit OpenID Connect registrieren Sie auf der Kommandozeile.',
  },
  facts: {
    entityId: 'Kennung (entityID)',
    dialect: 'Dialekt',
    names: 'Name in den Metadaten',
    keys: 'Schlüssel (SHA-256)',
    from: 'Herkunft',
    importedAt: 'Eingelesen',
    lastRefresh: 'Zuletzt erneuert',
    validUntil: 'Metadaten gültig bis',
    health: 'Erreichbar',
    client: 'Kennung des Clients',
  },
  vouched: { signed: 'signiert, wird von selbst erneuert', unsigned: 'wird nicht von selbst erneuert' },
  never: 'noch nie',
  endless: 'ohne Ende',
  health: {
    up: 'Die Prüfadresse antwortet.',
    down: 'Die Prüfadresse antwortet nicht.',
    unprobed: 'Es wird nicht geprüft.',
  },
  findings: 'Was Sie wissen sollten',
  noFindings: 'Nichts ist aufgefallen.',
  settings: 'Einstellungen',
  settingsHint: 'Ein leeres Feld heißt: wie ausgeliefert.',
  set: 'Einstellungen speichern',
  shipped: 'wie ausgeliefert',
  labels: {
    maxLevel: 'Zählt höchstens als',
    methodName: 'Name für Bürger',
    signed: 'Was signiert sein muss',
    healthUrl: 'Prüfadresse',
    hideAuthority: 'Gegenüber Portalen verschweigen',
    levels: 'Weitere Vertrauensklassen',
  },
  hints: {
    maxLevel: 'Mehr als das glauben wir diesem Konto nie.',
    methodName: 'So heißt die Anmeldeart auf der Seite. Leer: der Name aus den Metadaten.',
    signed: 'Ohne diese Signatur nehmen wir keine Antwort.',
    healthUrl: 'Diese Adresse rufen wir alle zwei Sekunden auf. Nach zwei Fehlern bieten wir das Konto nicht an.',
    hideAuthority: 'Portale erfahren dann nicht, welches Konto benutzt wurde.',
    levels: 'Klasse=Niveau, mit Komma getrennt.',
  },
  signedPlaces: {
    response: 'die Antwort',
    assertion: 'die Assertion',
    either: 'eines von beiden',
    both: 'beide',
  },
  dialects: {
    saml2int: 'SAML 2.0 (saml2int)',
    akdb: 'BundID (akdb)',
    fink: 'FINK',
    eidas: 'eIDAS',
    ekona: 'ELSTER, Mein Unternehmenskonto (ekona)',
    oidc: 'OpenID Connect',
  },
  wrongValue: (expected) => `Erlaubt ist: ${expected}.`,
  expects: {
    maxLevel: LEVELS,
    methodName: 'ein Text mit höchstens 60 Zeichen',
    signed: 'response, assertion, either oder both',
    healthUrl: 'eine Adresse mit https',
    hideAuthority: 'ja oder nein',
    levels: `Klasse=Niveau mit ${LEVELS}`,
  },
  switching: 'Ein- und ausschalten',
  disable: 'Ausschalten',
  disableHint: 'Niemand meldet sich mehr damit an. Sitzungen, die nur darauf beruhen, enden.',
  disableTitle: (name) => `${quoted(name)} ausschalten?`,
  enable: 'Einschalten',
  enableHint: 'Man kann sich damit wieder anmelden. Frühere Nachweise zählen nicht mehr.',
  remove: 'Entfernen',
  removeHint: 'Das andere Konto wird aus dem Register genommen.',
  removeTitle: (name) => `${quoted(name)} entfernen?`,
  removeAfter: 'Verknüpfungen mit Konten führen danach ins Leere, auch wenn der Name wieder vergeben wird.',
  removeNamed: (services) =>
    services === 1 ? '1 Portal nennt diese Anmeldeart.' : `${services} Portale nennen diese Anmeldeart.`,
  removeNow: 'Endgültig entfernen',
  keep: 'Nicht entfernen',
  sentences: {
    'upstream-level-shipped': ({ level }) => ({
      message: `Dieses Konto zählt höchstens als ${level}, weil niemand mehr eingestellt hat.`,
      cure: 'Wenn es vertraglich mehr nachweist, stellen Sie es hier ein.',
    }),
    'upstream-not-fetched': () => ({
      message: 'Die Adresse wird nicht von selbst wieder abgerufen, denn niemand bürgt für ihren Inhalt.',
      cure: 'Lesen Sie mit einem Signaturzertifikat ein, oder bei neuen Schlüsseln von Hand.',
    }),
    'upstream-ended': ({ validUntil }) => ({
      message: `Die Metadaten sind am ${day(validUntil)} abgelaufen.`,
      cure: 'Lesen Sie die neue Datei ein.',
    }),
    'upstream-ending': ({ validUntil, daysLeft }) => ({
      message: `Die Metadaten laufen am ${day(validUntil)} ab, in ${days(daysLeft)}.`,
      cure: 'Sorgen Sie dafür, dass neue kommen.',
    }),
    'upstream-refresh-failing': ({ from, message, lastRefresh }) => ({
      message: `Die Metadaten von ${from} wurden nicht erneuert: ${message}.`,
      cure: `Das Konto arbeitet mit dem letzten guten Stand weiter${lastRefresh === null ? '' : ` vom ${day(lastRefresh)}`}.`,
    }),
    'upstream-down': ({ detail }) => ({
      message: `Die Prüfadresse antwortet nicht${detail === null ? '' : ` (${detail})`}. Das Konto wird nicht angeboten.`,
      cure: 'Mit der ersten guten Antwort kommt es von selbst zurück.',
    }),
    'upstream-named': ({ services }) => ({
      message: `Diese Portale nennen die Anmeldeart: ${services.slice(0, 5).join(', ')}`,
      cure: 'Sehen Sie nach, ob sie noch eine andere haben.',
    }),
  },
}

const NAME_FAULTS = {
  form: 'hat nicht die Form: Kleinbuchstaben, Ziffern und Bindestriche, 2 bis 31 Zeichen',
  method: 'gehört einer Anmeldeart des Hauses',
  address: 'gehört einer Seite jeder Anmeldung',
} as const

export const upstreamRefusals: UpstreamRefusals = {
  'upstream-unknown': ({ name }) => `Ein anderes Konto ${quoted(name)} gibt es nicht.`,
  'upstream-name': ({ name, fault }) => `Der Name ${quoted(name)} ${NAME_FAULTS[fault]}. Nehmen Sie einen anderen.`,
  'upstream-taken': ({ name, entityId, registered }) =>
    `${quoted(name)} ist ${registered}, die Datei ist von ${entityId}. Nehmen Sie einen anderen Namen.`,
  'upstream-dialect': ({ name, dialect, registered }) =>
    `${quoted(name)} hat den Dialekt ${registered}. Ein Wechsel zu ${dialect} geht nur über das Entfernen.`,
  'upstream-setting': ({ setting, value }) => `${setting} kann nicht ${quoted(String(value))} sein.`,
  'upstream-changed': ({ name }) =>
    `Jemand anderes hat ${quoted(name)} inzwischen geändert. Versuchen Sie es noch einmal.`,
  'upstream-issuer': ({ issuer }) =>
    `${quoted(issuer)} ist kein Aussteller: eine Adresse mit https, ohne Benutzer, Abfrage und Anker.`,
  'upstream-client': () => 'Die Kennung des Clients hat nicht 1 bis 255 druckbare Zeichen.',
  'upstream-secret': ({ proof }) =>
    proof === 'key'
      ? 'Das ist kein privater Schlüssel in PEM: RSA ab 2048 Bit, P-256, P-384 oder P-521.'
      : 'Das Geheimnis hat nicht 1 bis 1024 druckbare Zeichen in einer Zeile.',
  'upstream-no-source': ({ name }) => `${quoted(name)} hat keine Adresse, die von selbst abgerufen wird.`,
  'upstream-refused': ({ from, message }) => `${quoted(from)}: ${message}. Der letzte gute Stand bleibt.`,
}
