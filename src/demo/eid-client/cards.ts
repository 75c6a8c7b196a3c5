/** A place as a chip has it. */
export type CardPlace =
  | { readonly street?: string; readonly city: string; readonly country: string; readonly zipCode?: string }
  | { readonly freetext: string }
  | 'none'

/** A test card: an invented person's data as the chip would have them. Blanks in a date stand for what is unknown. */
export interface TestCard {
  readonly id: string
  /** What is special about it, for the page of the eID client. */
  readonly title: string
  /** Stands for the chip: another one gives another pseudonym. */
  readonly chip: string
  readonly documentType: 'ID' | 'AR' | 'UB'
  readonly givenNames: string
  readonly familyNames: string
  readonly academicTitle: string
  readonly dateOfBirth: string
  readonly placeOfBirth: string
  readonly nationality: string
  /** Null: this chip has no such field. */
  readonly birthName: string | null
  readonly placeOfResidence: CardPlace
  readonly state: 'valid' | 'expired' | 'blocked' | 'pin-never-right'
}

const JANA = {
  documentType: 'ID',
  givenNames: 'JANA LUISE',
  familyNames: 'WINTERBERG',
  academicTitle: '',
  dateOfBirth: '19870309',
  placeOfBirth: 'SOLINGEN',
  nationality: 'D',
  birthName: '',
  placeOfResidence: { street: 'MÜHLENWEG 12A', city: 'SOLINGEN', country: 'D', zipCode: '42651' },
  state: 'valid',
} as const

const card = (id: string, title: string, rest: Partial<TestCard> = {}): TestCard => ({
  ...JANA,
  id,
  title,
  chip: id,
  ...rest,
})

/** Every card that the eID client offers, each for one thing that portals must be able to take. */
export const TEST_CARDS: readonly TestCard[] = [
  card('complete', 'Personalausweis, alle Angaben'),
  card('one-name', 'Nur ein Name', {
    givenNames: '',
    familyNames: 'RANGGAWUNI',
    dateOfBirth: '19791102',
    placeOfBirth: 'BANDUNG',
    placeOfResidence: { street: 'AM RING 3', city: 'HAAN', country: 'D', zipCode: '42781' },
  }),
  card('no-address', 'Keine Wohnung in Deutschland', {
    givenNames: 'TILL',
    familyNames: 'OSTERKAMP',
    dateOfBirth: '19910730',
    placeOfBirth: 'KIEL',
    placeOfResidence: 'none',
  }),
  card('unknown-day', 'Geburtstag unbekannt', {
    givenNames: 'SAMIRA',
    familyNames: 'RAHIMI',
    dateOfBirth: '198805  ',
    placeOfBirth: 'HERAT',
  }),
  card('unknown-month', 'Geburtstag und -monat unbekannt', {
    givenNames: 'NADIR',
    familyNames: 'KARIMI',
    dateOfBirth: '1964    ',
    placeOfBirth: 'KABUL',
  }),
  card('residence-permit', 'Aufenthaltstitel', {
    documentType: 'AR',
    givenNames: 'MARÍA JOSÉ',
    familyNames: 'QUISPE MAMANI',
    dateOfBirth: '19950618',
    placeOfBirth: 'LA PAZ',
    nationality: 'BOL',
    birthName: null,
  }),
  card('eu-card', 'eID-Karte für Unionsbürger, Wohnung im Ausland', {
    documentType: 'UB',
    givenNames: 'MATTEO',
    familyNames: 'DE LUCA',
    dateOfBirth: '19830121',
    placeOfBirth: 'BOLZANO',
    nationality: 'ITA',
    placeOfResidence: { street: 'VIA DEI PORTICI 8', city: 'BOLZANO', country: 'ITA', zipCode: '39100' },
  }),
  card('doctor', 'Doktorgrad und Geburtsname', {
    givenNames: 'HEIKE',
    familyNames: 'LINDNER-BRAUCKMANN',
    academicTitle: 'DR.',
    dateOfBirth: '19720214',
    placeOfBirth: 'WUPPERTAL',
    birthName: 'BRAUCKMANN',
  }),
  card('letters', 'Buchstaben der DIN 91379 jenseits von Latin-1', {
    givenNames: 'ŠTĚPÁN ŢIPĂRU',
    familyNames: 'ḪADDĀD-ŁĘCKI',
    dateOfBirth: '19901231',
    placeOfBirth: 'ŁÓDŹ',
    birthName: 'ĐẶNG',
    placeOfResidence: { street: 'GRÖẞERER WEG 1', city: 'GÖRLITZ', country: 'D', zipCode: '02826' },
  }),
  card('expired', 'Abgelaufen', { givenNames: 'PAUL', familyNames: 'ABENDROTH', state: 'expired' }),
  card('blocked', 'Gesperrt', { givenNames: 'FRIEDA', familyNames: 'SPERLING', state: 'blocked' }),
  card('wrong-pin', 'Jede PIN ist falsch', {
    givenNames: 'RUTH',
    familyNames: 'VERGESSEN',
    state: 'pin-never-right',
  }),
  card('renewed', 'Neuer Ausweis derselben Person wie „Personalausweis, alle Angaben“', {
    placeOfResidence: { street: 'KATTERNBERGER STRASSE 5', city: 'SOLINGEN', country: 'D', zipCode: '42655' },
  }),
  card('under-16', 'Unter 16 Jahren', {
    givenNames: 'MIKA',
    familyNames: 'JUNGBLUT',
    dateOfBirth: '20140901',
    placeOfBirth: 'REMSCHEID',
  }),
]

/** The PIN of every card but the one that has none. */
export const TEST_PIN = '123456'

/** A copy of a card for one more person: as many as a load test wants. */
const COPY = /^([a-z-]+)-([1-9]\d{0,5})$/

/** The card of this id. `complete-17` is one as `complete`, of another chip and another person: WINTERBERG-BH. */
export function cardOf(id: string): TestCard | null {
  const [, original = id, number = ''] = COPY.exec(id) ?? []
  const found = TEST_CARDS.find((each) => each.id === id || each.id === original)
  if (found === undefined || found.id === id) return found ?? null
  const letters = [...number].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')
  return { ...found, id, chip: id, familyNames: `${found.familyNames}-${letters}` }
}
