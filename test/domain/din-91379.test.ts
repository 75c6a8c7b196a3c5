import { expect } from 'chai'
import fc from 'fast-check'
import {
  LETTER_PAIRS,
  LETTER_RANGES,
  LETTER_SEQUENCES,
  NON_LETTERS_N1,
  NON_LETTERS_N2,
} from '../../src/domain/din-91379-table.js'
import { nameFault, searchForm, textFault } from '../../src/domain/din-91379.js'

const size = (ranges: string): number =>
  ranges
    .trim()
    .split(/\s+/)
    .map((range) => range.split('-').map((end) => parseInt(end, 16)))
    .reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0)

describe('the table of DIN 91379', () => {
  it('has as many characters and sequences as the standard', () => {
    const sequences = LETTER_SEQUENCES.map(([bases, marks]) => bases.split(' ').length * marks.split(' ').length)
    expect(size(LETTER_RANGES)).to.equal(500)
    expect(sequences.reduce((sum, count) => sum + count, 0) + LETTER_PAIRS.length).to.equal(149)
    expect(size(NON_LETTERS_N1)).to.equal(18)
    expect(size(NON_LETTERS_N2)).to.equal(60)
  })
})

describe('the name of a person', () => {
  it('may hold every letter and sequence of the standard', () => {
    for (const name of [
      'Erika Beispiel',
      "O'Neil-Müller",
      'Ñuñez',
      'Đorđević',
      'Þórsdóttir',
      'Ẑoë',
      'Ṣ̄āliḥ',
      'C̨̆ano',
      'K̄eita',
      'L̥̄ina',
      'S̛̄amir',
      'K͟Halid',
      'K͟halid',
      'k͟halid',
      'Nguyễn',
      'Ạ̈rö',
      'Ḫasan ʿAlī ibn Maʾmūn',
      'd’Artagnan',
      'Strauẞ, geb. ß',
    ]) {
      expect(nameFault(name.normalize('NFC')), name).to.equal(null)
    }
  })

  it('may be empty as far as its characters go', () => {
    expect(nameFault('')).to.equal(null)
  })

  for (const [name, character] of [
    ['Erika2', '2'],
    ['Erika & Max', '&'],
    ['<b>Erika</b>', '<'],
    ['Эрика', 'Э'],
    ['Ερικα', 'Ε'],
    ['山田', '山'],
    ['Erika 😀', '😀'],
    ['Erika\tB', '\t'],
    ['Erika\nB', '\n'],
    ['Erika\u00A0B', '\u00A0'],
    ['Eri\u200Bka', '\u200B'],
    ['Erika\u202E', '\u202E'],
    ['„Erika“', '„'],
    ['Erika – B', '–'],
  ] as const) {
    it(`is refused with ${JSON.stringify(character)}, which is named`, () => {
      expect(nameFault(name)).to.deep.equal({ character })
    })
  }

  it('names the whole character where a letter carries a mark that the standard does not list with it', () => {
    expect(nameFault('B\u0304ob')).to.deep.equal({ character: 'B\u0304' })
    expect(nameFault('C\u0328ano')).to.deep.equal({ character: 'C\u0328' })
    expect(nameFault('C\u0328\u0306\u0300ano')).to.deep.equal({ character: 'C\u0328\u0306\u0300' })
    expect(nameFault('a\u0338b')).to.deep.equal({ character: 'a\u0338' })
    expect(nameFault('👩‍👩‍👧 Erika')).to.deep.equal({ character: '👩‍👩‍👧' })
  })

  it('is refused with a mark that stands alone', () => {
    expect(nameFault('\u0304')).to.deep.equal({ character: '\u0304' })
    expect(nameFault(' \u0304a')).to.deep.equal({ character: ' \u0304' })
  })

  it('knows the double macron between k and h alone', () => {
    expect(nameFault('k\u035F')).to.deep.equal({ character: 'k\u035F' })
    expect(nameFault('k\u035Fg')).to.deep.equal({ character: 'k\u035F' })
    expect(nameFault('k\u035FH')).to.deep.equal({ character: 'k\u035F' })
    expect(nameFault('h\u035Fk')).to.deep.equal({ character: 'h\u035F' })
    expect(nameFault('k\u035Fh\u0304')).to.deep.equal({ character: 'k\u035F' })
  })

  it('names the first of several', () => {
    expect(nameFault('a1b2')).to.deep.equal({ character: '1' })
  })

  it('is refused in another normal form than NFC, which entry points make first', () => {
    expect(nameFault('Mu\u0308ller')).to.deep.equal({ character: 'u\u0308' })
    expect(nameFault('Mu\u0308ller'.normalize('NFC'))).to.equal(null)
    expect(nameFault('\u212Bsa')).to.deep.equal({ character: '\u212B' })
  })
})

