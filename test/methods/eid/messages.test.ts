import { expect } from 'chai'
import { askedFor } from '../../../src/methods/eid/card-fields.js'
import { readGetResultResponse } from '../../../src/methods/eid/messages/get-result-response.js'
import { getResultRequest, getServerInfoRequest, useIdRequest } from '../../../src/methods/eid/messages/requests.js'
import { EidAnswerError } from '../../../src/methods/eid/messages/result.js'
import { readServerInfo } from '../../../src/methods/eid/messages/server-info-response.js'
import { readUseIdResponse } from '../../../src/methods/eid/messages/use-id-response.js'
import { errorToken, tcToken } from '../../../src/methods/eid/tc-token.js'
import { bodyOf, eidFixture } from '../../support/eid-fixtures.js'

const MINOR = 'http://www.bsi.bund.de/eid/server/2.0/resultminor/'
const PSK = { id: '0987654321ABCDEF1234567890ABCDEF', key: 'FEDCBA0987654321FEDCBA0987654321' }

const edit =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    expect(text).to.match(from instanceof RegExp ? from : new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    return text.replace(from, to)
  }

describe('the messages of the eID interface', () => {
  describe('that we send are those of the guideline', () => {
    it('useIDRequest', () => {
      const asked = askedFor({
        purpose: 'login',
        attributes: ['givenName', 'familyName', 'birthDate', 'street', 'academicTitle', 'email', 'gender'],
        optional: ['academicTitle'],
      })
      const question = {
        asked,
        age: 16,
        transactionInfo: 'Einbürgerung & mehr',
        assurance: 'http://bsi.bund.de/eID/LoA/hoch',
        psk: PSK,
      }
      expect(`${useIdRequest(question)}\n`).to.equal(eidFixture('use-id-request.xml'))
    })

    it('getResultRequest and getServerInfoRequest', () => {
      expect(`${getResultRequest('1234567890abcdef1234567890abcdef', 2)}\n`).to.equal(
        eidFixture('get-result-request.xml'),
      )
      expect(String(getServerInfoRequest())).to.equal(
        '<eid:getServerInfoRequest xmlns:eid="http://bsi.bund.de/eID/"></eid:getServerInfoRequest>',
      )
    })

    it('the TC Token, and the empty one that leads back', () => {
      const token = {
        serverAddress: 'https://eid-server.example/paos',
        sessionIdentifier: '1A2BB129',
        refreshAddress: 'https://servicekonto.example/login/a1/eid/return?token=7eb39f62&x=1',
        communicationErrorAddress: 'https://servicekonto.example/login/a1/eid/return',
        psk: '4bc1a0b5',
      }
      expect(tcToken(token)).to.equal(eidFixture('tc-token.xml'))
      const empty = errorToken(token.communicationErrorAddress)
      expect(empty.match(/>[^<]+</g)).to.deep.equal([`>${token.communicationErrorAddress}<`])
    })
  })

  describe('useIDResponse', () => {
    const read = (change?: (text: string) => string, psk: typeof PSK | null = null) =>
      readUseIdResponse(bodyOf('use-id-response.xml', change), psk)

    it('gives session, key and address', () => {
      expect(read()).to.deep.equal({
        kind: 'opened',
        session: '1234567890abcdef1234567890abcdef',
        psk: { id: '0987654321abcdef1234567890abcdef', key: 'fedcba0987654321fedcba0987654321' },
        serverAddress: 'https://eid-server.example/paos',
      })
      expect(read(edit(/<eid:eCard.*\n/, ''))).to.include({ serverAddress: null })
    })

    it('must repeat a key that we proposed', () => {
      const id = { ...PSK, id: '0987654321abcdef1234567890abcdef' }
      expect(read(undefined, id)).to.include({ kind: 'opened' })
      expect(() => read(undefined, PSK)).to.throw(EidAnswerError, 'PSK')
      expect(() => read(undefined, { ...id, key: '00'.repeat(16) })).to.throw(EidAnswerError, 'PSK')
    })

    it('is refused with a session or key that could be guessed, and as another message', () => {
      for (const change of [
        edit(/1234567890abcdef1234567890abcdef/, '1234567890abcdef1234567890abcde'),
        edit('<eid:Key>fedc', '<eid:Key>'),
        edit('<eid:Key>fe', '<eid:Key>xy'),
        edit(/<eid:PSK>[^]*<\/eid:PSK>/, ''),
        edit(/<eid:Session>[^]*<\/eid:Session>/, ''),
        edit(/<dss:Result>[^]*<\/dss:Result>/, ''),
        edit(/useIDResponse/g, 'getResultResponse'),
        edit('xmlns:eid="http://bsi.bund.de/eID/"', 'xmlns:eid="urn:other"'),
      ]) {
        expect(() => read(change)).to.throw(EidAnswerError)
      }
    })
  })

  describe('a refusal', () => {
    const refused = (name: string, minor: string) =>
      bodyOf('refused.xml', (text) => text.replaceAll('FUNCTION', name).replace('MINOR', minor))

    it('tells its code, whatever else the server says', () => {
      for (const minor of [
        'common#internalError',
        'common#schemaViolation',
        'useID#invalidPSK',
        'useID#tooManyOpenSessions',
        'useID#missingArgument',
        'useID#missingTerminalRights',
      ]) {
        expect(readUseIdResponse(refused('useID', MINOR + minor), null)).to.deep.equal({ kind: 'refused', minor })
      }
      for (const minor of [
        'getResult#noResultYet',
        'getResult#invalidSession',
        'getResult#invalidCounter',
        'getResult#deniedDocument',
        'getResult#invalidDocument',
      ]) {
        expect(readGetResultResponse(refused('getResult', MINOR + minor))).to.deep.equal({ kind: 'refused', minor })
      }
    })

    it('is every result but ok: what else a server says beside it is not read', () => {
      const major = 'http://www.bsi.bund.de/ecard/api/1.1/resultmajor#'
      for (const [from, to] of [
        [`${major}ok`, `${major}warning`],
        [`${major}ok`, 'urn:oasis:names:tc:dss:1.0:resultmajor:Success'],
        [/<dss:ResultMajor>[^]*<\/dss:ResultMajor>/, ''],
      ] as const) {
        const answer = readGetResultResponse(bodyOf('get-result-response.xml', edit(from, to)))
        expect(answer, to).to.deep.equal({ kind: 'refused', minor: 'none' })
      }
    })

    it('of another house keeps its whole name, and one without a code is none', () => {
      const foreign = 'http://www.bsi.bund.de/ecard/api/1.1/resultminor/sal#cancellationByUser'
      expect(readGetResultResponse(refused('getResult', foreign))).to.deep.equal({ kind: 'refused', minor: foreign })
      expect(readGetResultResponse(refused('getResult', ''))).to.deep.equal({ kind: 'refused', minor: 'none' })
    })
  })

  describe('getResultResponse', () => {
    const read = (change?: (text: string) => string) => readGetResultResponse(bodyOf('get-result-response.xml', change))
    const card = (change?: (text: string) => string) => {
      const answer = read(change)
      if (answer.kind !== 'card') throw new Error('refused')
      return answer.card
    }

    it('gives what was read, and what could not be', () => {
      const { readable, ...values } = card()
      expect(values).to.deep.equal({
        documentType: 'ID',
        givenNames: 'JANA LUISE',
        familyNames: 'WINTERBERG',
        academicTitle: '',
        dateOfBirth: '19870309',
        placeOfBirth: { kind: 'freetext', text: 'SOLINGEN' },
        nationality: 'D',
        birthName: null,
        placeOfResidence: {
          kind: 'structured',
          street: 'MÜHLENWEG 12A',
          city: 'SOLINGEN',
          country: 'D',
          zipCode: '42651',
        },
        restrictedId: '01A4FB509CEBC6595151A4FB5F9C75C6FE01A4FB59CB655A4FB5F9C75C6FEE00',
        oldEnough: true,
        assurance: 'http://bsi.bund.de/eID/LoA/hoch',
      })
      expect(readable).to.include({ GivenNames: 'ALLOWED', PlaceOfBirth: 'PROHIBITED', BirthName: 'NOTONCHIP' })
      expect(readable.CommunityID, 'what is not named').to.equal('PROHIBITED')
    })

    it('keeps the blanks of a date that is not wholly known, also where a server cut them', () => {
      expect(card(edit('19870309', '1964    ')).dateOfBirth).to.equal('1964    ')
      expect(card(edit('19870309', '196408')).dateOfBirth).to.equal('196408  ')
      expect(() => card(edit('19870309', '1987-03-09'))).to.throw(EidAnswerError)
      expect(() => card(edit('<eid:DateString>19870309</eid:DateString>', ''))).to.throw(EidAnswerError)
    })

    it('knows the three forms of a place', () => {
      const place = /<eid:StructuredPlace>[^]*<\/eid:StructuredPlace>/
      expect(
        card(edit(place, '<eid:NoPlaceInfo>keine Wohnung in Deutschland</eid:NoPlaceInfo>')).placeOfResidence,
      ).to.deep.equal({ kind: 'nothing' })
      expect(card(edit(place, '<eid:FreetextPlace>AN BORD</eid:FreetextPlace>')).placeOfResidence).to.deep.equal({
        kind: 'freetext',
        text: 'AN BORD',
      })
      for (const part of ['<eid:City>SOLINGEN</eid:City>', '<eid:Country>D</eid:Country>']) {
        expect(() => card(edit(part, '')), part).to.throw(EidAnswerError)
      }
      expect(() => card(edit(place, '<eid:Other>x</eid:Other>'))).to.throw(EidAnswerError)
      expect(() => card(edit(place, '<eid:NoPlaceInfo/><eid:NoPlaceInfo/>'))).to.throw(EidAnswerError)
    })

    it('is refused without data, without what was allowed, and with a pseudonym or verdict that is none', () => {
      for (const change of [
        edit(/<eid:PersonalData>[^]*<\/eid:PersonalData>/, ''),
        edit(/<eid:OperationsAllowedByUser>[^]*<\/eid:OperationsAllowedByUser>/, ''),
        edit('01a4fb509c', 'xxa4fb509c'),
        edit(/01a4fb[0-9a-f]*/, '01a4'),
        edit(/01a4fb[0-9a-f]*/, '0'.repeat(64)),
        edit('>true<', '>maybe<'),
        edit(/getResultResponse/g, 'useIDResponse'),
      ]) {
        expect(() => read(change)).to.throw(EidAnswerError)
      }
    })
  })

  describe('that say something twice that may be said once', () => {
    const twice = (element: string) => edit(new RegExp(`<${element}>[^]*?</${element}>`), '$&$&')

    it('are refused, whichever of the two came first', () => {
      for (const element of [
        'dss:Result',
        'dss:ResultMajor',
        'eid:PersonalData',
        'eid:RestrictedID',
        'eid:ID',
        'eid:GivenNames',
        'eid:DateOfBirth',
        'eid:DateString',
        'eid:City',
        'eid:FulfilsAgeVerification',
        'eid:FulfilsRequest',
        'eid:OperationsAllowedByUser',
        'eid:LevelOfAssuranceResult',
      ]) {
        const read = () => readGetResultResponse(bodyOf('get-result-response.xml', twice(element)))
        expect(read, element).to.throw(EidAnswerError, 'more than once')
      }
      for (const element of ['dss:Result', 'eid:Session', 'eid:PSK', 'eid:Key', 'eid:eCardServerAddress']) {
        const read = () => readUseIdResponse(bodyOf('use-id-response.xml', twice(element)), null)
        expect(read, element).to.throw(EidAnswerError, 'more than once')
      }
      for (const element of ['eid:ServerVersion', 'eid:Major', 'eid:DocumentVerificationRights', 'eid:GivenNames']) {
        const read = () => readServerInfo(bodyOf('server-info-response.xml', twice(element)))
        expect(read, element).to.throw(EidAnswerError, 'more than once')
      }
    })

    it('are refused where one of the two codes has no namespace', () => {
      const change = edit('<dss:ResultMajor>', '<ResultMajor>x</ResultMajor><dss:ResultMajor>')
      expect(() => readGetResultResponse(bodyOf('get-result-response.xml', change))).to.throw(EidAnswerError)
    })

    it('and those that hold an element where a text belongs are refused, not read without it', () => {
      for (const change of [
        edit('>JANA LUISE<', '>JANA <x/>LUISE<'),
        edit('>SOLINGEN</eid:FreetextPlace>', '>SOLINGEN<x>UND</x></eid:FreetextPlace>'),
        edit('>ALLOWED</eid:RestrictedID>', '>ALLOWED<x/></eid:RestrictedID>'),
        edit('</dss:ResultMajor>', '<x/></dss:ResultMajor>'),
      ]) {
        expect(() => readGetResultResponse(bodyOf('get-result-response.xml', change))).to.throw(
          EidAnswerError,
          'where a text belongs',
        )
      }
    })
  })

  it('getServerInfoResponse tells version and rights', () => {
    const { version, rights } = readServerInfo(bodyOf('server-info-response.xml'))
    expect(version).to.equal('2.4')
    expect([...rights]).to.deep.equal(['DocumentType', 'GivenNames', 'RestrictedID'])
    expect(() => readServerInfo(bodyOf('server-info-response.xml', edit('<eid:Major>2', '<eid:Major>x')))).to.throw(
      EidAnswerError,
    )
  })
})
