import type { z } from 'zod'
import {
  givenDate,
  levelUpTo,
  optionalText,
  requiredAddress,
  section,
  sectionAbout,
  wholeNumber,
  yesOrNo,
} from '../../config/fields.js'
import type { SettingsPlace } from '../../config/settings-section.js'
import { methodId } from '../../domain/ids.js'
import { isLoopbackHost } from '../../domain/loopback-host.js'
import { configuredFault } from '../../outgoing/configured-fault.js'

export const EID = methodId('eid')

/** `methods.eid`: the online ID card. Offered as soon as an eID server is named. */

const isClientUrl = (text: string): boolean => {
  if (!URL.canParse(text) || /\s/.test(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'http:' && isLoopbackHost(hostname)
}

const isPhoneClientUrl = (text: string): boolean =>
  /^eid:\/\/127\.0\.0\.1:24727\/eID-Client$/.test(text) || isClientUrl(text)

const isServerUrl = (text: string): boolean =>
  URL.canParse(text) && !/\s/.test(text) && (new URL(text).protocol === 'https:' || isClientUrl(text))

const path = (doc: string) =>
  optionalText((text) => text.length <= 1024 && !text.includes('\0'), 'the path of a PEM file, or nothing', doc)

const SERVER_EXPECTED = 'an address that begins with https:// (http:// for loopback names), or nothing'

const signature = sectionAbout(
  'Signatur der Nachrichten: unser Schlüssel, und das Zertifikat, mit dem der eID-Server signiert',
  {
    keyFile: path('PEM-Datei unseres Schlüssels, mit dem wir Nachrichten an den eID-Server signieren'),
    certificateFile: path('PEM-Datei des Zertifikats dazu; der eID-Server kennt es'),
    serverCertificateFile: path('PEM-Datei des Zertifikats, mit dem der eID-Server seine Antworten signiert'),
    nextServerCertificateFile: path('beim Wechsel: sein nächstes Signaturzertifikat'),
  },
)

const tls = section({
  trustedFile: path('PEM-Datei, an der wir den eID-Server bei TLS erkennen: sein Zertifikat oder das des Ausstellers'),
  keyFile: path('PEM-Datei unseres TLS-Schlüssels, wenn der eID-Server einen verlangt'),
  certificateFile: path('PEM-Datei des TLS-Zertifikats dazu'),
})

export const eidSchema = sectionAbout(
  'Online-Ausweis: angeboten, sobald ein eID-Server eingetragen ist (docs/betriebshandbuch/online-ausweis.md)',
  {
    enabled: yesOrNo(true, 'Online-Ausweis anbieten, sobald ein eID-Server eingetragen ist'),
    level: levelUpTo('hoch', 'hoch', 'Vertrauensniveau einer Anmeldung mit dem Online-Ausweis'),
    serverUrl: optionalText(
      isServerUrl,
      SERVER_EXPECTED,
      'eID-Interface des eID-Servers (TR-03130)',
      'https://eid-server.example/eID-Server',
    ),
    serverAddress: optionalText(
      isServerUrl,
      SERVER_EXPECTED,
      'Adresse für eID-Clients, wenn der eID-Server sie nicht selbst nennt (eCardServerAddress)',
    ),
    clientUrl: requiredAddress(
      isClientUrl,
      'http://127.0.0.1:24727/eID-Client',
      'an http:// address of a loopback name',
      'eID-Client auf demselben Rechner',
    ),
    phoneClientUrl: requiredAddress(
      isPhoneClientUrl,
      'eid://127.0.0.1:24727/eID-Client',
      'eid://127.0.0.1:24727/eID-Client, or an http:// address of a loopback name',
      'eID-Client auf dem Smartphone',
    ),
    minimumAge: wholeNumber(
      0,
      99,
      16,
      'Mindestalter in Jahren; der Ausweis bestätigt es, ohne das Geburtsdatum zu nennen',
    ),
    openSessions: wholeNumber(
      1,
      100_000,
      1000,
      'begonnene und nicht beendete Vorgänge beim eID-Server, höchstens zugleich, von allen Adressen zusammen (je Adresse 30); darüber heißt es „in einer Minute“',
    ),
    assurance: yesOrNo(true, 'vom eID-Server verlangen, dass der Ausweis das Vertrauensniveau erreicht'),
    ownPsk: yesOrNo(false, 'den Kanalschlüssel (PSK) selbst vorgeben, wenn der eID-Server das kann'),
    authorisationEnds: givenDate(
      'letzter Tag des Berechtigungszertifikats; ab 90 Tage davor steht es im Protokoll, ab 30 als Warnung',
      "'2027-03-31'",
    ),
    signature: signature.prefault({}),
    tls: tls.prefault({}),
    links: section({
      install: requiredAddress(
        (text) => URL.canParse(text) && text.startsWith('https://'),
        'https://www.ausweisapp.bund.de/download',
        'an address that begins with https://',
        '„AusweisApp installieren“',
      ),
      pin: requiredAddress(
        (text) => URL.canParse(text) && text.startsWith('https://'),
        'https://servicesuche.bund.de/',
        'an address that begins with https://',
        '„Bürgeramt finden“: wer eine vergessene oder nie gesetzte PIN neu setzt',
      ),
    }).prefault({}),
  },
)

export type EidSettings = Readonly<z.output<typeof eidSchema>>

/**
 * The faults in `methods.eid` that several settings, or PUBLIC_URL, make together. The https that the guideline wants
 * (TR-03124-1 §2.6, §2.7.1; TR-03130-1 §3.5.1) is waived only on loopback, where the demo runs.
 */
export function eidFaults(eid: EidSettings, place: SettingsPlace): readonly string[] {
  if (!eid.enabled || eid.serverUrl === null) return []
  const { secure } = place
  const { signature, tls, serverUrl } = eid
  const missing = (['keyFile', 'certificateFile', 'serverCertificateFile'] as const).filter(
    (name) => signature[name] === null,
  )
  // check: no-plain-eid-server-beside-https
  const plain = (['serverUrl', 'serverAddress'] as const).filter((name) => secure && eid[name]?.startsWith('http:'))
  return [
    ...missing.map(
      (name) => `methods.eid.signature.${name} is missing; with methods.eid.serverUrl it must be a PEM file`,
    ),
    ...plain.map((name) => `methods.eid.${name} is http; with PUBLIC_URL on https it may be https alone`),
    // check: an-eid-server-is-where-the-broker-may-call
    ...(plain.includes('serverUrl') ? [] : configuredFault('methods.eid.serverUrl', serverUrl, place)),
    ...((tls.keyFile === null) === (tls.certificateFile === null)
      ? []
      : ['methods.eid.tls has keyFile or certificateFile alone; it may be both or neither']),
  ]
}
