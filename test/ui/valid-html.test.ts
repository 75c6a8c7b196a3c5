import { expect } from 'chai'
import { HtmlValidate } from 'html-validate'
import { firstsOfKind } from '../support/page-samples.js'
import { renderedSamples } from './rendered-samples.js'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // What the renderer writes, and HTML takes.
    'void-style': ['error', { style: 'selfclosing' }],
    'require-sri': ['error', { target: 'crossorigin' }],
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    // The summary of what went wrong stands before the page's own heading.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    // The address is the portal's own; numbers of telephones have no soft breaks in a link.
    'tel-non-breaking': 'off',
    'long-title': 'off',
    // Only where there are no scripts, and it can be stopped (WCAG 2.2.1).
    'meta-refresh': 'off',
  },
})

describe('HTML of the pages', () => {
  // Each page in German, and one of each kind in the other languages, whose words alone differ.
  const samples = renderedSamples()
  const firsts = new Set(firstsOfKind(samples))
  for (const sample of samples) {
    const { name, html } = sample
    if (!name.endsWith('.de') && !firsts.has(sample)) continue
    it(`is valid: ${name}`, () => {
      const { results } = validator.validateStringSync(html)
      const faults = results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))
      expect(faults).to.deep.equal([])
    })
  }
})
