import { quoted } from '../../../ui/texts/en.js'
import type { RowFault } from '../../pseudonyms/row-faults.js'
import type { ConsoleTexts } from './messages.js'
import type { PseudonymMessages } from './pseudonym-messages.js'

export const pseudonyms: PseudonymMessages = {
  what: (rows, sector) =>
    rows === 1
      ? `1 account keeps its earlier pseudonym in the sector ${quoted(sector)}.`
      : `${rows} accounts keep their earlier pseudonyms in the sector ${quoted(sector)}.`,
  hidden: 'Which accounts and which pseudonyms they are stands in the file alone. Compare its checksum.',
  file: 'SHA-256 of the file',
}

const ROWS: Readonly<Record<RowFault, string>> = {
  columns: 'is not account,value',
  'value-empty': 'has no pseudonym',
  'value-long': 'has a pseudonym of more than 256 characters',
  'value-characters': 'has a character that cannot be seen or sent',
  'value-edges': 'has a blank at the beginning or end of the pseudonym',
  'value-form': 'is not in Unicode NFC',
  'account-twice': 'names an account again',
  'value-twice': 'names a pseudonym again',
  'account-unknown': 'names an account that there is not',
  'account-named': 'names an account that has an earlier pseudonym here already',
  'value-taken': 'has a pseudonym that another account has here',
  'value-derived': 'has a pseudonym that is somebody else here',
  'account-answered': 'names an account that this sector knows already',
  'account-unclear': 'names an account that this sector may know already',
}

const FILE = {
  encoding: () => 'The file is no text in UTF-8.',
  empty: () => 'There is no row in the file.',
  rows: (most: number) => `The file has more than ${most} rows. Split it.`,
}

/** Why nothing is imported. */
export const pseudonymRefusals: Pick<ConsoleTexts['refusals'], 'sector-unknown' | 'pseudonym-file' | 'pseudonym-rows'> =
  {
    'sector-unknown': ({ sector }) => `No service is in the sector ${quoted(sector)}.`,
    'pseudonym-file': ({ fault, most }) => FILE[fault](most),
    'pseudonym-rows': ({ rows, more }) =>
      [
        'Nothing was imported.',
        ...rows.map(({ line, fault }) => `Line ${line} ${ROWS[fault]}.`),
        ...(more === 0 ? [] : [`There are ${more} more such lines.`]),
      ].join(' '),
  }
