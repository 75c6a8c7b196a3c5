import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { copyData } from '../../scripts/copy-data.js'

describe('the last step of the build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  const [from, to] = [join(folder, 'src'), join(folder, 'dist')]
  const command = join(to, 'cli', 'servicekonto.js')
  after(() => rmSync(folder, { recursive: true }))

  it('leaves the command executable, also when the compiler wrote it anew', () => {
    mkdirSync(join(from, 'cli'), { recursive: true })
    for (let build = 1; build <= 2; build += 1) {
      rmSync(to, { recursive: true, force: true })
      mkdirSync(join(to, 'cli'), { recursive: true })
      writeFileSync(command, '#!/usr/bin/env node\n', { mode: 0o644 })
      copyData(from, to)
      expect(statSync(command).mode & 0o111).to.equal(0o111)
    }
  })

  it('brings what is read beside the code, neither sources nor the assets, which have a build of their own', () => {
    mkdirSync(join(from, 'ui', 'assets'), { recursive: true })
    for (const file of ['schema.xsd', 'words.txt', 'code.ts', join('ui', 'assets', 'page.css')]) {
      writeFileSync(join(from, file), 'x')
    }
    copyData(from, to)
    const brought = ['schema.xsd', 'words.txt', 'code.ts', join('ui', 'assets', 'page.css')]
    expect(brought.map((file) => existsSync(join(to, file)))).to.deep.equal([true, true, false, false])
  })
})
