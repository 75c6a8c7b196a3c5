import type { PerCode, RefusalData } from '../../operators/findings.js'
import type { RowFault, WrongRow } from '../../operators/pseudonyms/row-faults.js'
import { LONGEST_PSEUDONYM } from '../../domain/earlier-pseudonym.js'

/** Why a row is not imported; what stands in it is told to nobody. */
export const ROW_FAULTS: Readonly<Record<RowFault, string>> = {
  columns: 'is not account,value',
  'value-empty': 'has no value',
  'value-long': `has a value of more than ${LONGEST_PSEUDONYM} characters`,
  'value-characters': 'has a value with a character that cannot be seen or sent',
  'value-edges': 'has a value that begins or ends with a blank',
  'value-form': 'has a value that is not in Unicode NFC',
  'account-twice': 'names an account that an earlier row names',
  'value-twice': 'has a value that an earlier row has',
  'account-unknown': 'names an account that there is not (its id is needed, as of account create --json)',
  'account-named': 'names an account that has an imported value in this sector already',
  'value-taken': 'has a value that another account has in this sector',
  'value-derived': 'has a value that is the pseudonym of somebody else in this sector',
  'account-answered': 'names an account that this sector has been answered about: it keeps its pseudonym',
  'account-unclear': 'names an account that this sector may have been answered about: the audit does not tell',
}

/** Each line with its fault. */
const told = (rows: readonly WrongRow[]): string =>
  rows.map(({ line, fault }) => `line ${line} ${ROW_FAULTS[fault]}`).join('; ')

/** Why no pseudonym is imported. */
export const PSEUDONYM_REFUSALS = {
  'sector-unknown': ({ sector }) =>
    `No service is in the sector ${JSON.stringify(sector)}; see sector in: servicekonto sp show <entityID>`,
  'pseudonym-file': ({ fault, most }) =>
    ({
      encoding: 'The file is not UTF-8 text',
      empty: 'The file has no row; one is account,value',
      rows: `The file has more than ${most} rows; split it`,
    })[fault],
  'pseudonym-rows': ({ rows, more }) =>
    `Nothing was imported: ${told(rows)}${more === 0 ? '' : `; and ${more} more lines`}`,
} satisfies Partial<PerCode<RefusalData, string>>
