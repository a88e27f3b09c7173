import { backTestSection } from './back-test-section.ts';
import { bucketSection } from './bucket-section.ts';
import { cohortsSection } from './cohorts-section.ts';
import { contactsSection } from './contacts-section.ts';
import { data } from './data.ts';
import { headline } from './headline.ts';
import { html, trusted } from './html.ts';
import { keyFigures } from './key-figures.ts';
import { mapSection } from './map-section.ts';
import { methodSection } from './method-section.ts';
import { modelsSection } from './models-section.ts';
import type { Page } from './page.ts';
import { planSection } from './plan-section.ts';
import { secondLifeSection } from './second-life-section.ts';
import { statesSection } from './states-section.ts';
import { STYLE } from './style.ts';

/** The sections in reading order: the answer first, then what it rests on. */
export const SECTIONS = [
  { id: 'key-figures', name: 'key', render: keyFigures },
  { id: 'map', name: 'map', render: mapSection },
  { id: 'plan', name: 'plan', render: planSection },
  { id: 'contacts', name: 'contacts', render: contactsSection },
  { id: 'states', name: 'states', render: statesSection },
  { id: 'bucket', name: 'bucket', render: bucketSection },
  { id: 'cohorts', name: 'cohorts', render: cohortsSection },
  { id: 'second-life', name: 'second', render: secondLifeSection },
  { id: 'back-test', name: 'test', render: backTestSection },
  { id: 'models', name: 'models', render: modelsSection },
  { id: 'data', name: 'data', render: data },
  { id: 'method', name: 'method', render: methodSection },
] as const;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The whole report: one file that asks nothing of the network. */
export function composeReport(page: Page): string {
  const { reader, summary } = page;
  const { t, date } = reader;
  const { period, files, currency } = summary.import;
  const values = {
    asOf: date(period.asOf),
    first: date(period.first),
    last: date(period.last),
    files: files.map(({ name }) => name).join(', '),
    currency: currency ?? t('no_currency'),
  };
  return html`<!doctype html>
<html lang="${reader.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t('title', values)}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header>
<div class="kicker">Winback</div>
<h1>${t('title', values)}</h1>
<p class="source">${t('source', values)}</p>
</header>
<nav class="contents" aria-label="${t('contents')}">${SECTIONS.map(
    ({ id, name }) => html`<a href="#${id}">${t(`${name}.nav`)}</a>`,
  )}</nav>
<main>
${headline(page)}
${SECTIONS.map(({ render }) => render(page))}
</main>
<footer><p>${t('footer', values)}</p></footer>
</body>
</html>
`.html;
}
