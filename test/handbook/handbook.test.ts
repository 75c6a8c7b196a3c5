import { expect } from 'chai'
import { join } from 'node:path'
import { PLAN } from '../docs/block-plan.js'
import { commandsOf, idsOf, printsAsSaid, scriptOf, splitOutput } from '../docs/console-block.js'
import { blocksOf, type FencedBlock } from '../docs/fenced-blocks.js'
import { type HandbookMachine, handbookMachine } from './handbook-machine.js'
import { HAPPENED } from './happened.js'
import { writePortalFiles } from './portal-files.js'
import { setUpService } from './set-up-service.js'

const HANDBOOK = 'docs/betriebshandbuch'

/** Pages whose commands work on what those before have left. */
const ORDER = [
  'installation',
  'ueberwachung',
  'umgebung-und-konfiguration',
  'konten',
  'betriebspersonal',
  'portale',
  'schluessel',
  'audit',
  'online-ausweis',
  'fehler-nachschlagen',
  'mehrere-prozesse',
  'sicherung',
  'aktualisieren',
].map((name) => `${HANDBOOK}/${name}.md`)

interface Task {
  readonly block: FencedBlock
  readonly how: 'console' | 'script'
}

const tasksOf = (page: string): readonly Task[] =>
  blocksOf(page).flatMap((block, place) => {
    const how = PLAN[page]?.[place]?.[1]
    return how === 'console' || how === 'script' ? [{ block, how }] : []
  })

describe('the handbook, followed word by word', function () {
  this.timeout(180_000)
  let machine: HandbookMachine
  /** What the pages call a key or an account, and what it is called here. */
  const ids = new Map<string, string>()

  before(async () => {
    machine = await handbookMachine()
    writePortalFiles(join(machine.folder, 'work'))
    await setUpService(machine)
    const { output } = await machine.run('systemctl enable --now servicekonto')
    expect(output).to.equal('')
  })
  after(() => machine?.remove())

  /** A page's text for this machine and this day: days to come are given as days that are to come now. */
  const here = (text: string): string => {
    const soon = new Date(Date.now() + 120 * 86_400_000).toISOString().slice(0, 10)
    const known = [...ids].reduce((said, [page, real]) => said.replaceAll(page, real), text)
    return machine.here(known).replaceAll(/(?<==)20[2-9]\d-\d\d-\d\d/g, soon)
  }

  const console = async (text: string): Promise<void> => {
    const commands = commandsOf(text)
    const { output } = await machine.run(here(scriptOf(commands)))
    const printed = splitOutput(output)
    for (const [place, { command, printed: said }] of commands.entries()) {
      const real = printed[place] ?? ''
      if (!printsAsSaid(here(said), real)) expect(`$ ${command}\n${real}`).to.equal(`$ ${command}\n${here(said)}`)
      for (const [page, id] of idsOf(said, real)) ids.set(page, id)
    }
  }
  const script = async (text: string): Promise<void> => {
    const { code, output } = await machine.run(`set -e\n${here(text)}`)
    expect(code, output).to.equal(0)
  }

  for (const page of ORDER) {
    for (const { block, how } of tasksOf(page)) {
      const [first = ''] = block.text.split('\n')
      it(`does what ${page.replace(`${HANDBOOK}/`, '')} says: ${first}`, async () => {
        const happened = HAPPENED.find((each) => page.endsWith(each.page) && block.text.includes(each.words))
        await happened?.before?.(machine, ids)
        await (how === 'console' ? console : script)(block.text)
        await happened?.after?.(machine, ids)
      })
    }
  }

  it('leaves no block out that is to be run', () => {
    for (const page of Object.keys(PLAN)) {
      if (!ORDER.includes(page)) expect(tasksOf(page), page).to.deep.equal([])
    }
  })
})
