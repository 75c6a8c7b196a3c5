import { expect } from 'chai'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { createMetadataWords } from '../../src/saml/dialects/metadata-words.js'
import { createDialects } from '../../src/saml/dialects/registry.js'
import type { ReadEntity } from '../../src/saml/metadata/service-members.js'
import {
  readServiceMetadata,
  type ReadingOptions,
  type ServiceReading,
} from '../../src/saml/metadata/service-metadata.js'
import { spMetadata, type SpRecipe } from './xml-metadata.js'

export const NOW = Date.UTC(2026, 10, 20, 12)
export const BROKER = 'https://konto.example/saml/metadata'

type Changes = Partial<ReadingOptions>

/** Reads a metadata file as of NOW, without signer, for a broker on https. */
export const readText = (text: string, changes: Changes = {}): ServiceReading => readFile(Buffer.from(text), changes)

/** The same of the bytes of a file. */
export const readFile = (file: Uint8Array, changes: Changes = {}): ServiceReading =>
  readServiceMetadata(file, { signer: null, now: NOW, ownEntityId: BROKER, allowHttpLoopback: false, ...changes })

/** The only entity of a file made by the recipe. */
export function read(recipe: SpRecipe = {}, changes: Changes = {}): ReadEntity {
  const { entities, refused } = readText(spMetadata(recipe), changes)
  const [entity] = entities
  if (!entity) throw new Error(`refused: ${refused.map(({ rule, message }) => `${rule} ${message}`).join()}`)
  return entity
}

/** The level that its metadata name, as saml2int reads them. */
export const levelIn = ({ metadata }: ReadEntity): TrustLevel | null =>
  createMetadataWords(createDialects()).level('saml2int', metadata)

/** The rule that refuses the only entity; its message is one line. */
export function refusedBy(recipe: SpRecipe, changes: Changes = {}): string {
  const { entities, refused } = readText(spMetadata(recipe), changes)
  expect(entities).to.deep.equal([])
  expect(refused).to.have.length(1)
  expect(refused[0]?.message).not.to.match(/[\r\n]/)
  return refused[0]?.rule ?? ''
}

/** The rule that refuses the file as a whole; its message is one line. */
export function fileRefusedBy(text: string, changes: Changes = {}): string {
  try {
    readText(text, changes)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    expect(error.message).not.to.match(/[\r\n]/)
    return error.rule
  }
  throw new Error('accepted')
}

export const rulesOf = ({ findings }: ReadEntity): readonly string[] => findings.map(({ rule }) => rule)
