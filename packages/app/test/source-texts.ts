import { parseSync } from '@swc/core';

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

interface Literal {
  /** The text with `${…}` written as \uFFFC. */
  readonly text: string;
  /** The calls the literal stands in, innermost first: `t`, `describe`, `Error`, `run` … */
  readonly calls: readonly string[];
}

const HOLE = '\uFFFC';

function calleeName(node: Node): string {
  const callee = (node.callee ?? {}) as Node;
  if (callee.type === 'MemberExpression') return String(((callee.property ?? {}) as Node).value ?? '');
  return String(callee.value ?? '');
}

function literalText(node: Node): string | null {
  if (node.type === 'StringLiteral') return String(node.value);
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as Node[]).map((quasi) => String(quasi.cooked ?? quasi.raw)).join(HOLE);
}

function collect(node: unknown, calls: readonly string[], found: Literal[]): void {
  if (Array.isArray(node)) {
    for (const child of node) collect(child, calls, found);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  const current = node as Node;
  if (current.type === 'ImportDeclaration' || current.type === 'TsLiteralType') return;
  const text = literalText(current);
  if (text !== null) found.push({ text, calls });
  const within =
    current.type === 'CallExpression' || current.type === 'NewExpression' ? [calleeName(current), ...calls] : calls;
  for (const child of Object.values(current)) collect(child, within, found);
}

function literals(source: string): Literal[] {
  const found: Literal[] = [];
  collect(parseSync(source, { syntax: 'typescript', target: 'es2022' }), [], found);
  return found;
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const asPattern = (text: string) => new RegExp(`^${text.split(HOLE).map(escapePattern).join('.+')}$`);

/** Catalogue keys that the source asks for by `t(…)`, `has(…)` or an error's code. */
export function usedKeys(source: string): { readonly written: string; readonly pattern: RegExp }[] {
  return literals(source)
    .filter(
      ({ text, calls }) => ['t', 'AppError'].includes(calls[0] ?? '') && /^[a-z][\w-]*\.[\w.\-\uFFFC]+$/i.test(text),
    )
    .map(({ text }) => ({ written: text.replaceAll(HOLE, '…'), pattern: asPattern(text) }));
}

/** Every literal that could be a catalogue key or the stem of one. */
export function findLiterals(source: string): RegExp[] {
  return literals(source).flatMap(({ text }) => {
    if (!/^[\w\uFFFC-]+(\.[\w\uFFFC-]+)+\.?$/.test(text) || !/\w{2,}/.test(text.split('.')[0] ?? '')) return [];
    return [text.endsWith('.') ? asPattern(`${text}${HOLE}`) : asPattern(text)];
  });
}

const CHINESE = /\p{Script=Han}/u;
const SENTENCE = /^\W*[A-Z][\w',;-]*(\s+[\w\uFFFC',;()-]+){2,}|[a-z]{2,} [a-z]{2,} [a-z]{2,}[^.]*[.!?]$/;
const SQL =
  /\b(SELECT|FROM|CREATE|COPY|SET|INSERT|DESCRIBE|PRAGMA|JOIN|WHERE|CASE|WHEN|GROUP BY|ORDER BY|DROP|OVER|UNION ALL)\b|::[A-Z]/;

/** Sentences and Chinese words that stand in the code; notes for developers (schemas, broken invariants) are not counted. */
export function findTexts(source: string): string[] {
  return literals(source)
    .filter(({ calls }) => !calls.some((call) => ['describe', 'Error', 'RegExp'].includes(call)))
    .filter(({ text }) => (CHINESE.test(text) || SENTENCE.test(text)) && !SQL.test(text))
    .map(({ text }) => text.replaceAll(HOLE, '…').slice(0, 80));
}
