/** What it means in German that metadata are refused, by the rule of their reader, who names the place in English alone. */
export const METADATA_REFUSALS = {
  'metadata-fetch-url': 'Diese Adresse darf der Broker so nicht aufrufen.',
  'metadata-fetch-address':
    'Die Adresse führt in ein Netz, das der Broker nicht aufrufen darf, oder es gibt sie nicht.',
  'metadata-fetch-redirect': 'Die Adresse leitet zu oft weiter oder in ein anderes Netz.',
  'metadata-fetch-status': 'Die Adresse antwortet, aber nicht mit einer Datei.',
  'metadata-fetch-size': 'Die Datei ist größer als 32 MiB.',
  'metadata-fetch-encoding': 'Die Antwort ist auf eine Art gepackt, die wir nicht auspacken.',
  'metadata-fetch-time': 'Die Adresse hat nicht in 30 Sekunden geantwortet.',
  'metadata-fetch-failed': 'Die Adresse ist nicht erreichbar.',
  'metadata-read-time': 'Die Datei war nach zwei Minuten noch nicht gelesen.',
  'metadata-read-memory': 'Die Datei ist zu groß: Zum Lesen reicht der Speicher nicht.',
  'metadata-read-busy': 'Gerade werden andere große Dateien gelesen. Versuchen Sie es in einigen Minuten wieder.',
  'metadata-read-failed': 'Beim Lesen der Datei ist etwas schiefgegangen. Wir versuchen es wieder.',
  'metadata-not-xml': 'Die Datei ist kein XML in der erlaubten Form.',
  'metadata-schema': 'Die Datei entspricht nicht dem Schema für SAML-Metadaten.',
  'metadata-no-idp': 'In der Datei steht kein Identitätsanbieter für SAML 2.0.',
  'metadata-entity': 'Diese entityID steht nicht in der Datei.',
  'metadata-entity-choice': 'In der Datei stehen mehrere Identitätsanbieter. Nennen Sie die entityID von einem.',
  'metadata-root': 'Die Datei enthält keine SAML-Metadaten.',
  'metadata-signer': 'Das Zertifikat des Unterzeichners taugt nicht.',
  'metadata-signature-missing': 'Die Metadaten sind nicht unterschrieben.',
  'metadata-signature': 'Die Unterschrift ist nicht die des Unterzeichners.',
  'metadata-valid-until': 'validUntil ist keine Zeitangabe.',
  'metadata-expired': 'Die Metadaten sind abgelaufen.',
  'metadata-entity-id': 'Die entityID fehlt oder enthält unsichtbare Zeichen.',
  'metadata-own-entity': 'Das ist der Broker selbst.',
  'metadata-entity-twice': 'Das Portal steht zweimal in der Datei.',
  'metadata-no-service': 'In der Datei steht kein Portal (SPSSODescriptor für SAML 2.0).',
  'metadata-no-signing-key': 'Das Portal kündigt signierte Anfragen an und nennt keinen Schlüssel dafür.',
  'metadata-endpoint': 'Keine Adresse für Antworten ist brauchbar.',
  'metadata-no-endpoint': 'Keine Adresse nimmt Antworten per HTTP-POST oder HTTP-Artifact an.',
  'metadata-index': 'Zwei Adressen haben denselben Index.',
  'metadata-key': 'Ein Schlüssel ist zu schwach.',
  'metadata-key-value': 'Ein Schlüssel ist nicht lesbar.',
  'metadata-key-mismatch': 'Schlüssel und Zertifikat passen nicht zusammen.',
  'metadata-certificate': 'Ein Zertifikat ist nicht lesbar.',
} as const satisfies Readonly<Record<string, string>>

/** Null for a rule that none of the reader's is. */
export const metadataRefusal = (rule: string): string | null =>
  Object.entries(METADATA_REFUSALS).find(([name]) => name === rule)?.[1] ?? null
