import { ACTIONS, OFFERS } from '../../decide/contract.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { section, table } from './parts.ts';

export function contactsSection({ reader, sources, top, idOf, because }: Page): Html {
  const { t, money, word, percent, count } = reader;
  const { action, offer, delta, chanceWith, chanceWithout } = sources.decided.customers;
  const rows = top.map((customer) => {
    const offered = OFFERS[offer[customer] ?? 0] ?? 'none';
    return [
      html`<span class="id">${idOf.get(customer) ?? ''}</span>`,
      because(customer),
      html`${word(`decide.action.${ACTIONS[action[customer] ?? 0]}`)}${
        offered === 'none' ? null : html`<br><span class="note">${word(`decide.offer.${offered}`)}</span>`
      }`,
      `${percent(chanceWithout[customer] ?? null)} → ${percent(chanceWith[customer] ?? null)}`,
      money(delta[customer] ?? null),
    ];
  });
  return section(
    'contacts',
    { title: t('contacts.title', { number: count(top.length) }), lead: t('contacts.lead') },
    top.length === 0
      ? html`<p>${t('contacts.none')}</p>`
      : table(
          [
            { title: t('customer') },
            { title: t('contacts.because') },
            { title: t('plan.action') },
            { title: t('contacts.chance'), number: true },
            { title: t('contacts.delta'), number: true },
          ],
          rows,
          'people cards',
        ),
  );
}
