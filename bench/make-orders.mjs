// Writes an order file of a given number of lines in the columns of the sample (Online Retail): customers with their own
// rate of buying who leave at some point (BG/NBD), one to three lines per order, over two years, one line in a hundred
// cancelled a few days later. The same arguments give the same file.
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRandom, simulateBgNbd } from '@winback/models';

const WEEKS = 104;
const DAYS = WEEKS * 7;
const FIRST_DAY = Date.UTC(2024, 0, 1);
const PARAMETERS = { r: 0.8, alpha: 9, a: 0.6, b: 3 };
const LINES_PER_CUSTOMER = 10;

const isoDays = Array.from({ length: DAYS + 1 }, (_, day) =>
  new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10),
);
const PRODUCTS = 5000;
const CANCELLED_SHARE = 0.01;
const COUNTRIES = ['United Kingdom', 'Germany', 'France', 'EIRE', 'Spain', 'Netherlands', 'Belgium', 'Switzerland'];
const WORDS = [
  'WHITE',
  'HANGING',
  'HEART',
  'T-LIGHT',
  'HOLDER',
  'METAL',
  'LANTERN',
  'CREAM',
  'CUPID',
  'RED',
  'WOOLLY',
  'BOX',
];

/** A product's own code, name and price. */
function makeProducts(random) {
  const word = () => WORDS[Math.floor(random.uniform() * WORDS.length)];
  return Array.from({ length: PRODUCTS }, (_, index) => ({
    code: String(20_000 + index),
    name: `${word()} ${word()} ${word()} ${word()}`,
    price: (0.5 + random.gamma(1.5, 0.4)).toFixed(2),
  }));
}

function* ordersOf(random) {
  const born = Math.floor(random.uniform() * (DAYS - 30));
  const size = 2 + Math.floor(random.gamma(1.2, 0.15));
  yield { day: born, size };
  for (const week of simulateBgNbd(PARAMETERS, (DAYS - born) / 7, random)) {
    yield { day: Math.min(DAYS, born + Math.floor(week * 7)), size };
  }
}

/** Makes `path` with `lines` order lines, unless it is there. */
export async function makeOrders(path, lines) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const random = createRandom(20_260_101);
  const stream = createWriteStream(`${path}.part`);
  const products = makeProducts(random);
  let text = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
  let written = 0;
  let order = 500_000;
  const customers = Math.round(lines / LINES_PER_CUSTOMER);
  const put = (invoice, day, { product, quantity, customer }) => {
    const { code, name, price } = products[product];
    const time = `${isoDays[Math.min(day, DAYS)]} ${10 + (order % 10)}:${10 + (order % 50)}:00`;
    const country = COUNTRIES[customer % 10 < 8 ? 0 : customer % COUNTRIES.length];
    text += `${invoice},${code},${name},${quantity},${time},${price},${100_000 + customer},${country}\n`;
    written += 1;
  };
  for (let round = 0; written < lines; round++) {
    const customer = round % customers;
    for (const { day, size } of ordersOf(random)) {
      order += 1;
      const count = 1 + Math.floor(random.uniform() * 3);
      for (let line = 0; line < count && written < lines; line++) {
        const product = Math.floor(random.uniform() * PRODUCTS);
        const quantity = 1 + Math.floor(random.uniform() * size);
        put(String(order), day, { product, quantity, customer });
        if (random.uniform() < CANCELLED_SHARE && written < lines) {
          put(`C${order}`, day + 3, { product, quantity: -quantity, customer });
        }
      }
    }
    if (text.length > 1 << 20) {
      if (!stream.write(text)) await once(stream, 'drain');
      text = '';
    }
  }
  stream.end(text);
  await once(stream, 'close');
  renameSync(`${path}.part`, path);
}
