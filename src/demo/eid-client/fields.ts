/** What an eID client calls the fields of a card. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  DocumentType: 'Ausweistyp',
  GivenNames: 'Vorname(n)',
  FamilyNames: 'Familienname',
  AcademicTitle: 'Doktorgrad',
  DateOfBirth: 'Geburtsdatum',
  PlaceOfBirth: 'Geburtsort',
  Nationality: 'Staatsangehörigkeit',
  BirthName: 'Geburtsname',
  PlaceOfResidence: 'Anschrift',
  RestrictedID: 'Pseudonym',
  AgeVerification: 'Altersbestätigung',
}

export const fieldName = (field: string): string => FIELD_NAMES[field] ?? field
