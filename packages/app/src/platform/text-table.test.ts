import { expect, test } from 'vitest';
import { alignColumns } from './text-table.ts';

test('numbers stand under each other', () => {
  expect(
    alignColumns([
      ['model', 'MAE'],
      ['BG/NBD', '0.9'],
      ['rule', '10.25'],
    ]),
  ).toEqual(['model     MAE', 'BG/NBD    0.9', 'rule    10.25']);
});

test('a Chinese character takes two columns', () => {
  expect(
    alignColumns([
      ['模型', '误差'],
      ['NBD', '0.9'],
    ]),
  ).toEqual(['模型  误差', 'NBD    0.9']);
});

test('accents take none, and columns can be told apart otherwise', () => {
  expect(
    alignColumns(
      [
        ['客户', '1', 'e\u0301'],
        ['order', '250', 'yy'],
      ],
      (column) => column === 1,
    ),
  ).toEqual(['客户     1  e\u0301', 'order  250  yy']);
});
