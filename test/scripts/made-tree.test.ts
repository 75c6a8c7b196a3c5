import { expect } from 'chai'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMadeTree, unformatted } from './made-tree.js'

const FILES = {
  '.prettierrc.json': '{ "semi": false }',
  'package.json': '{ "type": "module" }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'NodeNext', strict: true, noEmit: true, types: [] },
    include: ['src'],
  }),
  'src/made.ts': 'export const made = 1\n',
  'src/beside.ts': "import type { made } from './made.js'\nexport type Made = typeof made\n",
  'src/far.ts': "import type { Made } from './beside.js'\nexport const far: Made = 'one'\n",
  'src/made-too.ts': 'export const x: string = 2',
}

describe('a tree in which something was made', () => {
  it('is found broken in what was made and in what imports it by way of others, and not formatted', async () => {
    const root = mkdtempSync(join(tmpdir(), 'made-tree-'))
    try {
      mkdirSync(join(root, 'src'))
      for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text)
      const made = ['src/made.ts', 'src/made-too.ts']
      const [own, other, ...more] = readMadeTree(root, made).compiled()
      expect(own).to.match(/made-too\.ts: .*number/)
      expect(other).to.match(/far\.ts: .*'1'/)
      expect(more).to.deep.equal([])
      expect(await unformatted(root, made)).to.deep.equal(['src/made-too.ts'])
    } finally {
      rmSync(root, { recursive: true })
    }
  })
})
