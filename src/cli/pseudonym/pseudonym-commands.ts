import type { Command } from 'commander'
import { importPseudonyms } from '../../operators/pseudonyms/import-pseudonyms.js'
import { MOST_BYTES, MOST_ROWS } from '../../operators/pseudonyms/read-rows.js'
import { refusal } from '../../operators/findings.js'
import { Refused } from '../../operators/refused.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { readBytes, sizeOf } from '../read-input.js'

type ImportOptions = JsonOption & { readonly sector: string }

/** `pseudonym import`: always a draft, which another admin approves. */
export function addPseudonymCommands(program: Command, context: CommandContext): void {
  const pseudonym = program.command('pseudonym').description('pseudonyms that accounts have from an earlier IdP')
  const does = `make a draft of a file of account,value, at most ${MOST_ROWS} rows: another admin approves it`
  withJson(pseudonym.command('import').description(does))
    .argument('<file.csv>', 'the id of an account, and its NameID at the services of the sector')
    .requiredOption('--sector <name>', 'whose pseudonyms they are; as sp show tells it')
    .action((path: string, { sector }: ImportOptions) =>
      context.withTools(async (tools, actor) => {
        const { environment } = context
        // check: a-file-that-is-too-large-is-not-read
        const isLarge = (await sizeOf(path, environment)) > MOST_BYTES
        if (isLarge) throw new Refused(refusal('pseudonym-file', { fault: 'rows', most: MOST_ROWS }))
        await importPseudonyms(sector, await readBytes(path, environment), actor, tools.drafts.pseudonyms)
      }),
    )
}
