// Writes an order file of a given number of lines: customers with their own rate of buying who leave at some point
// (BG/NBD), one to three lines per order, over two years. The same arguments give the same file.
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

function* ordersOf(random) {
  const born = Math.floor(random.uniform() * (DAYS - 30));
  const spend = 5 + random.gamma(2, 0.1);
  yield { day: born, spend };
  for (const week of simulateBgNbd(PARAMETERS, (DAYS - born) / 7, random)) {
    yield { day: Math.min(DAYS, born + Math.floor(week * 7)), spend };
  }
}

/** Makes `path` with `lines` order lines, unless it is there. */
export async function makeOrders(path, lines) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const random = createRandom(20_260_101);
  const stream = createWriteStream(`${path}.part`);
  let text = 'order_id,customer_id,order_date,sku,quantity,unit_price\n';
  let written = 0;
  let order = 0;
  const customers = Math.round(lines / LINES_PER_CUSTOMER);
  for (let round = 0; written < lines; round++) {
    const customer = round % customers;
    for (const { day, spend } of ordersOf(random)) {
      order += 1;
      const count = 1 + Math.floor(random.uniform() * 3);
      for (let line = 0; line < count && written < lines; line++) {
        const price = (spend * (0.5 + random.uniform())).toFixed(2);
        const sku = Math.floor(random.uniform() * 5000);
        const quantity = 1 + Math.floor(random.uniform() * 4);
        text += `O${order},C${String(customer).padStart(7, '0')},${isoDays[day]},SKU${sku},${quantity},${price}\n`;
        written += 1;
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
