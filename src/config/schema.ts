import { z } from 'zod'
import { LONGEST_SESSION_LIMITS } from '../domain/session.js'
import type { TrustLevel } from '../domain/trust-level.js'
import { eidSchema } from './eid-schema.js'
import {
  levelUpTo,
  networks,
  optionalApp,
  optionalEmail,
  optionalLink,
  optionalPhone,
  requiredLink,
  requiredText,
  shortText,
  wholeNumber,
  yesOrNo,
} from './fields.js'

/**
 * The config file. Every key has a default, so a deployment writes only what differs; unknown keys are
 * refused. Texts are German: docs/configuration.md is made from them.
 */

// check: unknown-settings-are-refused
const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape)

const site = section({
  name: shortText('Servicekonto', 'Name des Angebots, auf jeder Seite oben und im Seitentitel'),
  support: section({
    email: optionalEmail('E-Mail-Adresse der Hilfe; ohne Angabe wird keine gezeigt'),
    phone: optionalPhone('Telefonnummer der Hilfe'),
    url: optionalLink('Webseite der Hilfe'),
  }).prefault({}),
  links: section({
    help: optionalLink('„Hilfe“ im Kopf der Seite'),
    imprint: optionalLink('„Impressum“ im Fuß der Seite'),
    privacy: optionalLink('„Datenschutz“ im Fuß der Seite'),
    accessibility: optionalLink('„Erklärung zur Barrierefreiheit“ im Fuß der Seite'),
    reportBarrier: optionalLink('„Barriere melden“ im Fuß der Seite'),
  }).prefault({}),
})

const argon2 = section({
  memoryKiB: wholeNumber(7168, 4_194_304, 19_456, 'Speicher je Berechnung in KiB'),
  iterations: wholeNumber(1, 50, 2, 'Durchläufe'),
  parallelism: wholeNumber(1, 16, 1, 'Stränge'),
  // check: argon2-is-no-weaker-than-owasp
}).refine(({ memoryKiB, iterations }) => memoryKiB * iterations >= 35_840, {
  // OWASP's equivalent settings all lie above this product; what lies below is weaker than each of them.
  error: 'memoryKiB times iterations at least 35840, for instance 19456 and 2',
})

const brakes = section({
  perName: wholeNumber(1, 1000, 10, 'Fehlversuche je Benutzername (wie eingegeben)'),
  perAddress: wholeNumber(1, 10_000, 30, 'Fehlversuche je Netzadresse'),
  perPassword: wholeNumber(1, 10_000, 40, 'verschiedene Benutzernamen, an denen dasselbe Passwort versucht wurde'),
  windowMinutes: wholeNumber(1, 1440, 15, 'Zeitfenster in Minuten, ab dem ersten Fehlversuch'),
})

const secondFactor = section({
  totp: yesOrNo(true, 'Code-App (TOTP) als zweiten Faktor einrichten lassen; eingerichtete bleiben in Kraft'),
  passkey: yesOrNo(true, 'Passkey (WebAuthn) als zweiten Faktor einrichten lassen; eingerichtete bleiben in Kraft'),
  level: levelUpTo(
    'substantiell',
    'normal',
    'Vertrauensniveau einer Anmeldung mit Passwort und zweitem Faktor, nie unter dem des Passworts',
  ),
})

const password = section({
  enabled: yesOrNo(true, 'Anmeldung mit Benutzername und Passwort anbieten'),
  // check: a-password-reaches-normal-at-most
  level: levelUpTo('normal', 'normal', 'Vertrauensniveau einer Anmeldung mit Passwort'),
  argon2: argon2.prefault({}),
  brakes: brakes.prefault({}),
  secondFactor: secondFactor.prefault({}),
})

const pass = section({
  enabled: yesOrNo(true, 'Anmeldung mit dem Servicekonto.Pass (Smartphone) anbieten'),
  level: levelUpTo('substantiell', 'substantiell', 'Vertrauensniveau einer Anmeldung mit dem Pass'),
  levelWithoutAccount: levelUpTo(
    'substantiell',
    'normal',
    'Vertrauensniveau eines Passes ohne Konto, an Diensten, die ihn so zulassen',
  ),
  webApp: optionalApp('Adresse des Passes als Web-App; Links, die ein Browser ohne App öffnet, führen dorthin'),
})

/** Downwards only: TR-03160-1 table 2 is the ceiling. */
function limits(level: TrustLevel) {
  const age = LONGEST_SESSION_LIMITS[level].age / 60_000
  const idle = LONGEST_SESSION_LIMITS[level].idle / 60_000
  return section({
    // check: session-ages-only-go-down
    ageMinutes: wholeNumber(1, age, age, `Minuten seit der Anmeldung, in denen ${level} gilt; höchstens ${age}`),
    // check: idle-times-only-go-down
    idleMinutes: wholeNumber(1, idle, idle, `Minuten ohne eigene Handlung, in denen ${level} gilt; höchstens ${idle}`),
  }).prefault({})
}

const keys = section({
  announceDays: wholeNumber(
    1,
    365,
    7,
    'Tage, die ein Nachfolger angekündigt sein muss, bevor `keys retire` ohne `--force` den alten Schlüssel ausmustert',
  ),
})

const metadata = section({
  validForDays: wholeNumber(1, 365, 28, 'Gültigkeit unserer SAML-Metadaten in Tagen (validUntil)'),
  displayName: section({
    de: shortText('Servicekonto', 'Anzeigename in den Metadaten, deutsch'),
    en: shortText('Servicekonto', 'Anzeigename in den Metadaten, englisch'),
  }).prefault({}),
  organization: section({
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

const http = section({
  keepAliveSeconds: wholeNumber(
    1,
    3600,
    75,
    'Sekunden, die eine Verbindung zwischen zwei Anfragen offen bleibt; mehr als beim Webserver davor, sonst gehen dort Anfragen verloren',
  ),
})

export const settingsSchema = section({
  site: site.prefault({}),
  methods: section({
    password: password.prefault({}),
    eid: eidSchema.prefault({}),
    pass: pass.prefault({}),
  }).prefault({}),
  proofing: section({
    // check: self-declared-reaches-normal-at-most
    selfDeclared: levelUpTo('normal', 'normal', 'Niveau einer Identität, die jemand selbst angegeben hat'),
  }).prefault({}),
  sessions: section({
    basis: limits('basis'),
    normal: limits('normal'),
    substantiell: limits('substantiell'),
    hoch: limits('hoch'),
  }).prefault({}),
  http: http.prefault({}),
  metrics: section({
    networks: networks(['127.0.0.0/8', '::1/128'], 'Netze, denen /metrics antwortet'),
  }).prefault({}),
  metadata: metadata.prefault({}),
  keys: keys.prefault({}),
})

/** The file's content after the check: as written, with minutes. */
export type SettingsFile = z.output<typeof settingsSchema>
