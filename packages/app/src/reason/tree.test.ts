import { describe, expect, it } from 'vitest';
import { createTranslator, locales } from '../platform/i18n.ts';
import { INFERRED_REASONS, WAYS } from './contract.ts';
import { CAUSE_LISTS, CAUSE_TREE, causeKey, causeOf, isHardToAvoid, ORIGINS, wayOf } from './tree.ts';

describe('the tree of causes', () => {
  it.each(['a', 'b', 'c'] as const)('covers every member of list %s', (list) => {
    const named = new Set<string>(CAUSE_TREE.flatMap((cause): readonly string[] => cause[list] ?? []));
    expect([...named].sort()).toEqual([...CAUSE_LISTS[list]].sort());
  });

  it('has the seven, ten and fifteen causes of the sources', () => {
    expect([CAUSE_LISTS.a.length, CAUSE_LISTS.b.length, CAUSE_LISTS.c.length]).toEqual([7, 10, 15]);
  });

  it('has a branch for each of the five ways and a cause for each origin', () => {
    const roots = CAUSE_TREE.filter(({ parent }) => parent === null).map(({ id }) => id);
    expect(roots).toEqual(WAYS.filter((way) => way !== 'unknown'));
    for (const origin of ORIGINS) expect(CAUSE_TREE.some((cause) => cause.origin === origin)).toBe(true);
  });

  it('names each cause once and hangs it under the way it says', () => {
    const ids = CAUSE_TREE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const cause of CAUSE_TREE) expect(cause.parent ?? cause.id).toBe(cause.way);
  });

  it.each(locales())('has a name for each cause in %s', (locale) => {
    const translator = createTranslator(locale);
    expect(CAUSE_TREE.filter(({ id }) => !translator.has(causeKey(id)))).toEqual([]);
  });

  it('has a place for each reason that can be inferred, and none for unknown', () => {
    for (const reason of INFERRED_REASONS) {
      if (reason === 'unknown') expect(causeOf(reason)).toBeNull();
      else expect(causeOf(reason)?.way).toBe(wayOf(reason));
    }
    expect(wayOf('unknown')).toBe('unknown');
  });

  it('calls lost needs hard to avoid, and our own failures not', () => {
    expect(INFERRED_REASONS.filter(isHardToAvoid)).toEqual(['one_time_need', 'natural_end']);
  });
});
