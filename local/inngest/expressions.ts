/**
 * The small part of CEL that Stoa's functions use: paths, literals, `+`, `==`, `!=`, `&&` and `||`
 * (`event.data.storeId == 'x' && event.data.kind != async.data.kind`).
 *
 * Invariant: what is not understood is an error when the function registers, never a condition that silently holds.
 */

type Scope = Record<string, unknown>
type Node = (scope: Scope) => unknown

const TOKEN =
  /\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*|\[['"][^'"]+['"]\])*|==|!=|&&|\|\||[+()])/y

const compiled = new Map<string, Node>()
const MAX_COMPILED = 1_000

/** Evaluates an expression. Throws when it holds something that is not understood. */
export function evaluate(expression: string, scope: Scope): unknown {
  let node = compiled.get(expression)
  if (!node) {
    node = compile(expression)
    if (compiled.size >= MAX_COMPILED) compiled.clear()
    compiled.set(expression, node)
  }
  return node(scope)
}

/** Throws with the reason when the expression cannot be evaluated here. */
export function checkExpression(expression: string): void {
  compile(expression)
}

function compile(expression: string): Node {
  const tokens = tokenise(expression)
  const node = parseOr(tokens)
  if (tokens.length > 0) throw unsupported(expression)
  return node
}

function tokenise(expression: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const match = TOKEN.exec(expression)
    if (!match?.[1]) throw unsupported(expression)
    tokens.push(match[1])
  }
  return tokens
}

function parseOr(tokens: string[]): Node {
  let left = parseAnd(tokens)
  while (tokens[0] === '||') {
    tokens.shift()
    const [a, b] = [left, parseAnd(tokens)]
    left = (scope) => Boolean(a(scope)) || Boolean(b(scope))
  }
  return left
}

function parseAnd(tokens: string[]): Node {
  let left = parseComparison(tokens)
  while (tokens[0] === '&&') {
    tokens.shift()
    const [a, b] = [left, parseComparison(tokens)]
    left = (scope) => Boolean(a(scope)) && Boolean(b(scope))
  }
  return left
}

function parseComparison(tokens: string[]): Node {
  const a = parseSum(tokens)
  if (tokens[0] !== '==' && tokens[0] !== '!=') return a
  const equal = tokens.shift() === '=='
  const b = parseSum(tokens)
  return (scope) => (a(scope) === b(scope)) === equal
}

function parseSum(tokens: string[]): Node {
  let left = parseOperand(tokens)
  while (tokens[0] === '+') {
    tokens.shift()
    const [a, b] = [left, parseOperand(tokens)]
    left = (scope) => `${a(scope)}${b(scope)}`
  }
  return left
}

function parseOperand(tokens: string[]): Node {
  const token = tokens.shift()
  if (token === '(') {
    const inner = parseOr(tokens)
    if (tokens.shift() !== ')') throw unsupported('a parenthesis that is not closed')
    return inner
  }
  if (token === undefined || /^(==|!=|&&|\|\||[+)])$/.test(token)) throw unsupported(token ?? 'an empty expression')
  if (/^['"]/.test(token)) {
    const text = token.slice(1, -1).replace(/\\(.)/g, '$1')
    return () => text
  }
  if (/^-?\d/.test(token)) return () => Number(token)
  if (token === 'true' || token === 'false') return () => token === 'true'
  if (token === 'null') return () => null
  const path = token.split(/\.|\[['"]|['"]\]\.?/).filter(Boolean)
  return (scope) => path.reduce<unknown>((at, name) => readField(at, name), scope)
}

function readField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : null
}

function unsupported(what: string): Error {
  return new Error(`The local executor does not understand the expression: ${what}`)
}