describe('other text', () => {
  it('may hold digits and the non-letters of streets, places and organisations', () => {
    for (const text of [
      'Karl-Bröger-Straße 17 a',
      'Haus 3/4 (Hof), 2. OG',
      'Müller & Söhne §1',
      '50 % = ½'.replace('½', '€'),
    ]) {
      expect(textFault(text), text).to.equal(null)
    }
  })

  it('is refused with what the standard has only for compatibility, or not at all', () => {
    for (const character of ['½', '¦', '\t', '\u00A0', '–', 'ж', 'Ω', '😀']) {
      expect(textFault(`Weg ${character} 1`), character).to.deep.equal({ character })
    }
  })

  it('may hold whatever a name may hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        const text = any.normalize('NFC')
        if (nameFault(text) === null) expect(textFault(text)).to.equal(null)
      }),
    )
  })

  it('is NFC if it is accepted', () => {
    const marks = fc.constantFrom(
      ...'aAeuUcCkKsSzh '.split(''),
      ...'\u0300\u0304\u0306\u0308\u030C\u0323\u0328\u035F'.split(''),
    )
    fc.assert(
      fc.property(fc.array(marks), (parts) => {
        const text = parts.join('')
        if (textFault(text) === null) expect(text).to.equal(text.normalize('NFC'))
      }),
    )
  })

  it('is refused with a character that stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const fault = textFault(text)
        if (fault) expect(text).to.include(fault.character)
      }),
    )
  })
})

describe('the search form', () => {
  for (const [text, form] of [
    ['René Müller', 'RENE MUELLER'],
    ['Rene Mueller', 'RENE MUELLER'],
    ['Nœl Schmidt-Strauß', 'NOEL SCHMIDT-STRAUSS'],
    ['Noël Schmidt-Strauß', 'NOEL SCHMIDT-STRAUSS'],
    ['Karl-Bröger Straße 17', 'KARL-BROEGER STRASSE 17'],
    ['STRAẞE', 'STRASSE'],
    ['Åse Ǻ Ůlrich', 'AASE AA ULRICH'],
    ['Æsa Øre Þór Ðað Łukasz Ħal Đorđe', 'AESA OERE THOR DAD LUKASZ HAL DORDE'],
    ['Ĳsbrand ŉ ĸ ŀ ŋ ŧ', 'IJSBRAND N K L N T'],
    ['Əli Ɨ Ʒ Ǯ Ǥ Ƈ ı', 'ELI I Z Z G C I'],
    ['Ǖ Ǟ Ȫ Ạ̈ Ụ̈ ü̱', 'UE AE OE AE UE UE'],
    ['K͟halid C̨̆ Ẑ Ṣ̄ Ë Ÿ T̈', 'KHALID C Z S E Y T'],
    ["O'Neil d’Artagnan ʿAlī", "O'NEIL DARTAGNAN ALI"],
    ['1ª 2º 3² µ €', '1A 2O 3² µ €'],
  ] as const) {
    it(`of ${text} is ${form}`, () => {
      expect(searchForm(text)).to.equal(form)
    })
  }

  it('makes the capitals of a card and the spelling of a register equal', () => {
    expect(searchForm('MÜLLER-LÜDENSCHEIDT')).to.equal(searchForm('Müller-Lüdenscheidt'))
    expect(searchForm('MUELLER')).to.equal(searchForm('Müller'))
  })

  it('is the same in every normal form, and stays as it is when taken again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const form = searchForm(text)
        expect(searchForm(text.normalize('NFD'))).to.equal(form)
        if (nameFault(text) === null) expect(searchForm(form)).to.equal(form)
      }),
    )
  })
})
