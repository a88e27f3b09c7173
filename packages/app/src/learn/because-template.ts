/** A sentence template of the catalogue, taken apart: fixed text and `{{placeholder}}` in turn. */
export type TemplatePart = { readonly text: string } | { readonly placeholder: string };

const PLACEHOLDER = /\{\{\s*([a-z_]+)\s*\}\}/g;

export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    parts.push({ placeholder: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  return parts;
}
