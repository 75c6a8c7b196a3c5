import { quoted } from '../../../ui/texts/de.js'
import { METADATA_REFUSALS } from '../../../ui/texts/de-metadata-refusals.js'
import type { EndpointFaultCode, LeftOut } from '../../../domain/read-finding.js'
import type { ConsoleTexts, MetadataFindings, SourceRefusals } from './messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (count: number): string => `${count} ${count === 1 ? 'Tag' : 'Tage'}`

const FAULTS: Readonly<Record<EndpointFaultCode, string>> = {
  characters: 'hat Leerzeichen oder Zeichen außerhalb von ASCII',
  form: 'ist keine vollständige https-Adresse',
  user: 'enthält einen Benutzernamen',
  fragment: 'enthält ein #',
  https: 'muss https sein',
  loopback: 'muss https sein; http geht nur auf diesem Rechner, solange PUBLIC_URL http ist',
}

const CORRECT = 'Lassen Sie die Adresse berichtigen oder aus den Metadaten nehmen.'

const leftOut = (why: string, { element, which, fallback }: LeftOut) => ({
  message: `${`${element} ${which}`.trimEnd()} ${why}. Sie ist weggelassen.${
    fallback === null ? '' : ` Sie war der Standard, jetzt ist es Index ${fallback}.`
  }`,
  cure: element === 'AssertionConsumerService' ? `${CORRECT} Anfragen, die sie nennen, lehnen wir ab.` : CORRECT,
})

const RSA_KEY = 'Lassen Sie einen RSA-Schlüssel zum Verschlüsseln aufnehmen.'
const WORKS_ON = 'Die Portale arbeiten mit den bisherigen Metadaten weiter.'

/** What rules of the metadata reader and of fetching mean, by rule; others are told in English alone. */
export const rules: ConsoleTexts['rules'] = {
  ...METADATA_REFUSALS,
  'source-entity': 'Das Portal steht nicht in der Datei.',
  'source-unproven': 'Nichts beweist, was von dort käme: kein Unterzeichner und kein Schlüssel zum Signieren.',
  'valid-until-required': 'Die Metadaten enden nicht so bald, wie validUntilRequired verlangt.',
  'tenant-foreign': 'Das Portal gehört einem anderen Mandanten.',
  'sector-taken': 'Den Bereich des Portals hat schon ein anderes.',
  'sector-foreign': 'Der Bereich des Portals gehört einem anderen Mandanten.',
  'service-changed': 'Gleichzeitig hat jemand anderes etwas geändert. Wir versuchen es wieder.',
}

/** Why metadata of a source are not taken. */
export const sourceRefusals: SourceRefusals = {
  'valid-until-required': ({ days: ahead, validUntil }) =>
    `validUntilRequired verlangt ein Ende in höchstens ${ahead} Tagen. ${
      validUntil === null ? 'Diese Metadaten haben keines.' : `Diese Metadaten enden am ${day(validUntil)}.`
    }`,
  'source-shrunk': ({ gone, of }) =>
    `${gone} von ${of} Portalen fehlen in der neuen Datei. Darum ist nichts übernommen.`,
  'source-entity': ({ entityId }) => `Unter dieser Adresse steht ${entityId} nicht. Prüfen Sie refreshUrl.`,
  'source-gone': () => 'Von dieser Adresse kommt kein Portal mehr.',
  'source-none': () =>
    'Dieses Portal hat keine Quelle. Setzen Sie refreshUrl, oder lesen Sie es von einer Adresse mit Zertifikat des Unterzeichners ein.',
  'source-unproven': () =>
    'Nichts beweist, was von dort käme. Lesen Sie das Portal mit dem Zertifikat des Unterzeichners ein.',
  'source-foreign': () => 'Über diese Quelle entscheidet ein anderer Mandant.',
  'source-refused': ({ rule, message }) => rules[rule] ?? message,
}

