import { expect } from 'chai'
import { readFields, single, singles } from '../../src/http/parse.js'

describe('form fields', () => {
  it('are read once each, with signs and umlauts', () => {
    const fields = readFields('username=j%C3%BCrgen&password=a+b%2Bc')
    expect(singles(fields)).to.deep.equal({ username: 'jürgen', password: 'a b+c' })
    expect(single(fields, 'token')).to.equal(null)
  })

  it('are refused where a field that counts once comes twice', () => {
    expect(() => single(readFields('token=a&token=b'), 'token')).to.throw('form-input')
    expect(() => singles(readFields('a=1&a=2'))).to.throw('form-input')
  })

  it('are refused in numbers that no form has', () => {
    expect(() => readFields(Array.from({ length: 65 }, (_, index) => `f${index}=x`).join('&'))).to.throw('form-input')
  })

  it('do not become objects by their names', () => {
    expect(singles(readFields('__proto__=x&a[b]=c'))).to.have.property('a[b]', 'c')
    expect(Object.prototype).not.to.have.property('a[b]')
  })

  it('of a body that is no text are none', () => {
    expect([...readFields({ a: 'b' })]).to.deep.equal([])
  })
})
