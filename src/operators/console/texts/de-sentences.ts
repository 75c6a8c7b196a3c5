import { shortName } from '../../../domain/algorithm-name.js'
import { quoted } from '../../../ui/texts/de.js'
import { metadataFindings, sourceRefusals } from './de-metadata-sentences.js'
import { logoSentence } from './de-logo.js'
import { pseudonymRefusals } from './de-pseudonyms.js'
import { upstreamRefusals } from './de-upstreams.js'
import type { ConsoleTexts } from './messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (count: number): string => `${count} ${count === 1 ? 'Tag' : 'Tage'}`

/** Why something is not done: what, and what to do. */
export const refusals: ConsoleTexts['refusals'] = {
  ...sourceRefusals,
  ...pseudonymRefusals,
  ...upstreamRefusals,
  'entity-id-form': ({ entityId }) =>
    `Die entityID ${quoted(entityId)} ist keine absolute URI mit höchstens 1024 Zeichen. Lassen Sie die Metadaten berichtigen.`,
  'service-unknown': ({ entityId }) => `${entityId} ist nicht registriert.`,
  'setting-value': ({ setting, value }) => `${setting} kann nicht ${quoted(String(value))} sein.`,
  'sector-frozen': ({ sector, accounts }) =>
    `Der Bereich ${quoted(sector)} ist fest: Eine Änderung gäbe ${accounts ?? 'allen'} Konten ein neues Pseudonym.`,
  'sector-kept': ({ sector, accounts }) =>
    `Das Portal war schon hier, im Bereich ${quoted(sector)}. Ein anderer gäbe ${accounts ?? 'allen'} Konten ein neues Pseudonym. Lesen Sie es ohne Bereich ein. Ändern Sie ihn danach auf der Seite des Portals.`,
  'signing-key-missing': () =>
    'Signierte Anfragen kann man nicht verlangen: In den Metadaten ist kein Schlüssel, mit dem man sie prüft.',
  'sector-foreign': ({ sector }) =>
    `Der Bereich ${quoted(sector)} gehört einem anderen Mandanten. Nehmen Sie einen anderen.`,
  'sector-left': ({ sector }) =>
    `Den Bereich ${quoted(sector)} haben seine Portale verlassen. Das neue würde deren Kennungen kennen: Nehmen Sie einen anderen.`,
  'sector-taken': ({ sector }) =>
    `Den Bereich ${quoted(sector)} hat schon ein anderes Portal. Soll er gemeinsam sein, geben Sie ihn ausdrücklich an.`,
  'tenant-foreign': ({ entityId }) => `${entityId} gehört einem anderen Mandanten.`,
  'key-lacking': ({ algorithm, keyType }) =>
    `Kein aktiver Schlüssel kann mit ${shortName(algorithm)} signieren. Erzeugen und aktivieren Sie zuerst einen Schlüssel der Art ${keyType}.`,
  'exception-end': ({ until }) =>
    until === null
      ? 'Eine Ausnahme braucht ein Ende: weakAlgorithmsUntil, ab morgen und höchstens ein Jahr voraus.'
      : `Bis ${until} kann eine Ausnahme nicht gelten: ab morgen und höchstens ein Jahr voraus.`,
  'encryption-unpermitted': ({ algorithm }) =>
    `${algorithm} geht nur mit einer Ausnahme: Setzen Sie auch weakAlgorithms und weakAlgorithmsUntil.`,
  'subject-id-pseudonymous': () =>
    'Mit pseudonymous geht subject-id nicht: Sie ist bei allen Portalen gleich. Nehmen Sie pairwise-id.',
  'cbc-unsigned': () => 'Verschlüsselung mit CBC braucht eine signierte Response: sign muss both oder response sein.',
  'metadata-no-service': ({ from }) => `In ${from} ist kein Portal (SPSSODescriptor).`,
  'child-unusable': ({ child }) => `Das Portal darf nicht für ${child} fragen. Sehen Sie seine Unterdienste nach.`,
  'version-unknown': ({ number }) => `Fassung ${number} gibt es nicht, oder nicht mehr.`,
  'kept-metadata-ended': ({ validUntil }) =>
    `Die Metadaten dieser Fassung galten bis ${day(validUntil)}. Lesen Sie neue ein.`,
  'kept-key': ({ key }) =>
    `Ein Schlüssel dieser Fassung (${key}) ist heute nicht mehr zugelassen. Lesen Sie Metadaten mit einem stärkeren ein.`,
  'kept-endpoint': ({ location }) =>
    `Eine Adresse dieser Fassung ist heute nicht mehr zugelassen: ${location}. Lesen Sie neue Metadaten ein.`,
  'draft-unknown': () => 'Diesen Entwurf gibt es nicht, oder nicht mehr.',
  'draft-own': () => 'Den eigenen Entwurf bestätigt jemand anderes.',
  'draft-decided': () => 'Über diesen Entwurf hat inzwischen jemand anderes entschieden.',
  'draft-author': ({ author }) =>
    `${author} darf das nicht mehr vorschlagen. Lehnen Sie den Entwurf ab, oder ändern Sie es selbst.`,
  'draft-ended': () => 'Die Frist für diesen Entwurf ist vorbei. Machen Sie die Änderung noch einmal.',
  'draft-moved': ({ subject }) =>
    `Seit dem Entwurf hat sich etwas geändert (${subject}). Er gilt nicht mehr: Machen Sie die Änderung noch einmal.`,
  'draft-changed': () => 'Inzwischen hat sich etwas geändert. Sehen Sie sich den Entwurf bitte noch einmal an.',
  'key-hsm-use': () => 'Ein Schlüssel im HSM kann nur signieren.',
  'key-type': ({ type, known }) => `${type} ist keine Schlüsselart; es gibt ${known.join(', ')}.`,
  'key-successor-new': ({ ready }) => `Der Nachfolger ist noch zu neu. Warten Sie bis ${day(ready)}.`,
  'key-needed': ({ service }) => `${service} braucht diesen Schlüssel noch.`,
  'username-length': () => 'Der Benutzername braucht 3 bis 64 Zeichen.',
  'username-characters': () => 'Der Benutzername darf keine Leerzeichen und Steuerzeichen haben.',
  'username-taken': () => 'Den Benutzernamen gibt es schon.',
  'password-length': () => 'Das Passwort braucht 12 bis 256 Zeichen.',
  'password-common': () => 'Dieses Passwort steht auf der Liste der häufigsten.',
  attribute: ({ attribute }) => `${attribute} hat keinen gültigen Wert.`,
  'operator-unknown': () => 'Diese Person gibt es im Betrieb nicht.',
  'operator-own': () => 'Das eigene Passwort ändern Sie unter „Mein Zugang“.',
  'operator-no-factor': () =>
    'Diese Person hat noch keinen zweiten Faktor. Wer das neue Passwort kennt, würde zu ihr. Lassen Sie einen anderen Zugang anlegen.',
  'operator-changed': () => 'Inzwischen hat sich an diesem Zugang etwas geändert. Sehen Sie bitte noch einmal nach.',
  'operator-role': () => 'Rolle, Mandant und Hotline passen nicht zusammen.',
  'tenant-unknown': ({ tenant }) => `Den Mandanten ${quoted(tenant)} gibt es nicht.`,
  'tenant-name': () => 'So kann ein Mandant nicht heißen.',
  'request-unknown': ({ errorId }) => `Unter ${quoted(errorId)} gibt es hier keine abgelehnte Anfrage.`,
  'audit-filter': ({ field, value }) => `${field} kann nicht ${quoted(value)} sein.`,
  'account-unknown': () => 'Dazu gibt es kein Konto. Benutzername und E-Mail-Adresse müssen genau stimmen.',
  'account-several': () => 'Diese E-Mail-Adresse haben mehrere Konten. Fragen Sie nach dem Benutzernamen.',
  'binding-unknown': ({ wanted }) => `${wanted} hat dieses Konto nicht oder nicht mehr.`,
  'binding-password': () => 'Ein Passwort kann man nicht entfernen. Sperren Sie das Konto.',
  'binding-last': () =>
    'Das ist der letzte Weg in dieses Konto: Danach käme niemand mehr hinein. Sperren oder löschen Sie das Konto.',
  'binding-phone': () => 'Ein gesperrtes Smartphone bleibt gesperrt. Es wird neu gekoppelt.',
  'method-unknown': ({ method, known }) =>
    `Die Anmeldeart ${quoted(method)} gibt es nicht; es gibt ${known.join(', ')}.`,
  'tenant-taken': ({ tenant }) => `Den Mandanten ${quoted(tenant)} gibt es schon.`,
}

