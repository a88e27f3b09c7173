import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Invented, invent } from '../../test/learn-fixture.ts';
import { type Decided, RULES, type Rule } from '../decide/contract.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator, locales, readCatalogue } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import type { AnalysisSummary } from './contract.ts';
import { SECTIONS } from './report/compose.ts';
import { escapeHtml, html, trusted } from './report/html.ts';
import { measureBucket } from './run-bucket.ts';
import { bestContacts, writeReport } from './write-report.ts';

const ATTACK = '<script>alert("x")</script><img src=x onerror=alert(1)>';

let facts: Facts;
let folder: string;
let invented: Invented;
let summary: AnalysisSummary;

async function write(locale: string, changed: Partial<AnalysisSummary> = {}): Promise<string> {
  const context = { facts, progress: SILENT, translator: createTranslator(locale), seed: 7 };
  const sources = { ...invented.results, imported: invented.imported, out: folder };
  await writeReport(context, { ...summary, ...changed }, sources);
  return readFile(join(folder, 'report.html'), 'utf8');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winback-report-'));
  facts = await openFacts({ threads: 1 });
  // Every id attacks, so that whoever is named in the report does.
  invented = await invent(
    facts,
    Array.from({ length: 500 }, (_, i) => `${ATTACK}${i}`),
  );
  const context = { facts, progress: SILENT, translator: createTranslator('en'), seed: 7 };
  summary = invented.summary(await measureBucket(context, invented.imported));
});
afterAll(async () => {
  facts.close();
  await rm(folder, { recursive: true });
});

/** What a reader sees: the text without markup, style and drawings' geometry. */
function visibleText(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe.each(locales())('the report in %s', (locale) => {
  it('has every section, in words of its language', async () => {
    const page = await write(locale);
    expect(page).toContain(`<html lang="${locale}">`);
    for (const { id } of SECTIONS) expect(page).toContain(`<section id="${id}"`);
    const stages = Object.keys(readCatalogue(locale)).join('|');
    const text = visibleText(page);
    expect(text.match(new RegExp(`\\b(${stages})\\.[a-z_.]+`, 'g')) ?? []).toEqual([]);
    expect(text.match(/\{\{|\}\}|undefined|\bNaN\b|\bnull\b|Infinity|\[object/g) ?? []).toEqual([]);
  });

  it('is the same, byte for byte, when made again', async () => {
    expect(await write(locale)).toBe(await write(locale));
  });

  it('says what it cannot say where a stage had too little', async () => {
    const page = await write(locale, {
      value: {
        ...summary.value,
        backTest: null,
        spend: null,
        secondLife: { rung: 'not enough data', secondLives: 0, factor: null, grades: [], findings: [] },
      },
      plan: { ...summary.plan, power: null, profitCurve: [], priors: [], contacted: 0 },
      learn: { leakyBucket: [], yearlyLossRate: null, recoveryRate: null, cohorts: [] },
    });
    const translator = createTranslator(locale);
    for (const key of ['report.test.none', 'report.second.rung_not_enough_data', 'report.plan.no_control']) {
      expect(page).toContain(escapeHtml(translator.t(key)));
    }
  });
});

describe('the file', () => {
  it('asks nothing of the network and lets nothing run', async () => {
    const page = await write('en');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)|javascript:/i);
    const addresses = page.match(/(?:src|href)="[^"]*"/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith('href="#'))).toEqual([]);
  });

  it('shows an id that is an attack as the text that it is', async () => {
    const page = await write('en');
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)');
    expect(page).not.toContain(ATTACK);
  });

  it('has no id twice', async () => {
    const ids = [...(await write('en')).matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('html', () => {
  it('escapes what it is given, in lists too, and keeps what is HTML already', () => {
    const list = ['<', html`<b>${'&'}</b>`];
    expect(html`<p title="${'"'}">${list}${null}${3}${trusted('<i>')}</p>`.html).toBe(
      '<p title="&quot;">&lt;<b>&amp;</b>3<i></p>',
    );
  });
});

describe('who is named first', () => {
  const decidedOf = (deltas: readonly number[], rules: readonly Rule[]) =>
    ({
      customers: {
        delta: Float64Array.from(deltas),
        rule: Uint8Array.from(rules, (rule) => RULES.indexOf(rule)),
      },
    }) as unknown as Decided;

  it('goes by what a contact adds, then by key, and leaves out who is not chosen', () => {
    const rules: Rule[] = ['chosen', 'held_for_control', 'chosen', 'chosen', 'over_budget', 'chosen'];
    const decided = decidedOf([5, 99, 7, 5, 50, 5], rules);
    expect(bestContacts({ decided }, 3)).toEqual([2, 0, 3]);
    expect(bestContacts({ decided }, 10)).toEqual([2, 0, 3, 5]);
  });
});

const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

describe.skipIf(CHROMIUM === undefined)('in a browser (skipped: no Chromium found)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it.each(locales().flatMap((locale) => [390, 1280].map((width) => [locale, width] as const)))(
    'fits the screen without errors or requests, in %s at %i px',
    async (locale, width) => {
      await write(locale);
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) complaints.push(request.url());
      });
      await page.goto(pathToFileURL(join(folder, 'report.html')).href);
      await page.locator('details').evaluateAll((all) => {
        for (const each of all) each.setAttribute('open', '');
      });
      const { full, seen } = await page
        .locator('html')
        .evaluate((root) => ({ full: root.scrollWidth, seen: root.clientWidth }));
      expect(full).toBeLessThanOrEqual(seen);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.locator('svg:visible').count()).toBeGreaterThanOrEqual(8);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});
