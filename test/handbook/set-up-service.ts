import { blockWith } from '../docs/fenced-blocks.js'
import type { HandbookMachine } from './handbook-machine.js'

/** Follows the handbook up to the point where the service may be started, with the addresses of this machine. */
export async function setUpService(machine: HandbookMachine): Promise<void> {
  const script = blockWith('docs/betriebshandbuch/installation.md', 'useradd --system').text
  const { code, output } = await machine.run(`set -e\n${machine.here(script)}`)
  if (code !== 0) throw new Error(output)
  for (const path of [
    '/usr/local/bin/servicekonto',
    '/etc/servicekonto/servicekonto.env',
    '/etc/systemd/system/servicekonto.service',
  ]) {
    machine.write(path, machine.here(machine.read(path)))
  }
  const environment = machine.read('/etc/servicekonto/servicekonto.env')
  machine.write('/etc/servicekonto/servicekonto.env', `${environment}PORT=${machine.port}\n`)
}
