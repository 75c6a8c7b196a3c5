import { expect } from 'chai'
import { registeredSubjectId } from '../../../src/domain/requirements.js'
import { loginResult, plainLogin, responseXml, samlBroker } from '../../support/saml-broker.js'
import { SERVICE, testService } from '../../support/saml-service.js'

async function attributesOf(subjectId: 'none' | 'pairwise-id' | 'subject-id', pseudonymous = false): Promise<string> {
  const settings = { subjectId, pseudonymous, encrypt: 'never' } as const
  const broker = samlBroker({ services: [testService({ settings })] })
  const login = plainLogin(broker)
  const given = login.requirements.subjectId
  const release = { attributes: [], level: 'normal' as const, ...(given && { subjectId: given }) }
  const { answer } = await broker.messages.success(login, loginResult({}, { release }))
  const [statement = ''] =
    /<saml:AttributeStatement>.*<\/saml:AttributeStatement>/s.exec(responseXml(answer.fields)) ?? []
  return statement
}

const attribute = (kind: string) =>
  `<saml:Attribute FriendlyName="${kind}" Name="urn:oasis:names:tc:SAML:attribute:${kind}" ` +
  'NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">' +
  `<saml:AttributeValue>${kind}-of-erika-in-${SERVICE}@broker.example</saml:AttributeValue></saml:Attribute>`

describe('the subject identifier of an answer', () => {
  it('is one value beside the NameID, under the name of the profile', async () => {
    expect(await attributesOf('pairwise-id'))
      .to.include(attribute('pairwise-id'))
      .and.not.include('subject-id')
    expect(await attributesOf('subject-id'))
      .to.include(attribute('subject-id'))
      .and.not.include('pairwise-id')
  })

  it('is in no answer to a service that is registered for none', async () => {
    expect(await attributesOf('none')).not.to.include('urn:oasis:names:tc:SAML:attribute:')
  })

  it('tells a service for pseudonyms alone nothing that other services know', async () => {
    expect(await attributesOf('subject-id', true)).not.to.include('urn:oasis:names:tc:SAML:attribute:')
    expect(await attributesOf('pairwise-id', true)).to.include(attribute('pairwise-id'))
    expect(registeredSubjectId({ subjectId: 'subject-id', pseudonymous: true })).to.equal(null)
    expect(registeredSubjectId({ subjectId: 'subject-id', pseudonymous: false })).to.equal('subject-id')
    expect(registeredSubjectId({ subjectId: 'none', pseudonymous: false })).to.equal(null)
  })
})