/** What the reader finds, and what a source is about. */
export const metadataFindings: MetadataFindings = {
  'read-endpoint': ({ location, fault, ...place }) => leftOut(`(${quoted(location)}) ${FAULTS[fault]}`, place),
  'read-binding': ({ binding, ...place }) => leftOut(`hat ein unbekanntes Binding (${quoted(binding)})`, place),
  'read-key-chain': ({ descriptor, count }) => ({
    message: `Schlüssel ${descriptor}: Von ${count} Zertifikaten zählt nur das erste.`,
    cure: 'Das erste muss das des Portals sein. Die anderen bewirken nichts.',
  }),
  'read-key-left-out': ({ descriptor }) => ({
    message: `Schlüssel ${descriptor}: Da steht kein Zertifikat und kein lesbarer Schlüssel. Er ist weggelassen.`,
    cure: 'Lassen Sie den Schlüssel selbst in die Metadaten aufnehmen.',
  }),
  'read-key-short': ({ descriptor, bits }) => ({
    message: `Schlüssel ${descriptor}: RSA mit ${bits} Bit ist kürzer, als das BSI empfiehlt.`,
    cure: 'Das Portal braucht einen RSA-Schlüssel mit 3072 Bit.',
  }),
  'read-certificate-expired': ({ descriptor, notAfter }) => ({
    message: `Schlüssel ${descriptor}: Das Zertifikat ist seit ${day(notAfter)} abgelaufen. Der Schlüssel gilt weiter.`,
    cure: 'Das Portal muss es erneuern.',
  }),
  'read-key-encryption': ({ descriptor }) => ({
    message: `Schlüssel ${descriptor}: Mit einem EC-Schlüssel kann man nicht verschlüsseln. Er ist weggelassen.`,
    cure: RSA_KEY,
  }),
  'read-encryption-impossible': () => ({
    message: 'Zu keinem Schlüssel des Portals können wir verschlüsseln. Es bekommt keine Antworten.',
    cure: `${RSA_KEY} Oder setzen Sie encrypt auf never.`,
  }),
  'read-encryption-weak': ({ descriptor, hasCbc }) => ({
    message: `Schlüssel ${descriptor}: Das Portal nennt kein AES-GCM. Es kann unsere Antworten vielleicht nicht lesen.`,
    cure: hasCbc
      ? 'Das Portal muss erneuert werden. Für eine Zeit geht CBC: weakAlgorithms und weakAlgorithmsUntil.'
      : 'Das Portal muss erneuert werden: Nichts von dem, was es nennt, schreiben wir.',
  }),
  'read-key-transport': ({ descriptor }) => ({
    message: `Schlüssel ${descriptor}: Das Portal nennt kein RSA-OAEP. Es kann unsere Antworten vielleicht nicht lesen.`,
    cure: 'Das Portal muss erneuert werden.',
  }),
  'read-signature-algorithms': () => ({
    message: 'Das Portal nennt kein Signaturverfahren, das wir benutzen.',
    cure: 'Lassen Sie dort rsa-sha256 einstellen.',
  }),
  'read-digest-algorithms': () => ({
    message: 'Das Portal nennt kein Hashverfahren, das wir benutzen.',
    cure: 'Lassen Sie dort SHA-256 einstellen.',
  }),
  'read-sha1': () => ({
    message: 'Die Metadaten sind mit SHA-1 signiert. So signierte Anfragen lehnen wir ab.',
    cure: 'Lassen Sie dort rsa-sha256 und SHA-256 einstellen.',
  }),
  'read-logo': ({ url }) => ({
    message: `Das Logo (${quoted(url)}) ist nicht https und weggelassen.`,
    cure: 'Es braucht eine https-Adresse, oder das Bild selbst als data-Adresse in Base64.',
  }),
  'read-link': ({ element, link }) => ({
    message: `${element} (${quoted(link)}) ist nicht https und weggelassen.`,
    cure: 'Sollen Menschen die Seite finden, braucht es eine https-Adresse.',
  }),
  'metadata-grace': ({ validUntil, refusedFrom }) => ({
    message: `Die Metadaten sind seit ${day(validUntil)} abgelaufen. Ab ${day(refusedFrom)} wird jede Anmeldung abgelehnt.`,
    cure: 'Die Quelle muss erneuert werden. Oder lesen Sie neue Metadaten ein.',
  }),
  'metadata-refused': ({ validUntil }) => ({
    message: `Die Metadaten sind seit ${day(validUntil)} abgelaufen. Jede Anmeldung wird abgelehnt.`,
    cure: 'Die Quelle muss erneuert werden. Oder lesen Sie neue Metadaten ein.',
  }),
  'metadata-left': () => ({
    message: 'Das Portal ist gesperrt, denn seine Quelle enthält es nicht mehr.',
    cure: 'Fragen Sie die Stelle nach. Soll es weitergehen, lesen Sie die Metadaten von Hand ein.',
  }),
  'refresh-failing': ({ url, rule, message, since, succeededAt }) => ({
    message:
      `Die Metadaten von ${url} sind seit ${day(since)} nicht übernommen: ${rules[rule] ?? (message || rule)} ` +
      `Zuletzt gut: ${succeededAt === null ? 'noch nie' : day(succeededAt)}.`,
    cure: WORKS_ON,
  }),
  'refresh-held': ({ url, gone, of, since }) => ({
    message: `In den Metadaten von ${url} fehlen seit ${day(since)} ${gone} von ${of} Portalen. Nichts davon ist übernommen.`,
    cure: 'Fragen Sie die Stelle nach. Ist es so gewollt, holen und bestätigen Sie die Metadaten bei einem der Portale.',
  }),
  'refresh-refused': ({ url, rule, message }) => ({
    message: `In den Metadaten von ${url} steht das Portal so, dass wir es ablehnen: ${rules[rule] ?? message}`,
    cure: 'Es arbeitet mit den bisherigen Metadaten weiter.',
  }),
  'key-vanishes': ({ sha256 }) => ({
    message: `Der Schlüssel SHA-256 ${sha256} fällt weg.`,
    cure: 'Das Portal muss mit einem Schlüssel signieren und entschlüsseln, der bleibt.',
  }),
  'service-certificate-ended': ({ notAfter }) => ({
    message: `Das Zertifikat ist seit ${day(notAfter)} abgelaufen. Der Schlüssel gilt weiter.`,
    cure: 'Das Portal muss es erneuern.',
  }),
  'service-certificate-ending': certificateEnding,
  'service-certificate-near': certificateEnding,
}

function certificateEnding({ notAfter, daysLeft }: { readonly notAfter: number; readonly daysLeft: number }) {
  return {
    message: `Das Zertifikat läuft am ${day(notAfter)} ab (noch ${days(daysLeft)}).`,
    cure: 'Das Portal muss das nächste rechtzeitig ankündigen. Der Schlüssel gilt weiter.',
  }
}
