/** What of a workbook's XML an import needs: text, and whole elements cut out of a stream. Prefixes do not matter. */

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name];
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

export function unescapeXml(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replace(/&(#x[0-9a-f]+|#\d+|\w+);/giu, (whole, name: string) => entity(name) ?? whole)
    .replace(/_x([0-9A-F]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

/** The text of a shared or inline string: its runs joined, without the phonetic guide. */
export function stringOf(xml: string): string {
  const spoken = xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/gu, '');
  const runs = spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/gu);
  return [...runs].map((run) => unescapeXml(run[1] ?? '')).join('');
}

export interface XmlElement {
  readonly attributes: string;
  readonly content: string;
}

/** All elements of one name, none of which holds another of its name, from text that comes in pieces. */
export async function* elements(pieces: AsyncIterable<string>, name: string): AsyncGenerator<XmlElement> {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'gu');
  const start = new RegExp(`<(?:\\w+:)?${name}[\\s/>]`, 'u');
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    let done = 0;
    for (const found of text.matchAll(pattern)) {
      done = found.index + found[0].length;
      yield { attributes: found[1] ?? '', content: found[2] ?? '' };
    }
    const rest = text.slice(done);
    const open = rest.search(start);
    text = open >= 0 ? rest.slice(open) : rest.slice(-(name.length + 40));
  }
}

export async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
