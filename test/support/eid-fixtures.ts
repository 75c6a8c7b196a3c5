import { CARD_FIELDS } from '../../src/methods/eid/card-fields.js'
import type { CardData } from '../../src/methods/eid/messages/get-result-response.js'
import { readFileSync } from 'node:fs'
import type { XmlElement } from '../../src/saml/xml/node.js'
import { elements } from '../../src/saml/xml/node.js'
import { parseXml } from '../../src/saml/xml/parse.js'

export const ALLOWED = Object.fromEntries(CARD_FIELDS.map((field) => [field, 'ALLOWED'])) as CardData['readable']

/** An invented person's card, with everything on it. */
export const CARD: CardData = {
  documentType: 'ID',
  givenNames: 'JANA LUISE',
  familyNames: 'WINTERBERG',
  academicTitle: 'DR.',
  dateOfBirth: '19870309',
  placeOfBirth: { kind: 'freetext', text: 'SOLINGEN' },
  nationality: 'D',
  birthName: 'BERG',
  placeOfResidence: { kind: 'structured', street: 'MÜHLENWEG 12A', city: 'SOLINGEN', country: 'D', zipCode: '42651' },
  restrictedId: 'AB'.repeat(32),
  oldEnough: true,
  assurance: 'http://bsi.bund.de/eID/LoA/hoch',
  readable: ALLOWED,
}

/** A message written by hand from the tables of TR-03130-1 or TR-03124-1. */
export const eidFixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/eid/${name}`, import.meta.url), 'utf8')

/** What lies in the Body of such a message; `change` edits its text first. */
export function bodyOf(name: string, change: (text: string) => string = (text) => text): XmlElement {
  const [content] = elements(elements(parseXml(change(eidFixture(name)))).at(-1) ?? fail(name))
  return content ?? fail(name)
}

const fail = (name: string): never => {
  throw new Error(`${name} has no Body`)
}
