/** The attributes that a portal can ask for: name, name on the wire, German label. */
const ATTRIBUTES = [
  ['givenName', 'urn:oid:2.5.4.42', 'Vorname'],
  ['familyName', 'urn:oid:2.5.4.4', 'Familienname'],
  ['birthName', 'urn:oid:1.2.40.0.10.2.1.1.225566', 'Geburtsname'],
  ['academicTitle', 'urn:oid:0.9.2342.19200300.100.1.40', 'Doktorgrad'],
  ['birthDate', 'urn:oid:1.2.40.0.10.2.1.1.55', 'Geburtsdatum'],
  ['placeOfBirth', 'urn:oid:1.3.6.1.5.5.7.9.2', 'Geburtsort'],
  ['gender', 'urn:oid:1.3.6.1.4.1.33592.1.3.5', 'Geschlecht'],
  ['nationality', 'urn:oid:1.2.40.0.10.2.1.1.225577', 'Staatsangehörigkeit'],
  ['documentType', 'urn:oid:1.2.40.0.10.2.1.1.552255', 'Art des Ausweises'],
  ['street', 'urn:oid:2.5.4.16', 'Straße und Hausnummer'],
  ['postalCode', 'urn:oid:2.5.4.17', 'Postleitzahl'],
  ['locality', 'urn:oid:2.5.4.7', 'Ort'],
  ['country', 'urn:oid:1.2.40.0.10.2.1.1.225599', 'Staat'],
  ['email', 'urn:oid:0.9.2342.19200300.100.1.3', 'E-Mail'],
  ['phone', 'urn:oid:2.5.4.20', 'Telefon'],
  ['deMail', 'urn:oid:1.3.6.1.4.1.55605.70737875.1.1.1.7.1', 'De-Mail'],
  ['trustLevel', 'urn:oid:1.2.40.0.10.2.1.1.261.94', 'Vertrauensniveau'],
  ['method', 'urn:oid:1.3.6.1.4.1.25484.494450.2', 'Anmeldeverfahren'],
  ['bPK2', 'urn:oid:1.3.6.1.4.1.25484.494450.3', 'Kennung (bPK2)'],
  ['mfa', 'urn:oid:1.3.6.1.4.1.25484.494450.7', 'Zwei Faktoren'],
] as const

export type AttributeName = (typeof ATTRIBUTES)[number][0]

export const attributeNames: readonly AttributeName[] = ATTRIBUTES.map(([name]) => name)

const entryOf = (name: AttributeName): (typeof ATTRIBUTES)[number] =>
  ATTRIBUTES.find(([each]) => each === name) ?? ATTRIBUTES[0]

/** The SAML Attribute Name, NameFormat uri. */
export const wireNameOf = (name: AttributeName): string => entryOf(name)[1]

/** An attribute as it is shown: `name` is the wire name itself where this table does not know it. */
export const describeAttribute = (wireName: string): { readonly name: string; readonly label: string } => {
  const known = ATTRIBUTES.find(([, wire]) => wire === wireName)
  return known === undefined ? { name: wireName, label: wireName } : { name: known[0], label: known[2] }
}

export const labelOf = (name: AttributeName): string => entryOf(name)[2]

const LEVELS: Readonly<Record<string, string>> = {
  'STORK-QAA-Level-1': 'basis',
  'STORK-QAA-Level-2': 'normal',
  'STORK-QAA-Level-3': 'substantiell',
  'STORK-QAA-Level-4': 'hoch',
}

/** The trust level in words, from the value of the attribute `trustLevel`; 'unbekannt' for anything else. */
export const trustLevelOf = (value: string | undefined): string => LEVELS[value ?? ''] ?? 'unbekannt'
