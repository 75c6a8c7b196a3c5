/** A status answer of the broker: the second-level code's last word and what it means to a citizen. */
export interface SamlStatus {
  readonly code: string
  readonly text: string
}

const TEXTS: Readonly<Record<string, string>> = {
  AuthnFailed: 'Sie haben die Anmeldung abgebrochen.',
  RequestDenied: 'Sie haben der Weitergabe Ihrer Daten nicht zugestimmt.',
  NoAuthnContext:
    'Für diesen Dienst reicht die Anmeldung nicht. Das liegt nicht an Ihnen. Bitte wenden Sie sich an das zuständige Amt.',
  NoPassive: 'Sie waren noch nicht angemeldet.',
  InvalidNameIDPolicy: 'Das Servicekonto kann die Kennung nicht liefern, die dieses Portal braucht.',
}

const OTHER = 'Das Servicekonto konnte Sie nicht anmelden.'

/** Takes a `Status` element as XML; saml-core 3.2.2.2: the innermost StatusCode says most. */
export const readStatus = (statusXml: string): SamlStatus => {
  const codes = [...statusXml.matchAll(/StatusCode[^>]*\bValue="[^"]*:([A-Za-z]+)"/g)].map((match) => match[1] ?? '')
  return describeStatus(codes.at(-1) ?? 'unbekannt')
}

export const describeStatus = (code: string): SamlStatus => ({ code, text: TEXTS[code] ?? OTHER })
