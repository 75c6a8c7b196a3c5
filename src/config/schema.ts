import type { z } from 'zod'
import { LONGEST_SESSION_LIMITS } from '../domain/session.js'
import type { TrustLevel } from '../domain/trust-level.js'
import { eidSchema } from './eid-schema.js'
import {
  levelUpTo,
  networks,
  privateNetworks,
  optionalApp,
  optionalEmail,
  optionalLink,
  optionalPhone,
  requiredLink,
  requiredText,
  section,
  sectionAbout,
  shortText,
  wholeNumber,
  yesOrNo,
} from './fields.js'

/**
 * The config file, and the one place of its defaults. Every key has one, so a deployment writes only what differs;
 * unknown keys are refused. Texts are German: docs/configuration.md and config/default.yaml are made from all this.
 */

const site = sectionAbout('Was auf jeder Seite steht. Ein Verweis ohne Ziel wird nicht gezeigt.', {
  name: shortText('Servicekonto', 'Name des Angebots, auf jeder Seite oben und im Seitentitel'),
  support: section({
    email: optionalEmail('E-Mail-Adresse der Hilfe; ohne Angabe wird keine gezeigt', 'hilfe@stadt.example'),
    phone: optionalPhone('Telefonnummer der Hilfe', '"+49 241 123456"'),
    url: optionalLink('Webseite der Hilfe'),
  }).prefault({}),
  links: section({
    help: optionalLink('„Hilfe“ im Kopf der Seite'),
    imprint: optionalLink('„Impressum“ im Fuß der Seite', 'https://www.stadt.example/impressum'),
    privacy: optionalLink('„Datenschutz“ im Fuß der Seite'),
    accessibility: optionalLink('„Erklärung zur Barrierefreiheit“ im Fuß der Seite'),
    reportBarrier: optionalLink('„Barriere melden“ im Fuß der Seite', 'mailto:barrierefrei@stadt.example'),
  }).prefault({}),
})

const argon2 = sectionAbout(
  `Aufwand je Passwortprüfung (argon2id). Mehr ist sicherer und langsamer; ältere Hashes werden
bei der nächsten Anmeldung erneuert.`,
  {
    memoryKiB: wholeNumber(7168, 4_194_304, 19_456, 'Speicher je Berechnung in KiB'),
    iterations: wholeNumber(1, 50, 2, 'Durchläufe'),
    parallelism: wholeNumber(1, 16, 1, 'Stränge'),
  },
)
  // check: argon2-is-no-weaker-than-owasp
  .refine(({ memoryKiB, iterations }) => memoryKiB * iterations >= 35_840, {
    // OWASP's equivalent settings all lie above this product; what lies below is weaker than each of them.
    error: 'memoryKiB times iterations at least 35840, for instance 19456 and 2',
  })

const brakes = sectionAbout('Bremsen zählen nur Fehlversuche.', {
  perName: wholeNumber(1, 1000, 10, 'Fehlversuche je Benutzername (wie eingegeben)'),
  perAddress: wholeNumber(1, 10_000, 30, 'Fehlversuche je Netzadresse'),
  perPassword: wholeNumber(1, 10_000, 40, 'verschiedene Benutzernamen, an denen dasselbe Passwort versucht wurde'),
  windowMinutes: wholeNumber(1, 1440, 15, 'Zeitfenster in Minuten, ab dem ersten Fehlversuch'),
})

const secondFactor = sectionAbout(
  `Zweiter Faktor: was sich Bürgerinnen und Bürger unter /konto/zweiter-faktor einrichten können.
Was eingerichtet ist, wird immer verlangt, auch wenn hier false steht.`,
  {
    totp: yesOrNo(true, 'Code-App (TOTP) als zweiten Faktor einrichten lassen; eingerichtete bleiben in Kraft'),
    passkey: yesOrNo(true, 'Passkey (WebAuthn) als zweiten Faktor einrichten lassen; eingerichtete bleiben in Kraft'),
    level: levelUpTo(
      'substantiell',
      'normal',
      'Vertrauensniveau einer Anmeldung mit Passwort und zweitem Faktor, nie unter dem des Passworts',
    ),
  },
)

const password = section({
  enabled: yesOrNo(true, 'Anmeldung mit Benutzername und Passwort anbieten'),
  // check: a-password-reaches-normal-at-most
  level: levelUpTo('normal', 'normal', 'Vertrauensniveau einer Anmeldung mit Passwort'),
  argon2: argon2.prefault({}),
  brakes: brakes.prefault({}),
  secondFactor: secondFactor.prefault({}),
})

const pass = sectionAbout(
  `Servicekonto.Pass: Smartphone und PIN. Das Niveau verantwortet die betreibende Stelle:
Eine Bewertung durch das BSI gibt es für diesen Pass nicht.`,
  {
    enabled: yesOrNo(true, 'Anmeldung mit dem Servicekonto.Pass (Smartphone) anbieten'),
    level: levelUpTo('substantiell', 'substantiell', 'Vertrauensniveau einer Anmeldung mit dem Pass'),
    levelWithoutAccount: levelUpTo(
      'substantiell',
      'normal',
      'Vertrauensniveau eines Passes ohne Konto, an Diensten, die ihn so zulassen',
    ),
    webApp: optionalApp(
      'Adresse des Passes als Web-App; Links, die ein Browser ohne App öffnet, führen dorthin',
      'https://pass.stadt.example/',
    ),
  },
)

