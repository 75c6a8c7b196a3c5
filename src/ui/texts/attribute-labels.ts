import type { Messages, TextLanguage } from './messages.js'

type Labels = Messages['attributes']

/** How each attribute is called on pages, in every language: a new one needs a line here and no other text. */
const LABELS: Readonly<Record<keyof Labels, Readonly<Record<TextLanguage, string>>>> = {
  givenName: { de: 'Vorname', en: 'First name' },
  familyName: { de: 'Familienname', en: 'Last name' },
  birthName: { de: 'Geburtsname', en: 'Name at birth' },
  academicTitle: { de: 'Doktorgrad', en: 'Doctoral degree' },
  birthDate: { de: 'Geburtsdatum', en: 'Date of birth' },
  placeOfBirth: { de: 'Geburtsort', en: 'Place of birth' },
  gender: { de: 'Geschlecht', en: 'Gender' },
  nationality: { de: 'Staatsangehörigkeit', en: 'Nationality' },
  documentType: { de: 'Art des Ausweises', en: 'Type of ID document' },
  street: { de: 'Straße und Hausnummer', en: 'Street and number' },
  postalCode: { de: 'Postleitzahl', en: 'Postcode' },
  locality: { de: 'Ort', en: 'Town or city' },
  country: { de: 'Staat', en: 'Country' },
  email: { de: 'E-Mail', en: 'E-mail' },
  phone: { de: 'Telefon', en: 'Phone' },
  deMail: { de: 'De-Mail', en: 'De-Mail' },
  address: { de: 'Anschrift', en: 'Address' },
  trustLevel: { de: 'Vertrauensniveau', en: 'Level of assurance' },
}

/** The labels of one language. */
export const attributeLabels = (language: TextLanguage): Labels =>
  Object.fromEntries(Object.entries(LABELS).map(([name, label]) => [name, label[language]])) as Labels
