import type { z } from 'zod'
import { days, minutes } from '../domain/instant.js'
import { SHIPPED_METADATA_GRACE } from '../domain/service.js'
import { LONGEST_SESSION_LIMITS, SHIPPED_SESSION_LIMITS } from '../domain/session-limits.js'
import type { TrustLevel } from '../domain/trust-level.js'
import {
  levelUpTo,
  networks,
  oneOf,
  privateNetworks,
  optionalEmail,
  optionalLink,
  optionalPhone,
  optionalScope,
  optionalShortText,
  optionalWebLink,
  requiredLink,
  requiredNumber,
  requiredText,
  section,
  sectionAbout,
  shortText,
  wholeNumber,
  yesOrNo,
} from './fields.js'
import { testCitizens } from './test-citizens.js'
import { DEPLOYMENT_STAGES } from './config.js'
import type { MethodSections } from './settings-section.js'

/**
 * The config file, and the one place of its defaults. Every key has one, so a deployment writes only what differs;
 * unknown keys are refused. Texts are German: docs/configuration.md and config/default.yaml are made from all this.
 */

const site = sectionAbout('Was auf jeder Seite steht. Ein Verweis ohne Ziel wird nicht gezeigt.', {
  name: shortText('Servicekonto', 'Name des Angebots, auf jeder Seite oben und im Seitentitel'),
  operator: optionalShortText(
    'Wer das Angebot betreibt, im Band über jeder Seite; ohne Angabe fehlt das Band',
    'Stadt Musterstadt',
  ),
  support: section({
    email: optionalEmail('E-Mail-Adresse der Hilfe; ohne Angabe wird keine gezeigt', 'hilfe@stadt.example'),
    phone: optionalPhone('Telefonnummer der Hilfe', '"+49 241 123456"'),
    url: optionalLink('Webseite der Hilfe'),
  }).prefault({}),
  links: section({
    help: optionalLink('„Hilfe“ im Kopf der Seite'),
    signLanguage: optionalLink('„Gebärdensprache“ im Kopf der Seite, etwa ein Video (BITV 2.0 § 4)'),
    imprint: optionalLink('„Impressum“ im Fuß der Seite', 'https://www.stadt.example/impressum'),
    privacy: optionalLink('„Datenschutz“ im Fuß der Seite'),
    accessibility: optionalLink('„Erklärung zur Barrierefreiheit“ im Fuß der Seite'),
    reportBarrier: optionalLink('„Barriere melden“ im Fuß der Seite', 'mailto:barrierefrei@stadt.example'),
  }).prefault({}),
})

const stage = oneOf(
  DEPLOYMENT_STAGES,
  'productive',
  'test: zum Ausprobieren von Portalen, mit erfundenen Testpersonen und ohne andere Anmeldeverfahren und Konten (docs/betriebshandbuch/testpersonen.md)',
)

const testCitizenList = testCitizens('Testpersonen, nur mit `stage: test` (docs/betriebshandbuch/testpersonen.md)')

/** The limits of one level as shipped; a deployment goes downwards only from the ceiling. */
function limits(level: TrustLevel) {
  const [ceiling, shipped] = [LONGEST_SESSION_LIMITS[level], SHIPPED_SESSION_LIMITS[level]]
  const [age, idle] = [ceiling.age / minutes(1), ceiling.idle / minutes(1)]
  const ageDoc = `Minuten seit der Anmeldung, in denen ${level} gilt; höchstens ${age}`
  const idleDoc = `Minuten ohne eigene Handlung, in denen ${level} gilt; höchstens ${idle}`
  return section({
    // check: session-ages-only-go-down
    ageMinutes: wholeNumber(1, age, shipped.age / minutes(1), ageDoc),
    // check: idle-times-only-go-down
    idleMinutes: wholeNumber(1, idle, shipped.idle / minutes(1), idleDoc),
  }).prefault({})
}

const keys = sectionAbout('Unsere Schlüssel', {
  announceDays: wholeNumber(
    1,
    365,
    7,
    'Tage, die ein Nachfolger angekündigt sein muss, bevor `keys retire` ohne `--force` den alten Schlüssel ausmustert',
  ),
  pkcs11: sectionAbout(
    'HSM für Signaturschlüssel, ab dem nächsten Start: alle drei Angaben oder nichts (schluessel.md)',
    {
      module: requiredText('Pfad der PKCS#11-Bibliothek des HSM-Herstellers'),
      token: requiredText('Label des Tokens'),
      pinFile: requiredText('Datei, in der die PIN steht; nur für den Benutzer des Brokers und seine Gruppe lesbar'),
    },
  )
    .nullable()
    .default(null),
})

const audit = sectionAbout('Das Audit-Protokoll: wer wann was getan hat (docs/betriebshandbuch/audit.md)', {
  retentionDays: wholeNumber(
    30,
    3650,
    400,
    'Tage, nach denen Einträge des Audit-Protokolls gelöscht werden; ein signierter Prüfpunkt bleibt',
  ),
})

