import { CALM_RULE, joinKey, type Mention, mentionOf, nameKey, stepKey, stepOf, type Wording } from './because.ts';
import { parseTemplate } from './because-template.ts';
import { BytePage } from './byte-page.ts';
import { CODES, type CodeColumn, type OutcomeColumns } from './outcome-columns.ts';
import { type Encode, type Say, sayMoney, sayWhole } from './say-number.ts';

function sayByCode(column: Uint8Array, sayings: readonly (readonly Say[])[]): Say {
  return (page, customer) => {
    const parts = sayings[column[customer] as number] as readonly Say[];
    for (let index = 0; index < parts.length; index += 1) (parts[index] as Say)(page, customer);
  };
}

/** Compiles the catalogue's sentence about a customer; the row-by-row twin of `becauseSql`. */
export function compileBecause({ template, style }: Wording, columns: OutcomeColumns, encode: Encode): Say {
  const number = ({ of, as }: Mention): Say => {
    const how = { style, encode, unknown: encode(template('learn.because.unknown')) };
    return as === 'money' ? sayMoney(columns[of], how) : sayWhole(columns[of], as === 'percent', how);
  };
  const fixed = (text: string): Say => {
    const bytes = encode(text);
    return (page) => page.text(bytes);
  };
  const byCode = (column: CodeColumn, say: (code: string) => readonly Say[]): Say =>
    sayByCode(columns[column], CODES[column].map(say));
  const mention = (placeholder: string): Say => {
    const meant = mentionOf(placeholder);
    if (meant.as !== 'name') return number(meant);
    const column = meant.of as CodeColumn;
    return byCode(column, (code) => [fixed(template(nameKey(column, code)))]);
  };
  const sentence = (text: string, say: (placeholder: string) => Say): readonly Say[] =>
    parseTemplate(text).map((part) => ('text' in part ? fixed(part.text) : say(part.placeholder)));
  const step = (placeholder: string): Say =>
    byCode(stepOf(placeholder), (code) => sentence(template(stepKey(placeholder, code)), mention));
  const joined = [false, true].map((calm) => sentence(template(joinKey(calm)), step));
  return sayByCode(
    columns.rule.map((rule) => (rule === CALM_RULE ? 1 : 0)),
    joined,
  );
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
