import { InvalidArgumentError, type Command } from 'commander'
import type { OperatorTools } from '../../compose/operator-tools.js'
import type { AccountId } from '../../domain/ids.js'
import { usernameKey } from '../../domain/username.js'
import { bindingId, type AccountView } from '../../operators/accounts/account-view.js'
import { lookUpAccount } from '../../operators/accounts/find-account.js'
import {
  blockAccount,
  blockBinding,
  deleteByHotline,
  endAccountSessions,
  removeBinding,
  unblockAccount,
  unblockBinding,
  type Acting,
  type HotlineDeps,
} from '../../operators/accounts/hotline.js'
import { LONGEST_REASON, reasonOf } from '../../operators/accounts/reason.js'
import { refusal } from '../../operators/findings.js'
import { Refused } from '../../operators/refused.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'

interface HotlineOptions extends JsonOption {
  readonly username: string
  readonly reason: string
}

interface BindingOptions extends HotlineOptions {
  readonly method?: string
  readonly force?: boolean
}

type Act = (id: AccountId, acting: Acting, deps: HotlineDeps, options: BindingOptions) => Promise<unknown>

/** What each command does, what it says of that, and whether it is about one way in. */
const ACTS: Readonly<Record<string, { does: string; done: string; binding: 'none' | 'may' | 'must'; act: Act }>> = {
  block: {
    does: 'let nobody in: logins are refused, sessions and open logins end; --method: one way in alone',
    done: 'blocked',
    binding: 'may',
    act: (id, acting, deps, { method }) =>
      method === undefined ? blockAccount(id, acting, deps) : blockBinding(id, method, acting, deps),
  },
  unblock: {
    does: 'let the account, or one way into it, be used again',
    done: 'unblocked',
    binding: 'may',
    act: (id, acting, deps, { method }) =>
      method === undefined ? unblockAccount(id, acting, deps) : unblockBinding(id, method, acting, deps),
  },
  'end-sessions': {
    does: 'end every session of the account',
    done: 'ended the sessions of',
    binding: 'none',
    act: endAccountSessions,
  },
  'remove-method': {
    does: 'take a phone, a card or a second factor off the account; sessions end',
    done: 'removed from',
    binding: 'must',
    act: (id, acting, deps, { method = '', force = false }) =>
      removeBinding(id, method, { ...acting, last: force }, deps),
  },
  delete: {
    does: 'delete the account with everything that belongs to it',
    done: 'deleted',
    binding: 'none',
    act: deleteByHotline,
  },
}

/** `account show|block|unblock|end-sessions|remove-method|delete`: for whoever helps a citizen on the phone. */
export function addHotlineCommands(account: Command, context: CommandContext): void {
  const show = withReason(account.command('show').description('an account, masked; the look-up is logged'))
  withJson(show).action((options: HotlineOptions) =>
    context.withTools(async (tools, actor) => {
      const { account: view } = await lookUpAccount(options.username, options.reason, actor, namesOnly(tools))
      context.print(options, accountDocument(view), accountLines(view))
    }),
  )
  for (const [name, { does, done, binding, act }] of Object.entries(ACTS)) {
    const command = withReason(account.command(name).description(does))
    if (binding === 'may') command.option('--method <id>', 'one way in, as account show names it')
    if (binding === 'must') {
      command.requiredOption('--method <id>', 'as account show names it')
      command.option('--force', 'also where it is the last way in')
    }
    withJson(command).action((options: BindingOptions) =>
      context.withTools(async (tools, actor) => {
        const found = await tools.accounts.findByUsername(usernameKey(options.username))
        if (!found) throw new Refused(refusal('account-unknown', {}))
        const { id, username } = found
        const end = await act(id, { actor, reason: options.reason }, tools.hotline, options)
        const what = [done, options.method, id, username].filter((word) => word != null).join(' ')
        const line = end === 'unchanged' ? `${id} ${username ?? ''} was so already; nothing was changed` : what
        context.print(options, { id, username, changed: end !== 'unchanged' }, [line])
      }),
    )
  }
}

const withReason = (command: Command): Command =>
  command
    .requiredOption('--username <name>', 'exactly, but for case')
    .requiredOption('--reason <text>', 'why; it is logged, and the citizen may read it: no names', (typed) => {
      const reason = reasonOf(typed)
      if (reason === null) throw new InvalidArgumentError(`It may have 1 to ${LONGEST_REASON} characters.`)
      return reason
    })

/** By name alone: `--username` means nothing else. */
const namesOnly = (tools: OperatorTools) => ({
  ...tools,
  accounts: { ...tools.accounts, findByEmail: async () => [] },
})

/** CONTRACT: `account show --json`. */
const accountDocument = ({ id, username, email, status, methods }: AccountView) => ({
  id,
  username,
  email,
  status,
  methods: methods.map(({ id: binding, method, name, boundAt, blocked }) => ({
    id: binding,
    method,
    name,
    boundAt: new Date(boundAt).toISOString(),
    blocked,
  })),
})

const accountLines = ({ id, username, email, status, methods }: AccountView): readonly string[] => [
  `${id} ${username ?? '(no user name)'}  ${status}  ${email ?? 'no e-mail'}`,
  ...methods.map(({ method, instance, name, boundAt, blocked }) =>
    [
      `  ${bindingId({ method, instance })}`,
      ...(name === null ? [] : [name]),
      `since ${new Date(boundAt).toISOString().slice(0, 10)}`,
      ...(blocked ? ['blocked'] : []),
    ].join('  '),
  ),
]
