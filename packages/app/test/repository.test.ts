import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface LockEntry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}
const lock = (JSON.parse(read('package-lock.json')) as { packages: Record<string, LockEntry> }).packages;

describe('the lock file', () => {
  test('names every optional dependency, so that other platforms can install', () => {
    const paths = Object.keys(lock);
    const missing = Object.entries(lock).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !paths.some((other) => other.endsWith(`node_modules/${name}`)))
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('records no download address', () => {
    expect(Object.values(lock).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = tracked.filter((path) => path.endsWith('.md') && existsSync(join(root, path)));

  test.each(documents)('%s names only files that exist', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
      ([, link]) => link as string,
    );
    const paths = [...read(document).matchAll(/`((?:packages|bench|docs|examples|scripts|\.ci)\/[\w./-]+)`/g)].map(
      ([, path]) => path as string,
    );
    const gone = [
      ...links.filter((link) => !existsSync(resolve(root, dirname(document), link))),
      ...paths.filter((path) => !existsSync(join(root, path))),
    ];
    expect(gone).toEqual([]);
  });

  test('every stage says in at most 25 lines what it does', () => {
    for (const stage of ['ingest', 'value', 'risk', 'reason', 'decide', 'learn']) {
      const path = `packages/app/src/${stage}/README.md`;
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(read(path).trimEnd().split('\n').length, path).toBeLessThanOrEqual(25);
    }
  });
});

describe('the sources', () => {
  const sources = tracked.filter(
    (path) => /^(packages|bench|scripts)\/.*\.(ts|mjs)$/.test(path) && existsSync(join(root, path)),
  );
  const lines = (path: string) => read(path).trimEnd().split('\n').length;

  test('no source file is longer than 300 lines, and half are under 90', () => {
    const long = sources.filter((path) => !path.endsWith('.test.ts') && lines(path) > 300);
    expect(long).toEqual([]);
    const sizes = sources
      .filter((path) => !path.endsWith('.test.ts'))
      .map(lines)
      .sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(90);
  });

  test('no check is switched off', () => {
    const marks = ['biome-' + 'ignore', '@ts-' + 'ignore', '@ts-' + 'expect-error', '@ts-' + 'nocheck'];
    expect(sources.filter((path) => marks.some((mark) => read(path).includes(mark)))).toEqual([]);
  });

  test('no path of a machine is written down', () => {
    const texts = tracked.filter(
      (path) => /\.(ts|mjs|cjs|json|md|py|yaml)$/.test(path) && existsSync(join(root, path)),
    );
    expect(texts.filter((path) => /(["'`\s(]\/(home|Users|root|work)\/)/.test(read(path)))).toEqual([]);
  });
});
