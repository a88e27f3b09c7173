import type { FitSummary } from '../../value/contract.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { section, table } from './parts.ts';

const PARAMETER_DECIMALS = 4;

function fitRows({ reader }: Page, fit: FitSummary): Html {
  const { t, figure: number, count, word } = reader;
  const parameters = Object.entries(fit.parameters ?? {});
  const findings = fit.findings.map((finding) => html`<li>${reader.finding(finding)}</li>`);
  return html`<h3>${word(`value.model.${fit.model}`)}</h3>
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
          number(value, PARAMETER_DECIMALS),
          number(fit.standardErrors?.[name] ?? null, PARAMETER_DECIMALS),
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
    })} ${t(`models.rung_${value.rung.replaceAll(' ', '_')}`)}</p>
${value.findings.length === 0 ? null : html`<ul class="plain">${value.findings.map((finding) => html`<li>${reader.finding(finding)}</li>`)}</ul>`}
<div class="pair">${fits.map((fit) => html`<div>${fitRows(page, fit)}</div>`)}</div>`,
  );
}