interface Minutes {
  readonly ageMinutes: number
  readonly idleMinutes: number
}

/** The limits of one level as shipped; a deployment goes downwards only from the ceiling of TR-03160-1 table 2. */
function limits(level: TrustLevel, shipped: Minutes) {
  const age = LONGEST_SESSION_LIMITS[level].age / 60_000
  const idle = LONGEST_SESSION_LIMITS[level].idle / 60_000
  const ageDoc = `Minuten seit der Anmeldung, in denen ${level} gilt; höchstens ${age}`
  const idleDoc = `Minuten ohne eigene Handlung, in denen ${level} gilt; höchstens ${idle}`
  return section({
    // check: session-ages-only-go-down
    ageMinutes: wholeNumber(1, age, shipped.ageMinutes, ageDoc),
    // check: idle-times-only-go-down
    idleMinutes: wholeNumber(1, idle, shipped.idleMinutes, idleDoc),
  }).prefault({})
}

const keys = sectionAbout('Unsere Schlüssel', {
  announceDays: wholeNumber(
    1,
    365,
    7,
    'Tage, die ein Nachfolger angekündigt sein muss, bevor `keys retire` ohne `--force` den alten Schlüssel ausmustert',
  ),
})

const metadata = sectionAbout('Was unsere SAML-Metadaten außer Schlüsseln und Adressen sagen', {
  validForDays: wholeNumber(1, 365, 28, 'Gültigkeit unserer SAML-Metadaten in Tagen (validUntil)'),
  displayName: section({
    de: shortText('Servicekonto', 'Anzeigename in den Metadaten, deutsch'),
    en: shortText('Servicekonto', 'Anzeigename in den Metadaten, englisch'),
  }).prefault({}),
  organization: sectionAbout('die betreibende Stelle: beides, name und url, oder nichts', {
    name: requiredText('Name der betreibenden Stelle'),
    url: requiredLink('Webseite der betreibenden Stelle'),
  })
    .nullable()
    .default(null),
  contacts: section({
    technical: optionalEmail('technische Ansprechstelle'),
    support: optionalEmail('Ansprechstelle für Fragen der Online-Dienste'),
    security: optionalEmail('Ansprechstelle für Sicherheitsmeldungen'),
  }).prefault({}),
})

const http = sectionAbout(
  `Wie lange eine Verbindung zwischen zwei Anfragen offen bleibt. Es muss länger sein als beim Webserver davor
(nginx und Apache: 60 Sekunden, docs/betriebshandbuch/webserver.md).`,
  {
    keepAliveSeconds: wholeNumber(
      1,
      3600,
      75,
      'Sekunden, die eine Verbindung zwischen zwei Anfragen offen bleibt; mehr als beim Webserver davor, sonst gehen dort Anfragen verloren',
    ),
  },
)

const network = section({
  outgoing: sectionAbout(
    `Wohin der Broker selbst Verbindungen aufbaut: eID-Server, Metadaten von einer Adresse. Ins Internet geht es immer,
in private Netze nur, soweit sie hier stehen (docs/betriebshandbuch/umgebung-und-konfiguration.md).`,
    {
      allow: privateNetworks(
        'private Netze, in die der Broker Verbindungen aufbauen darf, zum Beispiel das des eID-Servers',
        '[10.20.0.0/16]',
      ),
    },
  ).prefault({}),
})

export const settingsSchema = section({
  site: site.prefault({}),
  methods: sectionAbout('Anmeldeverfahren', {
    password: password.prefault({}),
    eid: eidSchema.prefault({}),
    pass: pass.prefault({}),
  }).prefault({}),
  proofing: sectionAbout('Identitätsnachweis', {
    // check: self-declared-reaches-normal-at-most
    selfDeclared: levelUpTo('normal', 'normal', 'Niveau einer Identität, die jemand selbst angegeben hat'),
  }).prefault({}),
  sessions: sectionAbout(
    `Wie lange eine Anmeldung gilt: ab der Anmeldung (age) und ab der letzten eigenen Handlung (idle).
Ausgeliefert sind die Höchstwerte der TR-03160-1; kürzer ist möglich, länger nicht.`,
    {
      basis: limits('basis', { ageMinutes: 720, idleMinutes: 60 }),
      normal: limits('normal', { ageMinutes: 720, idleMinutes: 60 }),
      substantiell: limits('substantiell', { ageMinutes: 120, idleMinutes: 30 }),
      hoch: limits('hoch', { ageMinutes: 30, idleMinutes: 5 }),
    },
  ).prefault({}),
  http: http.prefault({}),
  network: network.prefault({}),
  metrics: sectionAbout('Überwachung', {
    networks: networks(['127.0.0.0/8', '::1/128'], 'Netze, denen /metrics antwortet'),
  }).prefault({}),
  metadata: metadata.prefault({}),
  keys: keys.prefault({}),
})

/** The file's content after the check: as written, with minutes. */
export type SettingsFile = z.output<typeof settingsSchema>
