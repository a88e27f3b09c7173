import type { FitSummary } from '../../value/contract.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { section, table } from './parts.ts';

const PARAMETER_DECIMALS = 4;
const TINY = 0.0005;
const HUGE = 1e5;

/** Four decimals, or powers of ten where they would show nothing or too much. */
function parameterText(value: number | null, figure: (value: number | null, decimals: number) => string): string {
  if (value === null || !Number.isFinite(value)) return figure(null, 0);
  const odd = value !== 0 && (Math.abs(value) < TINY || Math.abs(value) >= HUGE);
  return odd ? value.toExponential(2) : figure(value, PARAMETER_DECIMALS);
}

function fitRows({ reader }: Page, fit: FitSummary): Html {
  const { t, figure: number, count, word } = reader;
  const parameters = Object.entries(fit.parameters ?? {});
  const model = word(`value.model.${fit.model}`);
  const findings = fit.findings.map(
    (finding) => html`<li>${word('value.fitFinding', { model, finding: reader.finding(finding) })}</li>`,
  );
  return html`<h3>${model}</h3>
<p class="note">${t('models.fitted_on', {
    customers: count(fit.customers),
    distinct: count(fit.distinct),
    likelihood: number(fit.logLikelihood, 2),
  })}</p>
${
  parameters.length === 0
    ? null
    : table(
        [
          { title: t('models.parameter') },
          { title: t('models.estimate'), number: true },
          { title: t('models.error'), number: true },
        ],
        parameters.map(([name, value]) => [
          name,
          parameterText(value, number),
          parameterText(fit.standardErrors?.[name] ?? null, number),
        ]),
      )
}
${findings.length === 0 ? null : html`<ul class="plain">${findings}</ul>`}`;
}

export function modelsSection(page: Page): Html {
  const { reader, summary } = page;
  const { t, word, count, percent } = reader;
  const { value } = summary;
  const fits = [...value.fits, ...[value.spend, value.rhythm].filter((fit) => fit !== null)];
  return section(
    'models',
    { title: t('models.title'), lead: t('models.lead') },
    html`<p>${t('models.chosen', {
      model: word(`value.model.${value.chosenModel}`),
      unit: t(`models.unit_${value.unit}`),
      days: count(value.horizonDays),
      rate: percent(value.discountRate),
    })}</p>
${value.findings.length === 0 ? null : html`<ul class="plain">${value.findings.map((finding) => html`<li>${reader.finding(finding)}</li>`)}</ul>`}
<div class="pair">${fits.map((fit) => html`<div>${fitRows(page, fit)}</div>`)}</div>`,
  );
}