const operators = sectionAbout(
  'Wer betreibt, und was von Änderungen aufgehoben wird (docs/betriebshandbuch/portale.md)',
  {
    secondPerson: yesOrNo(
      false,
      'true: Änderungen an Portalen und Schlüsseln gelten erst, wenn eine zweite Person sie bestätigt; Sperren gilt immer sofort',
    ),
    draftDays: wholeNumber(1, 90, 14, 'Tage, in denen eine zweite Person einen Entwurf bestätigen kann'),
    versions: wholeNumber(
      2,
      1000,
      50,
      'Fassungen eines Portals, die aufgehoben werden: Auf jede davon kann man zurückgehen; die neueste bleibt immer',
    ),
    versionDays: wholeNumber(
      30,
      3650,
      1095,
      'Tage, nach denen ältere Fassungen gelöscht werden, auch die eines entfernten Portals',
    ),
  },
)

const requests = sectionAbout(
  'Abgelehnte Anfragen von Portalen, 7 Tage lang (docs/betriebshandbuch/fehler-nachschlagen.md)',
  {
    kept: wholeNumber(
      100,
      100_000,
      10_000,
      'so viele werden höchstens aufbewahrt, die ältesten fallen weg; höchstens die Hälfte davon ohne nachgewiesenen Absender',
    ),
  },
)

const metadata = sectionAbout(
  'Metadaten: was unsere außer Schlüsseln und Adressen sagen, und wann wir die der Portale neu holen',
  {
    refreshMinutes: wholeNumber(
      1,
      1440,
      60,
      'Minuten, nach denen Metadaten von einer Adresse spätestens neu geholt werden; früher, wenn ihr `cacheDuration` es sagt',
    ),
    grace: wholeNumber(
      0,
      90,
      SHIPPED_METADATA_GRACE / days(1),
      'Tage, die ein Portal nach dem Ende (`validUntil`) geholter oder signierter Metadaten noch bedient wird',
    ),
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
    privacyUrl: optionalWebLink(
      'Datenschutzhinweis in den Metadaten (PrivacyStatementURL); ohne Angabe der Verweis „Datenschutz“ aus `site.links`',
      'https://www.stadt.example/datenschutz',
    ),
    logo: sectionAbout('Bild in den Metadaten (mdui:Logo): alle drei Angaben oder nichts, dann ist es unser Zeichen', {
      url: requiredLink('Adresse des Bildes'),
      width: requiredNumber(1, 4096, 'Breite in Pixeln'),
      height: requiredNumber(1, 4096, 'Höhe in Pixeln'),
    })
      .nullable()
      .default(null),
    scope: optionalScope(
      'was in `pairwise-id` und `subject-id` hinter dem @ steht; ohne Angabe der Hostname aus PUBLIC_URL. Nach der ersten Anmeldung nicht mehr ändern: Die Portale kennen dann niemanden wieder',
      'stadt.example',
    ),
    contacts: section({
      technical: optionalEmail('technische Ansprechstelle'),
      support: optionalEmail('Ansprechstelle für Fragen der Online-Dienste'),
      security: optionalEmail('Ansprechstelle für Sicherheitsmeldungen'),
    }).prefault({}),
  },
)

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

const dialects = sectionAbout('Wie Portale SAML sprechen', {
  akdb: section({
    version2Only: yesOrNo(
      false,
      'true: Portale mit dem Dialekt akdb müssen die Erweiterung in Version 2 schicken und sich darin nennen (wie bei BundID)',
    ),
  }).prefault({}),
})

/** The schema of the whole file, with these sections below `methods`. */
export const settingsSchemaOf = (methods: MethodSections) =>
  section({
    stage,
    testCitizens: testCitizenList,
    site: site.prefault({}),
    methods: sectionAbout(
      'Anmeldeverfahren',
      Object.fromEntries(Object.entries(methods).map(([id, { schema }]) => [id, schema.prefault({})])),
    ).prefault({}),
    proofing: sectionAbout('Identitätsnachweis', {
      // check: self-declared-reaches-normal-at-most
      selfDeclared: levelUpTo('normal', 'normal', 'Niveau einer Identität, die jemand selbst angegeben hat'),
    }).prefault({}),
    sessions: sectionAbout(
      `Wie lange eine Anmeldung gilt: ab der Anmeldung (age) und ab der letzten eigenen Handlung (idle).
Ausgeliefert sind die Höchstwerte der TR-03160-1; kürzer ist möglich, länger nicht.`,
      {
        basis: limits('basis'),
        normal: limits('normal'),
        substantiell: limits('substantiell'),
        hoch: limits('hoch'),
      },
    ).prefault({}),
    http: http.prefault({}),
    network: network.prefault({}),
    metrics: sectionAbout('Überwachung', {
      networks: networks(['127.0.0.0/8', '::1/128'], 'Netze, denen /metrics antwortet'),
    }).prefault({}),
    metadata: metadata.prefault({}),
    dialects: dialects.prefault({}),
    keys: keys.prefault({}),
    audit: audit.prefault({}),
    operators: operators.prefault({}),
    requests: requests.prefault({}),
  })

export type SettingsSchema = ReturnType<typeof settingsSchemaOf>

/** The file's content after the check: as written, with minutes. */
export type SettingsFile = z.output<SettingsSchema>
