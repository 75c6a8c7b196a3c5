import { expect } from 'chai'
import { factsOf, CardValueError } from '../../../src/methods/eid/facts.js'
import { askedFor, type Asked } from '../../../src/methods/eid/card-fields.js'
import { stateCode } from '../../../src/domain/icao-states.js'
import { CARD, ALLOWED } from '../../support/eid-fixtures.js'
import type { CardData } from '../../../src/methods/eid/messages/get-result-response.js'
import { ATTRIBUTE_NAMES } from '../../../src/domain/identity.js'
import { STATE_CODES } from '../../../src/login/pages/components/state-codes.js'

const AT = Date.UTC(2026, 10, 20)
const EVERYTHING = askedFor({ purpose: 'minimum-set', attributes: ATTRIBUTE_NAMES, optional: [] })
describe('what a card tells, as our identity', () => {
  const values = (change: Partial<CardData> = {}, asked: Asked = EVERYTHING) =>
    Object.fromEntries(
      Object.entries(factsOf({ ...CARD, ...change }, asked, { level: 'hoch', at: AT })).map(([name, { value }]) => [
        name,
        value,
      ]),
    )

  it('is in capitals as the chip has it, with origin, level and time', () => {
    expect(factsOf(CARD, EVERYTHING, { level: 'hoch', at: AT }).familyName).to.deep.equal({
      value: 'WINTERBERG',
      origin: 'eid',
      level: 'hoch',
      at: AT,
    })
    expect(values()).to.deep.equal({
      givenName: 'JANA LUISE',
      familyName: 'WINTERBERG',
      birthName: 'BERG',
      academicTitle: 'DR.',
      birthDate: '1987-03-09',
      placeOfBirth: 'SOLINGEN',
      nationality: 'D',
      documentType: 'ID',
      street: 'MÜHLENWEG 12A',
      postalCode: '42651',
      locality: 'SOLINGEN',
      country: 'DE',
    })
  })

  it('keeps nothing that was not asked for, though the server sends it', () => {
    expect(values({}, askedFor({ purpose: 'login', attributes: ['familyName'], optional: [] }))).to.deep.equal({
      familyName: 'WINTERBERG',
    })
  })

  it('knows a missing name to be empty', () => {
    for (const givenNames of ['', '-', '---', ' ']) {
      expect(values({ givenNames }), givenNames).to.include({ givenName: null, familyName: 'WINTERBERG' })
    }
  })

  it('knows to be empty what the chip does not have, and nothing of what was not allowed', () => {
    const readable = { ...ALLOWED, BirthName: 'NOTONCHIP', AcademicTitle: 'PROHIBITED' } as const
    const known = values({ readable, birthName: null, academicTitle: null })
    expect(known).to.include({ birthName: null }).and.not.have.property('academicTitle')
  })

  it('shortens a birth date to what is known', () => {
    for (const [eight, date] of [
      ['198703  ', '1987-03'],
      ['1987    ', '1987'],
      ['        ', null],
      ['1987  09', '1987'],
    ] as const) {
      expect(values({ dateOfBirth: eight }), eight).to.include({ birthDate: date })
    }
  })

  it('refuses a birth date that is none', () => {
    for (const dateOfBirth of ['19870230', '20270101', '18010101', '198 0309', '1987030 ']) {
      expect(() => values({ dateOfBirth }), dateOfBirth).to.throw(CardValueError, 'birthDate')
    }
  })

  it('takes an address in words as the locality, and none as known to be empty', () => {
    expect(values({ placeOfResidence: { kind: 'freetext', text: 'AN BORD DER MS WUPPER' } })).to.include({
      street: null,
      postalCode: null,
      locality: 'AN BORD DER MS WUPPER',
      country: null,
    })
    expect(values({ placeOfResidence: { kind: 'nothing' } })).to.include({
      street: null,
      locality: null,
      country: null,
    })
    expect(
      values({ placeOfBirth: { kind: 'structured', street: null, city: 'WIEN', country: 'AUT', zipCode: null } }),
    ).to.include({ placeOfBirth: 'WIEN' })
  })

  it('brings names into NFC and refuses characters that no register has, without telling the value', () => {
    expect(values({ familyNames: 'MU\u0308LLER' })).to.include({ familyName: 'MÜLLER' })
    expect(values({ familyNames: 'ḪADDĀD-ŁĘCKI' })).to.include({ familyName: 'ḪADDĀD-ŁĘCKI' })
    for (const change of [
      { familyNames: 'ИВАНОВ' },
      { givenNames: 'R2D2' },
      { birthName: 'X'.repeat(257) },
      { nationality: 'de' },
    ]) {
      expect(() => values(change)).to.throw(CardValueError, /^(?!.*(ИВАНОВ|R2D2|XX|de$))/)
    }
  })

  it('names every state by its two letters', () => {
    const codes = new Set(STATE_CODES)
    expect(stateCode('D')).to.equal('DE')
    expect(stateCode('AUT')).to.equal('AT')
    expect(stateCode('XXA')).to.equal(null)
    const known = new Set(ALPHA3.map(stateCode))
    expect([...codes].filter((code) => !known.has(code))).to.deep.equal([])
    expect([...known].filter((code) => code === null || !codes.has(code))).to.deep.equal([])
  })
})

/** ISO 3166-1 alpha-3 of every state. */
const ALPHA3: readonly string[] =
  'D AFG ALA ALB DZA ASM AND AGO AIA ATA ATG ARG ARM ABW AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BMU BTN BOL BES BIH BWA BVT BRA IOT BRN BGR BFA BDI CPV KHM CMR CAN CYM CAF TCD CHL CHN CXR CCK COL COM COG COD COK CRI CIV HRV CUB CUW CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FLK FRO FJI FIN FRA GUF PYF ATF GAB GMB GEO GHA GIB GRC GRL GRD GLP GUM GTM GGY GIN GNB GUY HTI HMD VAT HND HKG HUN ISL IND IDN IRN IRQ IRL IMN ISR ITA JAM JPN JEY JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MAC MDG MWI MYS MDV MLI MLT MHL MTQ MRT MUS MYT MEX FSM MDA MCO MNG MNE MSR MAR MOZ MMR NAM NRU NPL NLD NCL NZL NIC NER NGA NIU NFK MKD MNP NOR OMN PAK PLW PSE PAN PNG PRY PER PHL PCN POL PRT PRI QAT REU ROU RUS RWA BLM SHN KNA LCA MAF SPM VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SXM SVK SVN SLB SOM ZAF SGS SSD ESP LKA SDN SUR SJM SWE CHE SYR TWN TJK TZA THA TLS TGO TKL TON TTO TUN TUR TKM TCA TUV UGA UKR ARE GBR USA UMI URY UZB VUT VEN VNM VGB VIR WLF ESH YEM ZMB ZWE'.split(
    ' ',
  )
