import { parseTemplate } from './because-template.ts';
import { BytePage } from './byte-page.ts';
import { CODES, type CodeColumn, type OutcomeColumns } from './outcome-columns.ts';
import { CALM_RULE, joinKey, mentionOf, nameKey, stepKey, stepOf, type Wording } from './read-because.ts';
import { type Encode, type Say, sayMoney, sayWhole } from './say-number.ts';

/** The sentence of all customers with the same codes: fixed texts with numbers between them. */
interface Program {
  readonly texts: readonly Uint8Array[];
  readonly numbers: readonly Say[];
}

/** Columns that decide which words a sentence has. */
const WORDED = ['standing', 'tier', 'reason', 'attitude', 'action', 'offer', 'settlement'] as const;

function substitute(template: string, textOf: (placeholder: string) => string): string {
  return parseTemplate(template)
    .map((part) => ('text' in part ? part.text : textOf(part.placeholder)))
    .join('');
}

/** The sentence about a customer with all that codes decide filled in; placeholders of numbers remain. */
function wordsFor({ template }: Wording, columns: OutcomeColumns, customer: number): string {
  const codeIn = (column: CodeColumn) => CODES[column][columns[column][customer] as number] as string;
  const mention = (placeholder: string): string => {
    const { of, as } = mentionOf(placeholder);
    if (as !== 'name') return `{{${placeholder}}}`;
    const column = of as CodeColumn;
    return template(nameKey(column, codeIn(column)));
  };
  const step = (placeholder: string) =>
    substitute(template(stepKey(placeholder, codeIn(stepOf(placeholder)))), mention);
  return substitute(template(joinKey(columns.settlement[customer] === CALM_RULE)), step);
}

/** Compiles the catalogue's sentence about a customer; the row-by-row twin of `becauseSql`. */
export function compileBecause(wording: Wording, columns: OutcomeColumns, encode: Encode): Say {
  const how = { style: wording.style, encode, unknown: encode(wording.template('learn.because.unknown')) };
  const compile = (customer: number): Program => {
    const texts: Uint8Array[] = [];
    const numbers: Say[] = [];
    let before = '';
    for (const part of parseTemplate(wordsFor(wording, columns, customer))) {
      if ('text' in part) {
        before += part.text;
        continue;
      }
      const { of, as } = mentionOf(part.placeholder);
      texts.push(encode(before));
      numbers.push(as === 'money' ? sayMoney(columns[of], how) : sayWhole(columns[of], as === 'percent', how));
      before = '';
    }
    texts.push(encode(before));
    return { texts, numbers };
  };
  const worded = WORDED.map((column) => columns[column]);
  const sizes = WORDED.map((column) => CODES[column].length);
  const programs = new Map<number, Program>();
  return (page, customer) => {
    let key = 0;
    for (let index = 0; index < worded.length; index += 1) {
      key = key * (sizes[index] as number) + ((worded[index] as Uint8Array)[customer] as number);
    }
    let program = programs.get(key);
    if (program === undefined) {
      program = compile(customer);
      programs.set(key, program);
    }
    const { texts, numbers } = program;
    for (let index = 0; index < numbers.length; index += 1) {
      page.text(texts[index] as Uint8Array);
      (numbers[index] as Say)(page, customer);
    }
    page.text(texts[numbers.length] as Uint8Array);
  };
}

/** The sentence about one customer as a string, for the few who are named. */
export function createNarrator(wording: Wording, columns: OutcomeColumns): (customer: number) => string {
  const encoder = new TextEncoder();
  const say = compileBecause(wording, columns, (text) => encoder.encode(text));
  return (customer) => {
    const page = new BytePage(0);
    say(page, customer);
    return new TextDecoder().decode(page.written());
  };
}
