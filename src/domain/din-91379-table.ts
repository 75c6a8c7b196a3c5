/**
 * DIN 91379:2022-08 as a table: which characters and sequences names and other text may hold, and what they become
 * in the search form. Code points are hexadecimal; everything is in NFC.
 */

/** Latin letters (normative, group bll) that are one code point: ranges, both ends included. */
export const LETTER_RANGES = `
  41-5A 61-7A C0-D6 D8-F6 F8-17E 187-188 18F 197 1A0-1A1 1AF-1B0 1B7 1CD-1DC 1DE-1DF 1E2-1F0 1F4-1F5 1F8-1FF
  212-213 218-21B 21E-21F 227-233 259 268 292
  1E02-1E03 1E06-1E07 1E0A-1E11 1E17 1E1C-1E2B 1E2F-1E37 1E3A-1E3B 1E40-1E49 1E52-1E5B 1E5E-1E63 1E6A-1E6F
  1E80-1E87 1E8C-1E97 1E9E 1EA0-1EF9`

/** Latin letters that are a sequence: each base letter with each of the marks; `+` joins marks of one sequence. */
export const LETTER_SEQUENCES: readonly (readonly [bases: string, marks: string])[] = [
  ['A a', '30B'],
  ['C c', '300 304 306 308 315 323 326 328+306'],
  ['D d', '302'],
  ['F f', '300 304'],
  ['G g', '300'],
  ['H h', '304 326'],
  ['H', '331'],
  ['J j', '301'],
  ['J', '30C'],
  ['K k', '300 302 304 307 315 31B 326'],
  ['L l', '302 325 325+304 326'],
  ['M m', '300 302 306 310'],
  ['N n', '302 304 306 326'],
  ['P p', '300 304 315 323'],
  ['R r', '306 325 325+304'],
  ['S s', '300 304 31B+304 331'],
  ['T t', '300 304 315 31B'],
  ['T', '308'],
  ['U u', '307'],
  ['Z z', '300 304 306 308 327'],
  ['\u00C7 \u00E7', '306'],
  ['\u00DB \u00FB', '304'],
  ['\u00FF', '301'],
  ['\u010C \u010D', '315 323'],
  ['\u0113 \u014D', '30D'],
  ['\u012A \u012B', '301'],
  ['\u017D \u017E', '326 327'],
  ['\u1E32 \u1E33 \u1E62 \u1E63 \u1E6C \u1E6D', '304'],
  ['\u1EA0 \u1EA1 \u1ECC \u1ECD', '308'],
  ['\u1EE4 \u1EE5', '304 308'],
]

/** Sequences of two letters under one combining double macron (transliterated Kh). */
export const LETTER_PAIRS: readonly string[] = ['K\u035FH', 'K\u035Fh', 'k\u035Fh']

/** Non-letters N1 (group bnlreq): for names of natural persons too. */
export const NON_LETTERS_N1 = '20 27 2C-2E 60 7E A8 B4 B7 2B9-2BA 2BE-2BF 2C8 2CC 2019 2021'

/** Non-letters N2 (group bnl): for other names and text: streets, places, organisations. */
export const NON_LETTERS_N2 = '21-26 28-2B 2F-40 5B-5F 7B-7D A1-A3 A5 A7 A9-AC AE-B3 B5-B6 B9-BB BF D7 F7 20AC'

/**
 * The search form of what is not simply its base letter in capitals. Letters stand here in capitals, unless they
 * have none. Non-letters that have no search form become nothing.
 */
export const SEARCH_FORMS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Ð: 'D',
  Ø: 'OE',
  Þ: 'TH',
  Đ: 'D',
  Ħ: 'H',
  Ĳ: 'IJ',
  ĸ: 'K',
  Ŀ: 'L',
  Ł: 'L',
  ŉ: 'N',
  Ŋ: 'N',
  Œ: 'OE',
  Ŧ: 'T',
  Ƈ: 'C',
  Ə: 'E',
  Ɨ: 'I',
  Ʒ: 'Z',
  Ǥ: 'G',
  ẞ: 'SS',
  ª: 'A',
  º: 'O',
  µ: 'µ',
  ʹ: '',
  ʺ: '',
  ʾ: '',
  ʿ: '',
  ˈ: '',
  ˌ: '',
  '’': '',
  '‡': '',
}

/** Base letter and mark that together have a search form of their own, in NFD: the umlauts, and A with ring. */
export const MARKED_SEARCH_FORMS: Readonly<Record<string, string>> = {
  'A\u0308': 'AE',
  'O\u0308': 'OE',
  'U\u0308': 'UE',
  'A\u030A': 'AA',
}