const NEW_FILE = 'Lesen Sie die neuen Metadaten des Portals ein. Bis dahin geht es weiter.'
const NEWS = 'Verabreden Sie, wer Ihnen neue Schlüssel und Adressen meldet.'

const UNUSABLE = {
  unknown: 'Einen Dienst dieses Namens gibt es hier nicht.',
  foreign: 'Der Dienst gehört einem anderen Mandanten.',
  disabled: 'Der Dienst ist gesperrt.',
} as const

/** What holds of a service, and what to do about it. */
export const findings: ConsoleTexts['findings'] = {
  ...metadataFindings,
  'attribute-unknown': ({ name }) => ({
    message: `Das Portal fragt nach ${quoted(name)}. Ein Attribut dieses Namens gibt es nicht.`,
    cure: 'Das Portal bekommt es nicht. Nennen Sie ihm die Namen aus dem Leitfaden.',
  }),
  'sha1-program': ({ program }) => ({
    message: `Das Portal sieht nach ${program} aus. Das signiert mit SHA-1, wenn man nichts anderes einstellt.`,
    cure: 'Solche Anfragen lehnen wir ab: Lassen Sie dort rsa-sha256 einstellen.',
  }),
  'requests-unsigned': () => ({
    message: 'Das Portal hat einen Schlüssel, sagt aber nicht, dass es seine Anfragen signiert.',
    cure: 'Signiert es alle, setzen Sie signedRequests auf true.',
  }),
  'encryption-impossible': () => ({
    message:
      'Verschlüsselung ist verlangt, aber in den Metadaten ist kein Schlüssel dafür: Jede Anmeldung wird abgelehnt.',
    cure: 'Lesen Sie Metadaten mit einem RSA-Schlüssel ein, oder setzen Sie encrypt auf auto.',
  }),
  'encryption-missing': () => ({
    message: 'Ohne Schlüssel gehen die Antworten unverschlüsselt durch den Browser.',
    cure: 'Lesen Sie Metadaten mit einem RSA-Schlüssel ein, und setzen Sie encrypt auf always.',
  }),
  'subject-id-given': () => ({
    message:
      'Das Portal bekommt die subject-id. Sie ist bei allen Portalen gleich: Wer sie hat, kann Angaben zusammenführen.',
    cure: 'Reicht eine Kennung für dieses Portal, setzen Sie subjectId auf pairwise-id.',
  }),
  'subject-id-asked': ({ asked, given }) => ({
    message: `Die Metadaten bitten um ${asked === 'any' ? 'pairwise-id oder subject-id' : asked}. Das Portal bekommt ${given === 'none' ? 'keine davon' : given}.`,
    cure:
      asked === 'subject-id'
        ? 'Ist eine Kennung für alle Portale erlaubt? Dann setzen Sie subjectId auf subject-id.'
        : 'Setzen Sie subjectId auf pairwise-id.',
  }),
  'email-name-id': () => ({
    message: 'Das Portal kennt Menschen nur an ihrer E-Mail-Adresse. Wer sie ändert, ist dort unbekannt.',
    cure: 'Reicht ein Pseudonym, setzen Sie nameIdFormat auf persistent.',
  }),
  'artifact-key-missing': () => ({
    message: 'Das Portal holt seine Antworten selbst ab, aber in den Metadaten ist kein Schlüssel, der das belegt.',
    cure: 'Lesen Sie Metadaten mit einem Signaturschlüssel ein, oder setzen Sie responseBinding auf post.',
  }),
  'artifact-address-missing': () => ({
    message: 'Antworten sollen als Artifact gehen, aber die Metadaten haben dafür keine Adresse. Sie gehen per POST.',
    cure: 'Lesen Sie Metadaten mit einer Adresse für HTTP-Artifact ein.',
  }),
  'valid-until-missing': () => ({ message: 'Die Metadaten haben kein Ende (validUntil).', cure: NEWS }),
  'valid-until-distant': ({ validUntil }) => ({
    message: `Die Metadaten gelten bis ${day(validUntil)}, das ist mehr als ein Jahr.`,
    cure: NEWS,
  }),
  'logo-unfetched': logoSentence,
  'requester-unusable': ({ requester, why }) => ({
    message: `Anfragen für ${quoted(requester)} lehnen wir ab: ${UNUSABLE[why]}`,
    cure: 'Lesen Sie den Dienst ein, geben Sie ihn frei, oder nehmen Sie ihn aus requesters heraus.',
  }),
  'sector-kept': ({ sector }) => ({
    message: `Das Portal war schon hier. Es erkennt seine Nutzerinnen und Nutzer im Bereich ${quoted(sector)} wieder.`,
    cure: 'Ein anderer Bereich gibt allen ein neues Pseudonym: auf der Seite des Portals.',
  }),
  'exception-ended': ({ algorithms, until }) => ({
    message: `Die Ausnahme für ${algorithms.join(', ')} ist seit ${until} zu Ende und erlaubt nichts mehr.`,
    cure: 'Nehmen Sie sie heraus: weakAlgorithms leeren.',
  }),
  'exception-running': ({ algorithms, until, daysLeft }) => ({
    message: `Bis ${until} (noch ${days(daysLeft)}) sind schwache Verfahren erlaubt: ${algorithms.join(', ')}.`,
    cure: 'Bis dahin muss das Portal erneuert sein.',
  }),
  'metadata-ended': ({ validUntil }) => ({
    message: `Die Metadaten sind seit ${day(validUntil)} abgelaufen.`,
    cure: NEW_FILE,
  }),
  'metadata-ending': ({ validUntil, daysLeft }) => ({
    message: `Die Metadaten laufen am ${day(validUntil)} ab (noch ${days(daysLeft)}).`,
    cure: NEW_FILE,
  }),
}
