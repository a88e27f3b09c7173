import { type Html, type HtmlValue, html } from './html.ts';
import type { Reader } from './reader.ts';

/** A section with its heading and the sentence that says what it answers. */
export function section(id: string, heading: { title: string; lead: string }, body: HtmlValue): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${heading.title}</h2>
<p class="lead">${heading.lead}</p>
${body}
</section>
`;
}

export interface Column {
  readonly title: string;
  readonly number?: boolean;
}

/** `kind` "cards": on a phone each row stands as a card, because its text does not fit a column. */
export function table(columns: readonly Column[], rows: readonly (readonly HtmlValue[])[], kind = ''): Html {
  const shape = (index: number) => (columns[index]?.number === true ? 'num' : 'txt');
  return html`<div class="scroll" tabindex="0"><table class="${kind}">
<thead><tr>${columns.map(({ title }, index) => html`<th scope="col" class="${shape(index)}">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr>${row.map((cell, index) => html`<td class="${shape(index)}" data-name="${columns[index]?.title ?? ''}">${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}

interface KeyEntry {
  readonly name: string;
  readonly color: string;
}

/** A chart and what its colours mean. */
export interface Drawing {
  readonly chart: Html;
  readonly key: readonly KeyEntry[];
}

/** What each colour means; HTML, because a chart drawn here cannot know how wide the reader's letters are. */
function colorKey(entries: readonly KeyEntry[]): Html {
  return html`<ul class="key">${entries.map(
    ({ name, color }) => html`<li><i style="background:${color}"></i>${name}</li>`,
  )}</ul>`;
}

/** What stands behind a figure or a chart, folded away. */
export function behind(summary: string, body: HtmlValue): Html {
  return html`<details><summary>${summary}</summary><div class="behind">${body}</div></details>`;
}

/** A chart with its title, the sentence that says how to read it, and the same figures as a table. */
export function figure(
  reader: Reader,
  text: { readonly id: string; readonly title: string; readonly caption: string },
  content: Partial<Drawing> & { readonly chart: Html; readonly rows?: Html },
): Html {
  const rows = content.rows === undefined ? null : behind(reader.t('chart.as_table'), content.rows);
  return html`<figure aria-labelledby="${text.id}-name">
<p class="figure-title" id="${text.id}-name">${text.title}</p>
${content.key === undefined ? null : colorKey(content.key)}
<div role="img" aria-label="${text.title}. ${text.caption}">${content.chart}</div>
<figcaption>${text.caption}</figcaption>
${rows}
</figure>
`;
}

/** A bar inside a table cell, as long as its share of the largest. */
export function bar(share: number, tone: string): Html {
  const width = Math.round(Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)) * 1000) / 10;
  return html`<span class="bar"><span class="${tone}" style="width:${width}%"></span></span>`;
}

export function note(text: string): Html {
  return html`<p class="note">${text}</p>`;
}
