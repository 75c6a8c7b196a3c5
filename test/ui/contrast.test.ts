import { expect } from 'chai'
import { builtAssets } from '../support/static-site-assets.js'
import { contrastRatio } from './contrast-ratio.js'

const assets = builtAssets()
const css = assets.files.get(assets.url('pages.css'))?.body.toString('utf8') ?? ''

const declarations = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/(--[\w-]+): ?([^;}]+)/g)].map(([, name = '', value = '']) => [name, value.trim()]))

/** The tokens as they are in one mode. */
function tokensIn(mode: 'light' | 'dark'): (name: string) => string {
  const [, block = ''] = new RegExp(`@media ?\\(prefers-color-scheme: ?${mode}\\)\\{:root\\{([^}]+)`).exec(css) ?? []
  const primitives = declarations(css.slice(0, css.indexOf('@media(prefers-color-scheme')))
  const themed = declarations(block)
  const resolve = (name: string): string => {
    const value = themed.get(name) ?? primitives.get(name)
    if (value === undefined) throw new Error(`no token ${name} in ${mode} mode`)
    const [, inner] = /^var\((--[\w-]+)\)$/.exec(value) ?? []
    return inner ? resolve(inner) : value
  }
  return (name) => resolve(`--kern-color-${name}`)
}

const TEXT = 4.5
const SHAPE = 3

/** Foreground, background, and what WCAG 1.4.3 or 1.4.11 asks of the two. */
const PAIRS: readonly (readonly [string, string, number])[] = [
  ['layout-text-default', 'layout-background-default', TEXT],
  ['layout-text-default', 'layout-background-hued', TEXT],
  ['layout-text-default', 'layout-background-default-surface', TEXT],
  ['layout-text-default', 'feedback-danger-background', TEXT],
  ['layout-text-default', 'feedback-warning-background', TEXT],
  ['layout-text-muted', 'layout-background-default', TEXT],
  ['layout-text-muted', 'layout-background-hued', TEXT],
  ['action-default', 'layout-background-default', TEXT],
  ['action-default', 'layout-background-hued', TEXT],
  ['action-visited', 'layout-background-default', TEXT],
  ['action-on-default', 'action-default', TEXT],
  ['form-input-border', 'layout-background-default-surface', SHAPE],
  ['form-input-border', 'layout-background-default', SHAPE],
  ['layout-border', 'layout-background-default', SHAPE],
  ['action-focus-default', 'layout-background-default', SHAPE],
  ['action-focus-default', 'layout-background-hued', SHAPE],
  ['feedback-danger', 'layout-background-default', TEXT],
  ['feedback-danger', 'feedback-danger-background', SHAPE],
  ['feedback-warning', 'feedback-warning-background', SHAPE],
]

describe('contrast', () => {
  it('is computed as WCAG defines it', () => {
    expect(contrastRatio('oklch(100% 0 0)', 'oklch(0% 0 0)')).to.be.closeTo(21, 0.01)
    expect(contrastRatio('oklch(59.99% 0 0)', 'oklch(100% 0 0)')).to.be.closeTo(3.95, 0.1)
  })

  for (const mode of ['light', 'dark'] as const) {
    const token = tokensIn(mode)
    for (const [front, back, needed] of PAIRS) {
      it(`is enough in ${mode} mode: ${front} on ${back}`, () => {
        expect(contrastRatio(token(front), token(back))).to.be.at.least(needed)
      })
    }
  }
})
