/** `operator add | reset | remove`: who runs the platform. Here alone, since nobody on the web may give that away. */
import type { Command } from './commands'
import { inProduct } from './in-product'

type Verb = 'addOperator' | 'resetOperator' | 'removeOperator'

export const operatorCommands: Command[] = [
  command('operator add', 'make an account an operator of the platform', 'addOperator', (email) => {
    return `${email} is an operator now, and sets up a second step at /operator.`
  }),
  command('operator reset', 'forget an operator’s authenticator and end their sessions', 'resetOperator', (email) => {
    return `${email} sets up a new authenticator after the next log-in; every session of theirs has ended.`
  }),
  command('operator remove', 'take the operator’s role away and end their sessions', 'removeOperator', (email) => {
    return `${email} is no operator any more; the account stays.`
  }),
]

function command(name: string, about: string, verb: Verb, words: (email: string) => string): Command {
  return {
    name,
    about,
    takes: 'email',
    run: ({ env }, _signal, email) =>
      inProduct(env, async () => {
        const commands = await import('@/lib/operators/commands')
        await commands[verb](email)
        return { words: words(email), facts: { email } }
      }),
  }
}
